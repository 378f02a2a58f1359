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
    public void The_message_of_a_missing_reference_file_says_what_was_looked_for_where()
    {
        var set = new Dictionary<string, string> { ["jref"] = "/data/acs", ["CRDS_PATH"] = "/data/crds" };
        var found = Assert.Throws<InputException>(() => new ReferenceFiles([_folder], name => set.GetValueOrDefault(name)).Find("jref$a_idc.fits", "IDCTAB"));
        Assert.Equal($"a_idc.fits (looked in {_folder}, /data/acs (jref), {Path.Combine("/data/crds", "references", "hst")} (CRDS_PATH))", found.Expected);
        Assert.StartsWith("put a_idc.fits into /data/acs,", found.Advice, StringComparison.Ordinal);
        var unset = Assert.Throws<InputException>(() => new ReferenceFiles([], _ => null).Find("jref$a_idc.fits", "IDCTAB"));
        Assert.Equal("a_idc.fits (nowhere to look; not set: jref, CRDS_PATH)", unset.Expected);
        Assert.StartsWith("put a_idc.fits into a folder and set jref to it,", unset.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_exposure_stops_the_run_before_the_first_file_is_changed()
    {
        string good = Copy("acswfc_postsm4", "jbt122x8q_flc"), bad = Path.Combine(_folder, "zz_drz.fits");
        using (var file = new FitsFile()) { file.Add(new ImageHdu()); file.Save(bad); }
        byte[] bytes = File.ReadAllBytes(good);
        var options = new UpdateWcsOptions { RefDir = SharedData.Path("data/reference-files") };
        Assert.Equal(bad, Assert.Throws<InputException>(() => UpdateWcs.Run($"{good},{bad}", options, cancel: TestContext.Current.CancellationToken)).File);
        Assert.Equal(bytes, File.ReadAllBytes(good));
        Assert.Throws<InputException>(() => UpdateWcs.Run($"{good},{bad}", options with { CheckFiles = false }, cancel: TestContext.Current.CancellationToken));
        Assert.NotEqual(bytes, File.ReadAllBytes(good));
    }

    [Fact]
    public void A_missing_reference_file_is_named_and_the_file_stays_as_it_was()
    {
        string path = Copy("acswfc_postsm4", "jbt122x8q_flc");
        byte[] bytes = File.ReadAllBytes(path);
        var error = Assert.Throws<InputException>(() => UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = _folder }, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("jref$postsm4_idc.fits", error.Message, StringComparison.Ordinal);
        Assert.Equal("IDCTAB", error.Keyword);
        Assert.Contains("postsm4_idc.fits", error.Advice, StringComparison.Ordinal);
        Assert.Contains($"looked in {_folder}", error.Expected, StringComparison.Ordinal);
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

    // No recorded run exists for STIS. Law: a pixel lies from the reference pixel, in the tangent plane, as far as the polynomials of
    // the IDCTAB say, whatever the roll, the parity and the place on the sky.
    [Theory]
    [InlineData(100, 900)]
    [InlineData(1024, 1)]
    [InlineData(512, 513)]
    public void The_WCS_of_a_STIS_image_has_the_distances_of_its_IDCTAB(double x, double y)
    {
        string path = Path.Combine(_folder, "o4xb01010_flt.fits");
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu());
            var primary = file.PrimaryHeader;
            foreach (var (keyword, value) in ((string, object)[])[("INSTRUME", "STIS"), ("DETECTOR", "CCD"), ("OPT_ELEM", "MIRVIS"), ("FILTER", "Clear"), ("ROOTNAME", "o4xb01010"), ("PA_V3", 123.4), ("DATE-OBS", "2003-05-06"), ("IDCTAB", "oref$o8g1508do_idc.fits")])
                primary.Set(keyword, value);
            var science = ImageHdu.Create(new HstNotebooks.Images.Image<float>(1024, 1024));
            science.Header.Set("EXTNAME", "SCI");
            science.Header.Set("EXTVER", 1L);
            WcsHeader.Write(science.Header, new LinearWcs(512, 512, 210, 54.3, -1.4e-5, 1e-6, 1e-6, 1.4e-5), "");
            file.Add(science);
            file.Save(path);
        }
        UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = SharedData.Path("data/reference-files") }, cancel: TestContext.Current.CancellationToken);
        using var after = FitsFile.Open(path);
        var wcs = ImageWcs.FromHeader(after["SCI", 1].Header, after);
        var model = DistortionTable.Read(SharedData.Path("data/reference-files/o8g1508do_idc.fits")).Find(1, "MIRVIS", "CLEAR");
        double dx = x - model.XRef, dy = y - model.YRef, idcX = 0, idcY = 0;
        for (int i = 1; i <= model.Order; i++)
            for (int j = 0; j <= i; j++)
            {
                idcX += model.Cx[i, j] * Math.Pow(dx, j) * Math.Pow(dy, i - j);
                idcY += model.Cy[i, j] * Math.Pow(dx, j) * Math.Pow(dy, i - j);
            }
        var reference = wcs.PixelToSky(model.XRef, model.YRef);
        double angle = wcs.PixelToSky(x, y).SeparationTo(reference);
        double inPlane = 3600 * double.RadiansToDegrees(Math.Tan(double.DegreesToRadians(angle)));
        Assert.Equal(double.Hypot(idcX, idcY), inPlane, 2e-7 * inPlane + 1e-9); // the CD is a difference of sky positions over a pixel
        Assert.Equal("IDC_o8g1508do", after["SCI", 1].Header.GetString("WCSNAME"));
    }

    [Fact]
    public void The_DGEOFILE_of_WFPC2_becomes_a_detector_table()
    {
        string path = Copy("wfpc2_sad1946fu_offtab", "u5780205r_c0m"), references = Path.Combine(_folder, "uref");
        Directory.CreateDirectory(references);
        foreach (string name in (string[])["sad1946fu_idc.fits", "s9518396u_off.fits"]) File.Copy(SharedData.Path("data/reference-files", name), Path.Combine(references, name));
        var dy = new HstNotebooks.Images.Image<float>(4, 800);
        for (int row = 0; row < 800; row++) dy[row, 0] = row % 34 == 33 ? -0.03f : 0.001f;
        using (var dgeo = new FitsFile())
        {
            dgeo.Add(new ImageHdu());
            var hdu = ImageHdu.Create(dy);
            hdu.Header.Set("EXTNAME", "DY");
            dgeo.Add(hdu);
            dgeo.Save(Path.Combine(references, "m3c10045u_dxy.fits"));
        }
        FitsFile.Update(path, file => file.PrimaryHeader["DGEOFILE"] = "uref$m3c10045u_dxy.fits");
        UpdateWcs.Run(path, new UpdateWcsOptions { RefDir = references }, cancel: TestContext.Current.CancellationToken);
        using var after = FitsFile.Open(path);
        Assert.Equal("N/A", after.PrimaryHeader.GetString("DGEOFILE"));
        Assert.Equal("uref$m3c10045u_dxy.fits", after.PrimaryHeader.GetString("ODGEOFIL"));
        // The names are those of stwcs, and of the recorded run in data/wfpc2-m2/headerlet.log (ua060502m_ta81040lu-NOMODEL-ua060502m_c0mm).
        Assert.Equal("u5780205r_c0m_d2im.fits", after.PrimaryHeader.GetString("D2IMFILE"));
        Assert.Equal("u5780205r_sad1946fu-NOMODEL-u5780205r_c0mm", after.PrimaryHeader.GetString("DISTNAME"));
        Assert.True(File.Exists(Path.Combine(_folder, "u5780205r_c0m_d2im.fits")));
        for (int chip = 1; chip <= 4; chip++) Assert.Equal("Lookup", after["SCI", chip].Header.GetString("D2IMDIS2"));
        var distortion = ImageWcs.FromHeader(after["SCI", 3].Header, after).Distortion!;
        Assert.Equal((400, 34 - 0.03f), (distortion.DetectorToImage(400, 34).X, (float)distortion.DetectorToImage(400, 34).Y));
        Assert.Equal(35.001f, (float)distortion.DetectorToImage(1, 35).Y);
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
