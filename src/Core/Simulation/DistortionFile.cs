using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Simulation;

/// <summary>
/// The distortion of a simulated camera as the reference file that its headers name (IDCTAB), so that updatewcs can rebuild the WCS of the
/// exposures without a network: one row per chip, X = sum CX_ij dx^j dy^(i-j), the terms that <see cref="ChipGeometry"/> holds as SIP.
/// </summary>
public static class DistortionFile
{
    /// <summary>The table of a camera, for any filter.</summary>
    /// <param name="camera">Its chips.</param>
    public static Table Make(CameraModel camera)
    {
        var chips = camera.Geometry.Chips;
        int order = chips.Max(chip => chip.Sip.Order);
        var columns = new List<TableColumn>
        {
            new TableColumn<int>("DETCHIP", [.. chips.Select(chip => chip.Number)]),
            new TableColumn<string>("DIRECTION", [.. chips.Select(_ => "FORWARD")]),
            Column("XSIZE", chip => chip.Width), Column("YSIZE", chip => chip.Height), Column("XREF", chip => chip.XRef), Column("YREF", chip => chip.YRef),
            Column("V2REF", chip => chip.V2Ref), Column("V3REF", chip => chip.V3Ref), Column("SCALE", chip => chip.Scale), Column("THETA", chip => chip.Theta),
        };
        foreach (string axis in (string[])["X", "Y"])
            for (int i = 1; i <= order; i++)
                for (int j = 0; j <= i; j++)
                {
                    var (power, total) = (j, i);
                    columns.Add(Column(FormattableString.Invariant($"C{axis}{i}{j}"), chip => Term(chip, axis, total, power)));
                }
        return new Table(columns);

        TableColumn<double> Column(string name, Func<ChipGeometry, double> value) => new(name, [.. chips.Select(value)]);
    }

    /// <summary>Writes the table of a camera into a folder, under the name that the headers of its exposures give.</summary>
    internal static string Write(CameraModel camera, string folder)
    {
        string path = Path.Combine(folder, camera.DistortionName + "_idc.fits");
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.PrimaryHeader.Set("FILETYPE", "DISTORTION COEFFICIENTS", "type of data found in data file");
        file.PrimaryHeader.Set("DESCRIP", "Distortion of a camera, for simulated exposures");
        var table = TableHdu.Create(Make(camera));
        table.Header.Set("NORDER", (long)camera.Geometry.Chips.Max(chip => chip.Sip.Order), "order of the polynomials");
        file.Add(table);
        file.Save(path);
        return path;
    }

    // SIP moves a pixel before the linear part; the table has both multiplied out.
    private static double Term(ChipGeometry chip, string axis, int total, int power)
    {
        var (ofX, ofY) = axis == "X" ? (chip.Linear.X11, chip.Linear.X10) : (chip.Linear.Y11, chip.Linear.Y10);
        if (total == 1) return power == 1 ? ofX : ofY;
        var key = (power, total - power);
        return ofX * chip.Sip.A.GetValueOrDefault(key) + ofY * chip.Sip.B.GetValueOrDefault(key);
    }
}
