using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Tasks;

/// <summary>The eight headerlet tasks against golden/tasks/headerlet and the real headerlets of data/headerlets.</summary>
public sealed class HeaderletTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_created_headerlet_is_the_recorded_one()
    {
        string image = Copy("tweaked_skeleton", "tweaked.fits");
        string output = Path.Combine(_folder, "gold_hlet.fits");
        HeaderletTasks.Write(image, new WriteHeaderletOptions { HdrName = "GOLDHLET", Author = "golden", Descrip = "golden headerlet", Catalog = "gaia.cat", Output = output, Attach = false });

        using var own = Headerlet.Open(output);
        Assert.Equal(["PRIMARY", "SIPWCS", "SIPWCS"], own.File.Hdus.Select(hdu => hdu.Name));
        var report = new List<string>();
        Compare("golden/tasks/headerlet/created_hlet_ext0_primary.hdr.txt", own.File.PrimaryHeader, report, "DATE", "UPWCSVER", "PYWCSVER");
        Compare("golden/tasks/headerlet/created_hlet_ext1_sipwcs.hdr.txt", own.File["SIPWCS", 1].Header, report);
        Compare("golden/tasks/headerlet/created_hlet_ext2_sipwcs.hdr.txt", own.File["SIPWCS", 2].Header, report);
        Assert.True(report.Count == 0, string.Join("\n", report));
    }

    [Fact]
    public void Lookup_tables_travel_with_a_headerlet()
    {
        string image = Copy("lut_tweaked_skeleton", "lut.fits");
        string output = Path.Combine(_folder, "lut_hlet.fits");
        HeaderletTasks.Write(image, new WriteHeaderletOptions { HdrName = "GOLDLUT", Output = output, Attach = false });
        using var recorded = Headerlet.Open(Golden("created_lut_hlet.fits.gz"));
        using var own = Headerlet.Open(output);
        Assert.Equal(recorded.File.Hdus.Select(hdu => hdu.Label), own.File.Hdus.Select(hdu => hdu.Label));
        foreach (var hdu in recorded.File.Hdus.OfType<ImageHdu>().Where(hdu => hdu.HasData))
            Assert.Equal(hdu.Read<float>().Pixels, own.File.Image(hdu.Name, hdu.Version).Read<float>().Pixels);

        // Applied to the exposure without tables (another distortion) it must give the recorded positions.
        string raw = Copy("raw_skeleton", "raw.fits");
        var error = Assert.Throws<WcsException>(() => HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = output }));
        Assert.Equal("DISTNAME", error.Keyword);
        HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = output, Force = true });
        MapsAsRecorded(raw, "lut_apply_to_raw_without_lut");
        using var after = FitsFile.Open(raw);
        Assert.Equal(8, after.Hdus.Count(hdu => hdu.Name is "WCSDVARR" or "D2IMARR"));
        Assert.Equal(["IDC_2731450pi", "GOLDLUT"], AttachedHeaderlets.List(after).Select(AttachedHeaderlets.NameOf));
        Assert.Equal([' ', 'O'], WcsArchive.List(after["SCI", 1].Header).Select(entry => entry.Key));
    }

    [Theory]
    [InlineData("apply_as_primary", true)]
    [InlineData("apply_as_primary_noarchive", false)]
    public void Applied_as_primary_it_gives_the_recorded_WCS(string run, bool archive)
    {
        string raw = Copy("raw_skeleton", "raw.fits");
        HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = Golden("created_hlet.fits.gz"), Archive = archive, Attach = archive });
        MapsAsRecorded(raw, run);
        using var after = FitsFile.Open(raw);
        var expected = WcsCorrectionTests.Header($"golden/tasks/headerlet/{run}/out_sci1.hdr.txt");
        Assert.Equal(WcsArchive.List(expected), WcsArchive.List(after["SCI", 1].Header));
        Assert.Equal("GOLDHLET", after["SCI", 2].Header.GetString("HDRNAME"));
        Assert.Equal("user-defined", after["SCI", 1].Header.GetString("WCSTYPE")); // the reference leaves the type of the old WCS
        Assert.Equal(archive ? ["IDC_2731450pi", "GOLDHLET"] : (string[])[], AttachedHeaderlets.List(after).Select(AttachedHeaderlets.NameOf));
        WcsCorrRowsAre(after, $"golden/tasks/headerlet/{run}/out_wcscorr.csv");
    }

    [Fact]
    public void Applied_as_alternate_it_keeps_the_primary_WCS()
    {
        string raw = Copy("raw_skeleton", "raw.fits");
        HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = Golden("created_hlet.fits.gz"), Primary = false, WcsKey = "C", WcsName = "GoldAlt" });
        MapsAsRecorded(raw, "apply_as_alternate");
        using var after = FitsFile.Open(raw);
        var report = new List<string>();
        var expected = WcsCorrectionTests.Header("golden/tasks/headerlet/apply_as_alternate/out_sci1.hdr.txt");
        foreach (var card in expected.Cards.Where(card => card.Keyword.Length > 1 && card.Keyword[^1] == 'C' && char.IsAsciiDigit(card.Keyword[^2])))
            if (!(Math.Abs(Convert.ToDouble(card.Value is string ? 0.0 : card.Value, System.Globalization.CultureInfo.InvariantCulture) - (after["SCI", 1].Header.FindDouble(card.Keyword) ?? 0)) < 1e-11)) report.Add(card.Keyword);
        Assert.Empty(report);
        Assert.Equal("GoldAlt", after["SCI", 1].Header.GetString("WCSNAMEC"));
        Assert.Equal("GOLDHLET", after["SCI", 1].Header.GetString("HDRNAMEC"));
        Assert.Equal(126, after["SCI", 1].Header.GetInt("NMATCHC"));
        Assert.Throws<WcsException>(() => HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = Golden("created_hlet.fits.gz"), Primary = false, WcsKey = "C" }));
    }

    [Fact]
    public void Restoring_brings_the_archived_WCS_back()
    {
        string raw = Copy("raw_skeleton", "raw.fits");
        HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = Golden("created_hlet.fits.gz") });
        HeaderletTasks.Restore(raw, new RestoreHeaderletOptions { HdrName = "IDC_2731450pi" });
        MapsAsRecorded(raw, "restore_first_archived");
        using var after = FitsFile.Open(raw);
        Assert.Equal("IDC_2731450pi", after["SCI", 1].Header.GetString("WCSNAME"));
        Assert.Equal(2, AttachedHeaderlets.List(after).Count);
    }

    [Fact]
    public void Attach_extract_and_delete_keep_the_bytes()
    {
        string raw = Copy("raw_skeleton", "raw.fits");
        byte[] before = File.ReadAllBytes(raw);
        string hlet = Path.Combine(_folder, "g_hlet.fits");
        using (var golden = Headerlet.Open(Golden("created_hlet.fits.gz"))) golden.Save(hlet);

        HeaderletTasks.Attach(raw, new AttachHeaderletOptions { Hdrlet = hlet });
        using (var attached = FitsFile.Open(raw))
        {
            var expected = WcsCorrectionTests.Header("golden/tasks/headerlet/attach/out_hdrlet1.hdr.txt");
            var header = AttachedHeaderlets.List(attached)[0].Header;
            foreach (string keyword in (string[])["NAXIS1", "XIND1", "XIND2", "EXTVER"]) Assert.Equal(expected.GetInt(keyword), header.GetInt(keyword));
            foreach (string keyword in (string[])["XTENSION", "EXTNAME", "HDRNAME", "WCSNAME", "DISTNAME", "SIPNAME"]) Assert.Equal(expected.GetString(keyword).Trim(), header.GetString(keyword).Trim());
        }
        Assert.Equal("hdrname", Assert.Throws<WcsException>(() => HeaderletTasks.Attach(raw, new AttachHeaderletOptions { Hdrlet = hlet })).Parameter);
        string extracted = Path.Combine(_folder, "extracted.fits");
        HeaderletTasks.Extract(raw, new ExtractHeaderletOptions { HdrName = "goldhlet", Output = extracted });
        Assert.Equal(File.ReadAllBytes(hlet), File.ReadAllBytes(extracted));
        Assert.Throws<InputException>(() => HeaderletTasks.Extract(raw, new ExtractHeaderletOptions { ExtNum = 7, Output = extracted, Clobber = false }));

        var table = HeaderletTasks.Summary(raw);
        Assert.Equal(["GOLDHLET"], table.Strings("HDRNAME"));
        Assert.Equal(["golden"], table.Strings("AUTHOR"));
        Assert.Equal(7, table["EXTN"].GetValue(0));

        HeaderletTasks.Delete(raw, new DeleteHeaderletOptions { HdrName = "GOLDHLET" });
        Assert.Equal(before.Length, File.ReadAllBytes(raw).Length);
        Assert.Throws<WcsException>(() => HeaderletTasks.Delete(raw, new DeleteHeaderletOptions { HdrName = "GOLDHLET" }));
        Assert.Throws<ParameterException>(() => HeaderletTasks.Delete(raw, new DeleteHeaderletOptions()));
    }

    [Fact]
    public void Archiving_attaches_a_WCS_once()
    {
        string image = Copy("tweaked_skeleton", "tweaked.fits");
        Assert.Equal("attached", HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { WcsName = "IDC_2731450pi", HdrName = "OLD" })[0].Action);
        Assert.Equal("was attached already", HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { WcsKey = "A", HdrName = "OLD" })[0].Action);
        Assert.Throws<WcsException>(() => HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { WcsKey = "O", HdrName = "X" }));
        Assert.Throws<WcsException>(() => HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { WcsKey = "A", WcsName = "Gaia" }));
        using var file = FitsFile.Open(image);
        using var kept = AttachedHeaderlets.Open(AttachedHeaderlets.List(file)[0]);
        Assert.Equal(LinearWcs.FromHeader(file["SCI", 2].Header, 'A'), kept.Wcs(2).Linear);
    }

    [Fact]
    public void All_headerlets_of_a_distortion_are_restored_or_deleted_together()
    {
        string image = Copy("tweaked_skeleton", "tweaked.fits");
        HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { WcsKey = "A", HdrName = "ONE" });
        HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { HdrName = "TWO" });
        string distortion;
        using (var file = FitsFile.Open(image)) distortion = AttachedHeaderlets.List(file)[0].Header.GetString("DISTNAME");
        HeaderletTasks.Restore(image, new RestoreHeaderletOptions { DistName = distortion });
        using (var file = FitsFile.Open(image))
        {
            Assert.Equal("IDC_2731450pi", file["SCI", 1].Header.GetString("WCSNAME"));
            Assert.NotNull(WcsArchive.FindKey(file["SCI", 1].Header, "Gaia"));
        }
        HeaderletTasks.Delete(image, new DeleteHeaderletOptions { DistName = distortion, KeepFirst = true });
        using var last = FitsFile.Open(image);
        Assert.Equal(["ONE"], AttachedHeaderlets.List(last).Select(AttachedHeaderlets.NameOf));
    }

    [Fact]
    public void A_headerlet_that_does_not_belong_to_the_file_is_refused_with_the_reason()
    {
        string raw = Copy("raw_skeleton", "raw.fits");
        byte[] before = File.ReadAllBytes(raw);
        string foreign = SharedData.Path("data/headerlets/jbt122x8q_ext16_IDC_4bb1536cj_hlet.fits");
        var error = Assert.Throws<WcsException>(() => HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = foreign }));
        Assert.Equal("DESTIM", error.Keyword);
        Assert.Contains("jbt122x8q", error.Message, StringComparison.Ordinal);
        Assert.Contains("DISTNAME", error.Message, StringComparison.Ordinal);
        Assert.Throws<WcsException>(() => HeaderletTasks.Attach(raw, new AttachHeaderletOptions { Hdrlet = foreign }));
        Assert.Equal(before, File.ReadAllBytes(raw));
    }

    [Theory]
    [InlineData("IDCSCALE", "no IDCSCALE", true)]
    [InlineData("A_ORDER", "no SIP coefficients", true)]
    [InlineData("CRVAL1", "no finite number", false)]
    public void A_damaged_headerlet_is_refused_with_the_reason(string keyword, string reason, bool forceHelps)
    {
        string raw = Copy("raw_skeleton", "raw.fits"), damaged = Path.Combine(_folder, "damaged_hlet.fits");
        using (var golden = Headerlet.Open(Golden("created_hlet.fits.gz"))) golden.Save(damaged);
        FitsFile.Update(damaged, file =>
        {
            file["SIPWCS", 2].Header.Remove(keyword);
            if (keyword == "A_ORDER") file["SIPWCS", 2].Header.Remove("B_ORDER");
        });
        Assert.Contains(reason, Assert.Throws<WcsException>(() => HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = damaged })).Message, StringComparison.Ordinal);
        if (forceHelps) HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = damaged, Force = true });
        else Assert.Throws<WcsException>(() => HeaderletTasks.Apply(raw, new ApplyHeaderletOptions { Hdrlet = damaged, Force = true }));
    }

    [Fact]
    public void Every_real_headerlet_opens_and_maps_its_chips()
    {
        int count = 0;
        foreach (string path in Directory.GetFiles(SharedData.Path("data/headerlets"), "*_hlet.fits"))
        {
            using var headerlet = Headerlet.Open(path);
            foreach (var chip in headerlet.Chips)
            {
                var wcs = headerlet.Wcs(chip.Version);
                var sky = wcs.PixelToSky(900.25, 500.5);
                var pixel = wcs.SkyToPixel(sky.Ra, sky.Dec);
                Assert.Equal(900.25, pixel.X, 1e-6);
                Assert.Equal(500.5, pixel.Y, 1e-6);
                count++;
            }
            Assert.Equal(headerlet.ToBytes().Length, new FileInfo(path).Length);
        }
        Assert.True(count >= 40, $"{count} chips");
    }

    [Fact]
    public void A_file_that_is_no_headerlet_says_so() =>
        Assert.Contains("no headerlet", Assert.Throws<WcsException>(() => Headerlet.Open(SharedData.Path("data/headers/sip.fits"))).Message, StringComparison.Ordinal);

    private void MapsAsRecorded(string path, string run)
    {
        using var file = FitsFile.Open(path);
        for (int chip = 1; chip <= 2; chip++)
        {
            var pairs = PairTable.Read($"golden/tasks/headerlet/{run}/out_sci{chip}_pixsky.csv");
            double[] ra = new double[pairs.Count], dec = new double[pairs.Count];
            ImageWcs.FromHeader(file["SCI", chip].Header, file).PixelToSky(pairs["x"], pairs["y"], ra, dec);
            Assert.Null(pairs.WorstAbove(1e-10, "ra", ra));
            Assert.Null(pairs.WorstAbove(1e-10, "dec", dec));
        }
    }

    private static void WcsCorrRowsAre(FitsFile file, string recorded)
    {
        var expected = File.ReadAllLines(SharedData.Path(recorded)).Skip(2).Select(line => line.Split(',')).Where(row => row[0].Length > 0).ToArray();
        var hdu = Assert.IsType<TableHdu>(file["WCSCORR"]);
        var table = hdu.ReadTable();
        Assert.Equal(expected.Length, hdu.Header.GetInt("TROWS"));
        foreach (var (column, name) in ((int, string)[])[(0, "WCS_ID"), (2, "WCS_key"), (3, "HDRNAME"), (4, "SIPNAME"), (5, "NPOLNAME"), (23, "DESCRIP")])
            Assert.Equal(expected.Select(row => row[column]), table.Strings(name).Take(expected.Length).Select(text => text.Trim()));
    }

    private static void Compare(string recorded, FitsHeader own, List<string> report, params string[] except)
    {
        foreach (var card in WcsCorrectionTests.Header(recorded).Cards)
        {
            if (card.Keyword.Length == 0 || card.Keyword == "MJDREF" || except.Contains(card.Keyword)) continue;
            if (!own.Contains(card.Keyword)) report.Add($"{card.Keyword} is missing");
            else if (card.Value is double number)
            {
                if (!(Math.Abs(number - own.GetDouble(card.Keyword)) <= Math.Abs(number) * 1e-12)) report.Add($"{card.Keyword}: {own[card.Keyword]} instead of {number}");
            }
            else if (!Equals(card.Value is string text ? text.Trim() : card.Value, own[card.Keyword] is string other ? other.Trim() : own[card.Keyword]))
                report.Add($"{card.Keyword}: {own[card.Keyword]} instead of {card.Value}");
        }
    }

    private static string Golden(string name) => SharedData.Path("golden/tasks/headerlet", name);

    private string Copy(string source, string name)
    {
        string path = Path.Combine(_folder, name);
        using var file = FitsFile.Open(Golden(source + ".fits.gz"));
        file.Save(path);
        return path;
    }
}
