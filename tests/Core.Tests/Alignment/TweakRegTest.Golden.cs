using System.Text.Json;
using HstNotebooks.Alignment;
using HstNotebooks.Detection;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Whole runs against what the reference makes of the same files; tolerances of the golden README.</summary>
public partial class TweakRegTest
{
    private static TweakRegOptions Golden(string folder, string catalog, FitGeometry geometry) => new()
    {
        OutputFolder = folder,
        RefCat = SharedData.Path("golden", "small", catalog),
        SearchRad = 25.0,
        SearchUnits = SearchUnits.Pixels,
        FitGeometry = geometry,
        UpdateHdr = true,
        WcsName = "Gaia",
        ReuseName = true,
        ShiftFile = true,
        SourceFinding = new SourceFindingOptions { Threshold = 200.0, ConvWidth = 3.5 },
    };

    /// <summary>The options of the golden case gaia_rscale, without header updates.</summary>
    internal static TweakRegOptions GaiaOptions(string folder) => Golden(folder, "gaia.cat", FitGeometry.RScale) with { UpdateHdr = false };

    private static TweakRegResult Run(IReadOnlyList<string> files, TweakRegOptions options) =>
        TweakReg.Run(files, options, cancel: TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("gaia_rscale", "gaia.cat", FitGeometry.RScale, 1.0)]
    [InlineData("gaia_general", "gaia.cat", FitGeometry.General, 1.5)]
    [InlineData("gaia_shift", "gaia.cat", FitGeometry.Shift, 4.0)]
    [InlineData("sdss_rscale", "sdss.cat", FitGeometry.RScale, 15.0)]
    public void The_simulated_exposures_are_aligned_as_by_the_reference(string run, string catalog, FitGeometry geometry, double worstMas)
    {
        using var work = new GoldenCase();
        string golden = SharedData.Path("golden", "small", "tweakreg", run);
        var options = Golden(work.Folder, catalog, geometry) with { WcsName = run.StartsWith("sdss", StringComparison.Ordinal) ? "SDSS" : "Gaia" };

        var result = Run(work.Files, options);

        var report = new List<string>();
        foreach (var image in result.Images)
        {
            if (image.Verdict != AlignmentVerdict.Good) report.Add($"{image.FileName}: {image.Verdict}: {string.Join("; ", image.Reasons)}");
            if (!image.HeaderUpdated) report.Add($"{image.FileName}: header not updated");
        }
        CompareShifts(Path.Combine(golden, "shifts.txt"), Path.Combine(work.Folder, "shifts.txt"), report);
        foreach (string root in GoldenCase.Roots)
        {
            CompareLists(golden, work.Folder, $"{root}_flc_xy_catalog.match", 10, 2e-3, 0.99, report);
            CompareLists(golden, work.Folder, $"{root}_flc_catalog_fit.match", 17, 2e-3, 0.97, report);
            CompareLists(golden, work.Folder, $"{root}_flc_refxy_catalog.coo", 2, 1e-3, 0.99, report);
            CompareLists(golden, work.Folder, $"{root}_flc_sky_catalog.coo", 2, 2e-8, 0.99, report);
            CompareLists(golden, work.Folder, $"{root}_flc_sci1_xy_catalog.coo", 2, 1e-3, 0.99, report);
            CompareLists(golden, work.Folder, $"{root}_flc_sci2_xy_catalog.coo", 2, 1e-3, 0.99, report);
        }
        CompareTruth(work, worstMas, report);
        Assert.True(report.Count == 0, string.Join('\n', report));
    }

    [Theory]
    [InlineData("gaia_rscale", "gaia.cat", FitGeometry.RScale)]
    [InlineData("gaia_general", "gaia.cat", FitGeometry.General)]
    public void The_updated_headers_agree_with_the_reference(string run, string catalog, FitGeometry geometry)
    {
        using var work = new GoldenCase();
        Run(work.Files, Golden(work.Folder, catalog, geometry));
        var report = new List<string>();
        foreach (string root in GoldenCase.Roots)
        {
            using var file = FitsFile.Open(work.PathOf(root));
            foreach (int chip in (int[])[1, 2])
            {
                var expected = FitsHeader.ParseText(File.ReadAllText(SharedData.Path("golden", "small", "tweakreg", run, "after", $"{root}_flc_sci{chip}.hdr.txt")));
                var found = file["SCI", chip].Header;
                foreach (string keyword in (string[])["CRVAL1", "CRVAL2", "CRPIX1", "CRPIX2"])
                    Close(keyword, 1e-10, 0);
                foreach (string keyword in (string[])["CD1_1", "CD1_2", "CD2_1", "CD2_2"]) Close(keyword, 0, 1e-8);
                foreach (string keyword in (string[])["RMS_RA", "RMS_DEC", "CRDER1", "CRDER2", "CRVAL1A", "CD1_1A"]) Close(keyword, 0, 1e-5);
                foreach (string keyword in (string[])["WCSNAME", "WCSTYPE", "FITNAME", "WCSNAMEA", "WCSTYPEA", "CTYPE1A"])
                    if (expected.FindString(keyword) != found.FindString(keyword)) report.Add($"{root} {chip} {keyword}: {found.FindString(keyword)} instead of {expected.FindString(keyword)}");
                if (expected.FindInt("NMATCH") != found.FindInt("NMATCH")) report.Add($"{root} {chip} NMATCH: {found.FindInt("NMATCH")} instead of {expected.FindInt("NMATCH")}");

                void Close(string keyword, double absolute, double relative)
                {
                    double e = expected.GetDouble(keyword), f = found.FindDouble(keyword) ?? double.NaN;
                    if (!(Math.Abs(e - f) <= absolute + relative * Math.Abs(e))) report.Add($"{root} {chip} {keyword}: {f:R} instead of {e:R}");
                }
            }
        }
        Assert.True(report.Count == 0, string.Join('\n', report));
    }

    private static void CompareShifts(string goldenPath, string path, List<string> report)
    {
        // The same stars are matched and kept, so the README asks for 1e-5 pixel and 1e-6 degree.
        double[] tolerances = [double.NaN, 1e-5, 1e-5, 1e-6, 1e-6, 1e-5, 1e-5];
        var expected = GoldenCase.Rows(goldenPath);
        var found = GoldenCase.Rows(path);
        for (int i = 0; i < expected.Count; i++)
        {
            for (int c = 1; c < tolerances.Length; c++)
                if (!(Math.Abs(expected[i][c] - found[i][c]) <= tolerances[c])) report.Add($"shift file row {i} column {c}: {found[i][c]} instead of {expected[i][c]}");
        }
    }

    private static void CompareLists(string golden, string folder, string name, int columns, double tolerance, double fraction, List<string> report)
    {
        var expected = GoldenCase.Rows(Path.Combine(golden, name));
        var found = GoldenCase.Rows(Path.Combine(folder, name));
        int agree = expected.Count(e => found.Any(f => Enumerable.Range(0, columns).All(c => Math.Abs(e[c] - f[c]) <= tolerance || double.IsNaN(e[c]))));
        if (agree < fraction * expected.Count || Math.Abs(found.Count - expected.Count) > 0.01 * expected.Count + 1)
            report.Add($"{name}: {agree} of {expected.Count} rows agree, {found.Count} found");
    }

    /// <summary>The worst pixel of each updated chip against the true WCS of the simulation.</summary>
    private static void CompareTruth(GoldenCase work, double worstMas, List<string> report)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "small", "truth.json")));
        foreach (var exposure in truth.RootElement.GetProperty("exposures").EnumerateArray())
        {
            using var opened = Exposure.Open(work.PathOf(exposure.GetProperty("root").GetString()!));
            foreach (var chip in opened.Chips)
            {
                var t = exposure.GetProperty("chips").GetProperty(chip.ExtVer.ToString(System.Globalization.CultureInfo.InvariantCulture)).GetProperty("true");
                double Value(string keyword) => t.GetProperty(keyword).GetDouble();
                var old = chip.Wcs.Linear;
                var right = chip.Wcs.WithLinear(new LinearWcs(old.CrPix1, old.CrPix2, Value("CRVAL1"), Value("CRVAL2"), Value("CD1_1"), Value("CD1_2"), Value("CD2_1"), Value("CD2_2")));
                double worst = 0;
                for (int y = 1; y <= chip.Height; y += 83)
                {
                    for (int x = 1; x <= chip.Width; x += 99)
                        worst = Math.Max(worst, 3.6e6 * right.PixelToSky(x, y).SeparationTo(chip.Wcs.PixelToSky(x, y)));
                }
                TestContext.Current.TestOutputHelper?.WriteLine($"{chip}: worst pixel {worst:F3} mas");
                if (!(worst <= worstMas)) report.Add($"{chip}: worst pixel off by {worst:F2} mas, allowed are {worstMas}");
            }
        }
    }
}
