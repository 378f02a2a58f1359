using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>updatewcs on real headers and reference files against golden/tasks/updatewcs.</summary>
public sealed class DistortionUpdateTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    public static TheoryData<string, string, int> Runs => new()
    {
        { "acswfc_0461802ej_no_tdd", "jbt122x8q_flc", 2 },
        { "acswfc_0461802ej_no_vac", "jbt122x8q_flc", 2 },
        { "acswfc_0461802ej_npol_d2im", "jbt122x8q_flc", 2 },
        { "acswfc_postsm4", "jbt122x8q_flc", 2 },
        { "acswfc_qbu1641sj", "jbt122x8q_flc", 2 },
        { "acswfc_v8q14451j", "jbt122x8q_flc", 2 },
        { "acswfc_v8q14451j_npol_qbu16424j_f606w_2005", "jbt122x8q_flc", 2 },
        { "wfc3uvis_rebuilt_idctab", "ib4606c5q_flc", 2 },
        { "wfc3uvis_subarray", "ib4606c6q_flc", 1 },
        { "wfpc2_sad1946fu_offtab", "u5780205r_c0m", 4 },
        { "wfpc2_sad1946fu_offtab_2007", "u9x00101r_c0m", 4 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_updated_headers_and_positions_are_the_recorded_ones(string run, string root, int chips)
    {
        string path = Update(run, root);
        using var after = FitsFile.Open(path);
        var report = new List<string>();
        for (int chip = 1; chip <= chips; chip++)
        {
            var header = after["SCI", chip].Header;
            var expected = WcsCorrectionTests.Header($"golden/tasks/updatewcs/{run}/after/{root}_sci{chip}.hdr.txt");
            Compare(expected, header, $"sci{chip} ", report);
            var wcs = ImageWcs.FromHeader(header, after);
            var pairs = PairTable.Read($"golden/tasks/updatewcs/{run}/after/{root}_sci{chip}_pairs.csv");
            double[] ra = new double[pairs.Count], dec = new double[pairs.Count], x = new double[pairs.Count], y = new double[pairs.Count];
            wcs.PixelToSky(pairs["x"], pairs["y"], ra, dec);
            wcs.SkyToPixel(pairs["ra"], pairs["dec"], x, y);
            report.AddRange(((string?[])[pairs.WorstAbove(1e-9, "ra", ra), pairs.WorstAbove(1e-9, "dec", dec), pairs.WorstAbove(1e-4, "x", x), pairs.WorstAbove(1e-4, "y", y)])
                .Where(line => line is not null).Select(line => $"sci{chip} {line}"));
        }
        Compare(WcsCorrectionTests.Header($"golden/tasks/updatewcs/{run}/after/{root}_primary.hdr.txt"), after.PrimaryHeader, "primary ", report);
        Assert.True(report.Count == 0, string.Join("\n", report));
    }

    [Theory]
    [InlineData("acswfc_0461802ej_npol_d2im", "jbt122x8q_flc", "wcsdvarr", 4)]
    [InlineData("acswfc_0461802ej_npol_d2im", "jbt122x8q_flc", "d2imarr", 4)]
    [InlineData("acswfc_v8q14451j_npol_qbu16424j_f606w_2005", "jbt122x8q_flc", "wcsdvarr", 4)]
    public void The_lookup_tables_are_the_recorded_ones(string run, string root, string name, int count)
    {
        string path = Update(run, root);
        using var after = FitsFile.Open(path);
        Assert.Equal(count, after.Hdus.Count(hdu => hdu.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
        for (int version = 1; version <= count; version++)
        {
            using var recorded = FitsFile.Open(SharedData.Path($"golden/tasks/updatewcs/{run}/after/{root}_{name}{version}.fits.gz"));
            var hdu = recorded.Hdus.OfType<ImageHdu>().First(image => image.HasData);
            float[] expected = hdu.Read<float>().Pixels, own = after.Image(name, version).Read<float>().Pixels;
            Assert.Equal(expected.Length, own.Length);
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], own[i], 1e-6f * Math.Max(1, Math.Abs(expected[i]))); // one rounding of float32 inputs
            var header = WcsCorrectionTests.Header($"golden/tasks/updatewcs/{run}/after/{root}_{name}{version}.hdr.txt");
            foreach (string keyword in (string[])["CRPIX1", "CRPIX2", "CRVAL1", "CRVAL2", "CDELT1", "CDELT2", "EXTVER"])
                Assert.Equal(header.GetDouble(keyword), after[name, version].Header.GetDouble(keyword));
        }
    }

    [Fact]
    public void A_second_update_changes_nothing_any_more()
    {
        string path = Update("acswfc_0461802ej_npol_d2im", "jbt122x8q_flc");
        using (var once = FitsFile.Open(path))
        {
            var first = once["SCI", 2].Header.Clone();
            UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = SharedData.Path("data/reference-files") }, cancel: TestContext.Current.CancellationToken);
            using var twice = FitsFile.Open(path);
            var report = new List<string>();
            first.Remove("ORIENTAT"); // restoring the original WCS writes its orientation
            Compare(first, twice["SCI", 2].Header, "", report);
            Assert.True(report.Count == 0, string.Join("\n", report));
            Assert.Equal(once.Hdus.Count, twice.Hdus.Count);
        }
    }

    [Fact]
    public void A_missing_reference_file_is_named_and_the_file_stays_as_it_was()
    {
        string path = Copy("acswfc_postsm4", "jbt122x8q_flc");
        byte[] bytes = File.ReadAllBytes(path);
        var error = Assert.Throws<InputException>(() => UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = _folder }, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("jref$postsm4_idc.fits", error.Message, StringComparison.Ordinal);
        Assert.Equal("IDCTAB", error.Keyword);
        Assert.Contains("jref", error.Advice, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void Reference_files_are_found_through_the_environment_and_the_CRDS_cache()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "crds", "references", "hst", "acs"));
        Directory.CreateDirectory(Path.Combine(_folder, "jref"));
        string inVariable = Path.Combine(_folder, "jref", "a_idc.fits"), inCache = Path.Combine(_folder, "crds", "references", "hst", "acs", "b_npl.fits");
        File.WriteAllText(inVariable, "");
        File.WriteAllText(inCache, "");
        var files = new ReferenceFiles([], name => name switch { "jref" => Path.Combine(_folder, "jref"), "CRDS_PATH" => Path.Combine(_folder, "crds"), _ => null });
        Assert.Equal(inVariable, files.Find("jref$a_idc.fits", "IDCTAB"));
        Assert.Equal(inCache, files.Find("jref$b_npl.fits", "NPOLFILE"));
        Assert.Null(files.TryFind("jref$c_npl.fits"));
        Assert.False(ReferenceFiles.IsNamed(" n/a "));
    }

    [Fact]
    public void A_file_without_science_extensions_is_refused()
    {
        string path = Path.Combine(_folder, "empty.fits");
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu());
            file.Save(path);
        }
        Assert.Contains("no SCI extension", Assert.Throws<InputException>(() => UpdateWcs.Run(path, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private string Update(string run, string root)
    {
        string path = Copy(run, root);
        string references = Path.Combine(_folder, "ref");
        Directory.CreateDirectory(references);
        foreach (string file in Directory.GetFiles(SharedData.Path("data/reference-files")).Concat(Directory.GetFiles(SharedData.Path("golden/tasks/updatewcs/reference_files"))))
            File.CreateSymbolicLink(Path.Combine(references, Path.GetFileName(file).Replace("_rebuilt", "", StringComparison.Ordinal)), file);
        UpdateWcs.Run(path, new UpdateWcsOptions
        {
            RefDir = references,
            Corrections = new DistortionUpdateOptions { TddCorr = !run.EndsWith("no_tdd", StringComparison.Ordinal), VaCorr = !run.EndsWith("no_vac", StringComparison.Ordinal) },
        });
        return path;
    }

    private string Copy(string run, string root)
    {
        string path = Path.Combine(_folder, root + ".fits");
        using var source = FitsFile.Open(SharedData.Path($"golden/tasks/updatewcs/{run}/{root}_in.fits.gz"));
        source.Save(path);
        return path;
    }

    /// <summary>Every card of the expected header: numbers to 1e-10 relative, text equal.</summary>
    private static void Compare(FitsHeader expected, FitsHeader own, string where, List<string> report)
    {
        foreach (var group in expected.Cards.GroupBy(card => card.Keyword))
        {
            var card = group.First();
            if (card.Keyword is "D2IM1" or "D2IM2" or "DP1" or "DP2" && !group.Select(record => record.Value).SequenceEqual(own.AllCards(card.Keyword).Select(record => record.Value)))
                report.Add($"{where}{card.Keyword} differs");
            if (card.Keyword.Length == 0 || card.Keyword is "UPWCSVER" or "PYWCSVER" or "COMMENT" or "HISTORY" or "MJDREF" or "DATE" or "CHECKSUM" or "DATASUM") continue;
            if (!own.Contains(card.Keyword)) report.Add($"{where}{card.Keyword} is missing ({card.Value})");
            else if (card.Value is double or long && own.FindDouble(card.Keyword) is { } value)
            {
                double number = Convert.ToDouble(card.Value, System.Globalization.CultureInfo.InvariantCulture);
                double tolerance = Math.Abs(number) * 1e-10 + 1e-25;
                if (card.Keyword.StartsWith("CPERR", StringComparison.Ordinal)) tolerance = 2e-7 * Math.Abs(number); // a value of a float32 table
                if (!(Math.Abs(number - value) <= tolerance)) report.Add($"{where}{card.Keyword}: {value:R} instead of {number:R}");
            }
            else if (!Equals(Plain(card.Value), Plain(own[card.Keyword]))) report.Add($"{where}{card.Keyword}: {own[card.Keyword]} instead of {card.Value}");
        }

        static object? Plain(object? value) => value is string text ? text.Trim() : value;
    }
}
