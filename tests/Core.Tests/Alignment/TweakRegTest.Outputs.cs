using System.Globalization;
using System.Text.RegularExpressions;
using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Every file that a run may write, and the parameters that rule it.</summary>
public partial class TweakRegTest
{
    private static string[] Names(GoldenCase work) => [.. Directory.GetFiles(work.Folder).Select(f => Path.GetFileName(f)!).Where(n => !n.EndsWith("_flc.fits", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Fact]
    public void A_full_run_writes_DrizzlePacs_files_and_names_them()
    {
        using var work = new GoldenCase();
        var result = Run([work.Files[0]], Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { Headerlet = true, Verbose = true });
        string[] expected =
        [
            "isim01aaq_flc_catalog_fit.match", "isim01aaq_flc_hlet.fits", "isim01aaq_flc_refxy_catalog.coo", "isim01aaq_flc_sci1_xy_catalog.coo", "isim01aaq_flc_sci2_xy_catalog.coo",
            "isim01aaq_flc_sky_catalog.coo", "isim01aaq_flc_xy_catalog.match", "isim01aaq_flc_xy_catfile.list", "shifts.txt", "shifts_wcs.fits", "tweakreg.log",
        ];
        Assert.Equal(expected, Names(work));
        Assert.Equal(expected.Append("isim01aaq_flc.fits").Order(StringComparer.Ordinal), result.Products.Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
        // The columns are documented in the files themselves.
        string[] fit = File.ReadAllLines(Path.Combine(work.Folder, expected[0]));
        Assert.Contains("#     Column 18: Ref source provenience", fit);
        Assert.All(fit.Where(l => !l.StartsWith('#')), l => Assert.Equal(18, l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(result.Images[0].Fit!.Count, fit.Count(l => !l.StartsWith('#')));
        Assert.Equal("isim01aaq_flc.fits    isim01aaq_flc_sci1_xy_catalog.coo  isim01aaq_flc_sci2_xy_catalog.coo", File.ReadAllText(Path.Combine(work.Folder, "isim01aaq_flc_xy_catfile.list")).Trim());
        string log = File.ReadAllText(Path.Combine(work.Folder, "tweakreg.log"));
        Assert.Contains("ALL PARAMETERS:", log);
        Assert.Contains("VERDICT for isim01aaq_flc.fits: good", log);
        Assert.Contains("wcsname :\tGaia", log);
    }

    [Fact]
    public void Files_and_reasons_are_the_same_where_the_host_writes_numbers_with_a_comma()
    {
        // Our own programs run without cultures; a host of the library, such as .NET Interactive, has that of its user.
        var (files, reasons) = InCulture(CultureInfo.InvariantCulture);
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator, comma.NumberFormat.NegativeSign, comma.DateTimeFormat.TimeSeparator) = (",", ".", "\u2212", ".");
        var (others, otherReasons) = InCulture(comma);
        Assert.Equal(files, others);
        Assert.Equal(reasons, otherReasons);

        static (SortedDictionary<string, string> Files, string Reasons) InCulture(CultureInfo culture)
        {
            using var work = new GoldenCase();
            var before = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = culture;
            try
            {
                var result = Run([work.Files[0]], Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { Verbose = true });
                var texts = Names(work).Where(name => !name.EndsWith(".fits", StringComparison.Ordinal)).ToDictionary(name => name, name => WithoutTimes(File.ReadAllText(Path.Combine(work.Folder, name)).Replace(work.Folder, "", StringComparison.Ordinal)));
                return (new(texts, StringComparer.Ordinal), string.Join('\n', result.Images.SelectMany(i => i.Reasons)));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }

        static string WithoutTimes(string text) => Regex.Replace(text, @"\d\d[:.]\d\d[:.]\d\d(\.\d+)?", "TIME");
    }

    [Fact]
    public void What_is_not_asked_for_is_not_written()
    {
        using var work = new GoldenCase();
        var result = Run([work.Files[0]], Quiet(work) with { WriteCat = false, RunFile = "" });
        Assert.Empty(Names(work));
        Assert.Empty(result.Products);
        Run([work.Files[0]], Quiet(work) with { WriteCat = false, RunFile = "other.log", ShiftFile = true, OutShifts = "o.txt", OutWcs = "o_wcs.fits" });
        Assert.Equal(["o.txt", "o_wcs.fits", "other.log"], Names(work));
        Assert.DoesNotContain("ALL PARAMETERS", File.ReadAllText(Path.Combine(work.Folder, "other.log")));
    }

    [Fact]
    public void Headerlets_have_the_name_author_history_and_catalog_that_are_asked_for()
    {
        using var work = new GoldenCase();
        string history = Path.Combine(work.Folder, "history.txt");
        File.WriteAllLines(history, ["Aligned in a test.", "Twice looked at."]);
        var options = Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with
        {
            Headerlet = true,
            HdrFile = "mine",
            HdrName = "MINE_1",
            Author = "A. Student",
            Descrip = "a description",
            Catalog = "my catalog",
            History = history,
            Attach = false,
            WriteCat = false,
        };
        Run([work.Files[0]], options);
        string path = Path.Combine(work.Folder, "isim01aaq_flc_mine_hlet.fits");
        using (var headerlet = FitsFile.Open(path))
        {
            var primary = headerlet.Hdus[0].Header;
            Assert.Equal(("MINE_1", "A. Student", "a description", "my catalog"), (primary.FindString("HDRNAME"), primary.FindString("AUTHOR"), primary.FindString("DESCRIP"), primary.FindString("CATALOG")));
            Assert.Contains(primary.Cards, card => card.Keyword == "HISTORY" && card.ToString().Contains("Twice looked at."));
        }
        using (var file = FitsFile.Open(work.Files[0])) Assert.False(AttachedHeaderlets.Contains(file, "MINE_1"));

        // An existing file is only replaced where that is asked for, and the exposure is not touched before.
        Assert.Equal("clobber", Refused<InputException>(work, options with { WcsName = "Second" }, [work.Files[0]]).Parameter);
        Run([work.Files[0]], options with { WcsName = "Second", HdrName = "MINE_2", Clobber = true });
        using var again = Headerlet.Open(path);
        Assert.Equal("Second", again.WcsName);
        Assert.Equal("hdrfile", Refused<ParameterException>(work, options with { WcsName = "Third", HdrFile = "one.fits" }).Parameter);
    }

    [Fact]
    public void The_old_WCS_is_kept_under_a_letter_and_the_table_of_solutions_grows()
    {
        using var work = new GoldenCase();
        double before;
        using (var file = FitsFile.Open(work.Files[0])) before = file["SCI", 1].Header.GetDouble("CRVAL1");
        var options = Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { WriteCat = false, ReuseName = false };
        Run([work.Files[0]], options with { WcsName = "First" });
        Run([work.Files[0]], options with { WcsName = "Second" });
        using var after = FitsFile.Open(work.Files[0]);
        foreach (var header in WcsArchive.ScienceHeaders(after))
        {
            var entries = WcsArchive.List(header);
            Assert.Equal("Second", entries.Single(e => e.IsPrimary).Name);
            Assert.Contains(entries, e => !e.IsPrimary && e.Name == "First");
        }
        Assert.Contains(Enumerable.Range('A', 26).Select(c => "CRVAL1" + (char)c), key => after["SCI", 1].Header.Contains(key) && Math.Abs(after["SCI", 1].Header.GetDouble(key) - before) < 1e-12);
        string[] recorded = after.Table("WCSCORR").ReadTable().Strings("WCS_ID");
        Assert.Contains("First", recorded.Select(r => r.Trim()));
        Assert.Contains("Second", recorded.Select(r => r.Trim()));
    }
}
