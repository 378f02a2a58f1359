using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Simulation;

/// <summary>
/// Lookup-table distortion of a simulated camera: NPOL (WCSDVARR) and D2IM tables of the size of real ones, 64 cells across a
/// chip, smooth with invented values (facts: wcs-and-distortion 5.2).
/// </summary>
internal sealed class DistortionTables
{
    private const int Cells = 64;
    private const string None = "N/A";
    private readonly List<(string ExtName, int ExtVer, int Axis, double Step, Image<float> Values)> tables = [];

    /// <summary>The tables of a camera for a seed; none where it has no lookup distortion.</summary>
    public static DistortionTables Make(CameraModel camera, ulong seed)
    {
        var result = new DistortionTables();
        if (camera.NpolAmplitude > 0) result.NpolFile = camera.ReferencePrefix + "simulated_npl.fits";
        if (camera.D2imAmplitude > 0) result.D2imFile = camera.ReferencePrefix + "simulated_d2i.fits";
        for (int c = 0; c < camera.Geometry.Chips.Count; c++)
            for (int axis = 1; axis <= 2; axis++)
            {
                result.Make("D2IMARR", camera.D2imAmplitude, camera.Geometry.Chips[c], 2 * c + axis, axis, seed);
                result.Make("WCSDVARR", camera.NpolAmplitude, camera.Geometry.Chips[c], 2 * c + axis, axis, seed);
            }
        return result;
    }

    /// <summary>NPOLFILE, an invented name; N/A without tables.</summary>
    public string NpolFile { get; private set; } = None;
    /// <summary>D2IMFILE.</summary>
    public string D2imFile { get; private set; } = None;

    /// <summary>Number of table extensions.</summary>
    public int Count => tables.Count;

    /// <summary>Appends the tables to a file, those of the detector first.</summary>
    public void AddTo(FitsFile file)
    {
        foreach (var (name, version, axis, step, values) in tables.OrderBy(t => t.ExtName, StringComparer.Ordinal).ThenBy(t => t.ExtVer))
        {
            var header = new FitsHeader();
            header.Set("EXTNAME", name, "WCS distortion array");
            header.Set("EXTVER", (long)version, "Distortion array version number");
            header.Set("CCDCHIP", axis == 1 ? "DX" : "DY");
            for (int i = 1; i <= 2; i++)
            {
                header.Set($"CDELT{i}", step, "Coordinate increment at reference point");
                header.Set($"CRPIX{i}", 0.0, "Pixel coordinate of reference point");
                header.Set($"CRVAL{i}", 0.0, "Coordinate value at reference point");
            }
            file.Add(ImageHdu.Create(values, header));
        }
    }

    /// <summary>Writes into the header of a chip which tables are its own.</summary>
    public void Describe(FitsHeader header, int chipIndex)
    {
        foreach (var (name, version, axis, _, values) in tables)
        {
            if ((version - 1) / 2 != chipIndex) continue;
            bool npol = name == "WCSDVARR";
            string record = (npol ? "DP" : "D2IM") + (axis == 1 ? "1" : "2");
            header.Set((npol ? "CPERR" : "D2IMERR") + (axis == 1 ? "1" : "2"), (double)values.Pixels.Max(Math.Abs), "Maximum error of the correction");
            header.Set((npol ? "CPDIS" : "D2IMDIS") + (axis == 1 ? "1" : "2"), "Lookup", "type of the correction");
            foreach (string field in (string[])[$"EXTVER: {version}.0", "NAXES: 2.0", "AXIS.1: 1.0", "AXIS.2: 2.0"])
                header.Add(new FitsCard(record, field));
        }
        if (NpolFile != None) header.Set("NPOLEXT", NpolFile);
        if (D2imFile != None) header.Set("D2IMEXT", D2imFile);
    }

    private void Make(string name, double amplitude, ChipGeometry chip, int version, int axis, ulong seed)
    {
        if (amplitude <= 0) return;
        var random = new NoiseStream(seed, Purpose.Distortion, (ulong)version, name == "D2IMARR" ? 1u : 0u);
        double step = (double)chip.Width / Cells;
        var values = new Image<float>(Cells + 1, (int)Math.Ceiling(chip.Height / step) + 1);
        const int waves = 8;
        for (int k = 0; k < waves; k++)
        {
            // Detector corrections repeat along the columns; the others are smooth in both directions.
            double kx = random.NextUniform(0.5, 5), ky = name == "D2IMARR" ? random.NextUniform(0, 0.5) : random.NextUniform(0.5, 4), phase = random.NextUniform(0, 2 * Math.PI);
            for (int y = 0; y < values.Height; y++)
                for (int x = 0; x < values.Width; x++)
                    values[y, x] += (float)(amplitude / Math.Sqrt(waves) * Math.Cos(2 * Math.PI * (kx * x / Cells + ky * y / values.Height) + phase));
        }
        tables.Add((name, version, axis, step, values));
    }
}
