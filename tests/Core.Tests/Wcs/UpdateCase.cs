using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>
/// An exposure of a camera for which no recorded run exists, with reference files of the same form as the real ones, all made of plain numbers
/// so that another program can be given the same input.
/// </summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Instrument">INSTRUME.</param>
/// <param name="Detector">DETECTOR; for NICMOS the number of the camera.</param>
/// <param name="Scale">Arcseconds per pixel, unbinned.</param>
/// <param name="FullWidth">Size of the detector in x, pixels.</param>
/// <param name="FullHeight">Size of the detector in y, pixels.</param>
internal sealed record UpdateCase(string Name, string Instrument, string Detector, double Scale, int FullWidth, int FullHeight)
{
    /// <summary>Size of the image; the full detector (binned) where zero.</summary>
    public (int Width, int Height) Size { get; init; }
    /// <summary>First pixel of a subarray on the detector, 0-based, binned pixels.</summary>
    public (int X, int Y) Corner { get; init; }
    public int Binning { get; init; } = 1;
    /// <summary>CCDCHIP of each SCI extension; one without CCDCHIP where empty.</summary>
    public int[] Chips { get; init; } = [];
    /// <summary>Whether NPOLFILE and D2IMFILE are named, with tables of cells of 64 pixels.</summary>
    public bool HasTables { get; init; }
    /// <summary>IDCTAB; a made one where null.</summary>
    public string? IdcTab { get; init; }

    private int Width => Size.Width > 0 ? Size.Width : FullWidth / Binning;
    private int Height => Size.Height > 0 ? Size.Height : FullHeight / Binning;

    /// <summary>The cases.</summary>
    public static IReadOnlyList<UpdateCase> All { get; } =
    [
        new("stis", "STIS", "CCD", 0.05, 1024, 1024) { IdcTab = "o8g1508do_idc.fits" },
        new("stis-binned", "STIS", "CCD", 0.05, 1024, 1024) { IdcTab = "o8g1508do_idc.fits", Binning = 2 },
        new("stis-subarray", "STIS", "CCD", 0.05, 1024, 1024) { IdcTab = "o8g1508do_idc.fits", Size = (1024, 300), Corner = (0, 400) },
        new("nicmos", "NICMOS", "2", 0.0757, 256, 256),
        new("sbc", "ACS", "SBC", 0.032, 1024, 1024),
        new("hrc-subarray", "ACS", "HRC", 0.027, 1024, 1024) { Size = (512, 400), Corner = (300, 200) },
        new("ir-subarray", "WFC3", "IR", 0.128, 1014, 1014) { Size = (512, 512), Corner = (251, 251) },
        new("uvis-binned", "WFC3", "UVIS", 0.0396, 4096, 2051) { Binning = 2, Chips = [2, 1], Size = (2048, 1025) },
        new("uvis-subarray-tables", "WFC3", "UVIS", 0.0396, 4096, 2051) { Chips = [2], Size = (513, 512), Corner = (2000, 700), HasTables = true },
        new("uvis-tables", "WFC3", "UVIS", 0.0396, 4096, 2051) { Chips = [2, 1], HasTables = true },
    ];

    /// <summary>Writes the exposure and its reference files into a folder, and returns the path of the exposure.</summary>
    public string Write(string folder)
    {
        if (IdcTab is null) WriteIdcTab(Path.Combine(folder, "made_idc.fits"));
        if (HasTables)
        {
            WriteTables(Path.Combine(folder, "made_npl.fits"), 0.05f);
            WriteTables(Path.Combine(folder, "made_d2i.fits"), 0.02f);
        }
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        var primary = file.PrimaryHeader;
        string variable = Instrument switch { "ACS" => "jref$", "WFC3" => "iref$", "STIS" => "oref$", _ => "nref$" };
        foreach (var (keyword, value) in ((string, object)[])[("TELESCOP", "HST"), ("INSTRUME", Instrument), ("ROOTNAME", "made"), ("FILENAME", "made_flt.fits"), ("PA_V3", 123.4), ("DATE-OBS", "2010-05-06"), ("IDCTAB", variable + (IdcTab ?? "made_idc.fits"))])
            primary.Set(keyword, value);
        if (Instrument == "NICMOS") primary.Set("CAMERA", (long)(Detector[0] - '0'));
        else primary.Set("DETECTOR", Detector);
        if (Instrument == "ACS") { primary.Set("FILTER1", Detector == "SBC" ? "F115LP" : "F606W"); primary.Set("FILTER2", Detector == "SBC" ? "N/A" : "CLEAR2S"); }
        else if (Instrument != "STIS") primary.Set("FILTER", "F110W");
        if (HasTables) { primary.Set("NPOLFILE", variable + "made_npl.fits"); primary.Set("D2IMFILE", variable + "made_d2i.fits"); }
        int[] chips = Chips.Length > 0 ? Chips : [1];
        for (int i = 0; i < chips.Length; i++)
        {
            var science = ImageHdu.Create(new Image<byte>(Width, Height));
            var header = science.Header;
            header.Set("EXTNAME", "SCI");
            header.Set("EXTVER", (long)(i + 1));
            if (Instrument == "STIS") { header.Set("OPT_ELEM", "MIRVIS"); header.Set("FILTER", "CLEAR"); header.Set("DATE-OBS", "2010-05-06"); }
            if (Chips.Length > 0) header.Set("CCDCHIP", (long)chips[i]);
            header.Set("VAFACTOR", 1.00003 - 1e-5 * i);
            if (Binning > 1) { header.Set("BINAXIS1", (long)Binning); header.Set("BINAXIS2", (long)Binning); }
            for (int axis = 1; axis <= 2; axis++)
            {
                header.Set($"LTV{axis}", (double)-(axis == 1 ? Corner.X : Corner.Y));
                header.Set($"LTM{axis}_{axis}", 1.0);
            }
            double size = Scale * Binning / 3600, roll = double.DegreesToRadians(77);
            WcsHeader.Write(header, new LinearWcs(FullWidth / 2 / Binning - Corner.X, FullHeight / 2 / Binning - Corner.Y, 210 - 0.01 * i, 54.3 + 0.005 * i,
                -size * Math.Cos(roll), size * Math.Sin(roll), size * Math.Sin(roll), size * Math.Cos(roll)), "");
            file.Add(science);
        }
        string path = Path.Combine(folder, "made_flt.fits");
        file.Save(path);
        return path;
    }

    /// <summary>Polynomials of order 4 of the size that real ones have, different for each chip.</summary>
    private void WriteIdcTab(string path)
    {
        int[] chips = Instrument == "NICMOS" ? [1, 2] : Chips.Length > 0 ? [1, 2] : [1];
        var columns = new List<TableColumn>
        {
            Values("DETCHIP", chip => (long)chip),
            new TableColumn<string>("DIRECTION", [.. chips.Select(_ => "FORWARD")]),
        };
        if (Instrument == "ACS") { columns.Add(Texts("FILTER1", Detector == "SBC" ? "F115LP" : "F606W")); columns.Add(Texts("FILTER2", Detector == "SBC" ? "N/A" : "CLEAR2S")); }
        else columns.Add(Texts("FILTER", "F110W"));
        columns.AddRange(
        [
            Values("XSIZE", _ => (long)FullWidth), Values("YSIZE", _ => (long)FullHeight), Reals("XREF", chip => FullWidth / 2 + 3 * chip), Reals("YREF", chip => FullHeight / 2 - 5 * chip),
            Reals("V2REF", chip => -20.5 + 2.5 * chip), Reals("V3REF", chip => 40.25 - 70.5 * chip), Reals("THETA", chip => 45.5 + 0.125 * chip), Reals("SCALE", _ => Scale),
        ]);
        for (int order = 0; order <= 4; order++)
            for (int power = 0; power <= order; power++)
            {
                int i = order, j = power;
                columns.Add(Reals($"CX{i}{j}", chip => Coefficient(i, j, chip, isX: true)));
                columns.Add(Reals($"CY{i}{j}", chip => Coefficient(i, j, chip, isX: false)));
            }
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.PrimaryHeader.Set("INSTRUME", Instrument);
        file.PrimaryHeader.Set("DETECTOR", Detector);
        file.PrimaryHeader.Set("NORDER", 4L);
        file.Add(TableHdu.Create(new Table(columns)));
        file.Save(path);

        TableColumn Values(string name, Func<int, long> value) => new TableColumn<long>(name, [.. chips.Select(value)]);
        TableColumn Reals(string name, Func<int, double> value) => new TableColumn<double>(name, [.. chips.Select(value)]);
        TableColumn Texts(string name, string value) => new TableColumn<string>(name, [.. chips.Select(_ => value)]);
    }

    private double Coefficient(int i, int j, int chip, bool isX) => i switch
    {
        0 => 0,
        1 => Scale * (isX == (j == 1) ? 1 + 0.003 * chip : 0.01 + 0.002 * chip * (isX ? 1 : -1)),
        _ => Scale * (1 + i - 2 * j + (isX ? 0.5 : -0.25) * chip) * Math.Pow(10, -5 * (i - 1)),
    };

    private static void WriteTables(string path, float size)
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.PrimaryHeader.Set("INSTRUME", "WFC3");
        file.PrimaryHeader.Set("DETECTOR", "UVIS");
        int version = 0;
        foreach (int chip in (int[])[2, 1])
        {
            version++;
            foreach (string name in (string[])["DX", "DY"])
            {
                var table = new Image<float>(65, 33);
                for (int y = 0; y < 33; y++)
                    for (int x = 0; x < 65; x++) table[y, x] = size * ((x * 7 + y * 3 + chip) % 16 - 8) / 8 * (name == "DX" ? 1 : -0.5f);
                var hdu = ImageHdu.Create(table);
                hdu.Header.Set("EXTNAME", name);
                hdu.Header.Set("EXTVER", (long)version);
                hdu.Header.Set("CCDCHIP", (long)chip);
                foreach (string axis in (string[])["1", "2"])
                {
                    hdu.Header.Set("CRPIX" + axis, 0.0);
                    hdu.Header.Set("CRVAL" + axis, 0.0);
                    hdu.Header.Set("CDELT" + axis, 64.0);
                }
                file.Add(hdu);
            }
        }
        file.Save(path);
    }
}
