using HstNotebooks.Alignment;
using HstNotebooks.Detection;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Every bad input is one clear message or an honest verdict, and no header is touched.</summary>
public partial class TweakRegTest
{
    private static TweakRegOptions Updating(GoldenCase work) => Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { WcsName = "New", ReuseName = false };

    private static TException Refused<TException>(GoldenCase work, TweakRegOptions options, IReadOnlyList<string>? files = null) where TException : HstException
    {
        var before = work.Digests();
        var error = Assert.ThrowsAny<TException>(() => Run(files ?? work.Files, options));
        Assert.Equal(before, work.Digests());
        return error;
    }

    private static TweakRegResult NotUpdated(GoldenCase work, TweakRegOptions options)
    {
        var before = work.Digests();
        var result = Run(work.Files, options);
        Assert.Equal(before, work.Digests());
        Assert.False(result.IsGood);
        Assert.All(result.Images, image => Assert.False(image.HeaderUpdated));
        return result;
    }

    private static string Catalog(GoldenCase work, params string[] lines)
    {
        string path = Path.Combine(work.Folder, "test.cat");
        File.WriteAllLines(path, lines);
        return path;
    }

    [Fact]
    public void A_catalog_that_is_missing_is_named()
    {
        using var work = new GoldenCase();
        Assert.Equal("nowhere.cat", Refused<TableException>(work, Updating(work) with { RefCat = "nowhere.cat" }).File);
    }

    [Fact]
    public void An_empty_catalog_is_refused()
    {
        using var work = new GoldenCase();
        Assert.Contains("empty", Refused<InputException>(work, Updating(work) with { RefCat = Catalog(work, "# ra dec mag") }).Message);
    }

    [Theory]
    [InlineData("137.85 -64.90", 3)]
    [InlineData("137.85 north 18", 3)]
    [InlineData("137.85 -164.90 18", 3)]
    public void A_bad_row_of_a_catalog_is_named_by_its_line(string row, int line)
    {
        using var work = new GoldenCase();
        var error = Refused<TableException>(work, Updating(work) with { RefCat = Catalog(work, "# ra dec mag", "137.86 -64.905 17.2", row) });
        Assert.Equal(line, error.Row);
    }

    [Fact]
    public void A_column_that_does_not_exist_is_refused_with_those_that_do()
    {
        using var work = new GoldenCase();
        var error = Refused<TableException>(work, Updating(work) with { RFluxCol = "gmag", RMaxFlux = 15 });
        Assert.Contains("mag", error.Expected);
        Assert.Equal("rfluxcol", error.Parameter);
    }

    [Fact]
    public void The_catalog_of_another_place_fails_and_changes_nothing()
    {
        using var work = new GoldenCase();
        var result = NotUpdated(work, Updating(work) with { RefCat = SharedData.Path("data", "ngc6791", "gaia.cat") });
        Assert.All(result.Images, image => Assert.Equal(AlignmentVerdict.Failed, image.Verdict));
        Assert.Equal(137.8648250326918, result.Images[0].AlignedWcs[1].Linear.CrVal1, 1e-10);
        Assert.Contains("nan", File.ReadAllText(Path.Combine(work.Folder, "shifts.txt")));
    }

    [Fact]
    public void The_stars_of_another_field_put_on_this_place_fail()
    {
        using var work = new GoldenCase();
        var random = new Random(5);
        string[] rows = [.. Enumerable.Range(0, 400).Select(_ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{137.845 + 0.028 * random.NextDouble():F7} {-64.911 + 0.012 * random.NextDouble():F7} 18.0"))];
        var result = NotUpdated(work, Updating(work) with { RefCat = Catalog(work, ["# ra dec mag", .. rows]), MinObj = 3 });
        Assert.All(result.Images, image => Assert.Equal(AlignmentVerdict.Failed, image.Verdict));
    }

    [Fact]
    public void Duplicate_rows_of_a_catalog_do_no_harm()
    {
        using var work = new GoldenCase();
        string[] rows = File.ReadAllLines(SharedData.Path("golden", "small", "gaia.cat"));
        var result = Run(work.Files, Updating(work) with { RefCat = Catalog(work, [.. rows, .. rows.Skip(1)]) });
        Assert.True(result.IsGood);
        Assert.Equal(8.6315, result.Images[0].Fit!.ShiftX, 2e-3);
    }

    [Fact]
    public void A_chip_of_nothing_but_NaN_is_named()
    {
        using var work = new GoldenCase();
        FitsFile.Update(work.Files[1], file =>
        {
            var image = new Image<float>(600, 500);
            image.Span.Fill(float.NaN);
            file.Image("SCI", 2).SetImage(image);
        });
        var error = Refused<InputException>(work, Updating(work));
        Assert.Equal("[SCI,2]", error.Hdu);
        Assert.Contains("NaN", error.Message);
        Assert.Equal(work.Files[1], error.File);
    }

    [Fact]
    public void A_saturated_field_has_too_few_sources_and_fails()
    {
        using var work = new GoldenCase();
        foreach (string path in work.Files)
        {
            FitsFile.Update(path, file =>
            {
                foreach (int chip in (int[])[1, 2])
                {
                    var image = new Image<float>(600, 500);
                    image.Span.Fill(68_000);
                    file.Image("SCI", chip).SetImage(image);
                }
            });
        }
        var result = NotUpdated(work, Updating(work));
        Assert.All(result.Images, image => Assert.Contains("sources in the image", image.Reasons[0]));
    }

    [Fact]
    public void A_read_only_file_is_refused_before_any_work()
    {
        using var work = new GoldenCase();
        File.SetAttributes(work.Files[2], FileAttributes.ReadOnly);
        var error = Refused<InputException>(work, Updating(work));
        Assert.Equal(work.Files[2], error.File);
        Assert.Equal("updatehdr", error.Parameter);
        File.SetAttributes(work.Files[2], FileAttributes.Normal);
    }

    [Fact]
    public void A_name_that_a_WCS_has_already_is_refused()
    {
        using var work = new GoldenCase();
        var error = Refused<InputException>(work, Updating(work) with { WcsName = "idc_2731450PI" });
        Assert.Equal("wcsname", error.Parameter);
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        using var work = new GoldenCase();
        string path = Path.Combine(work.Folder, "short_flc.fits");
        File.WriteAllBytes(path, File.ReadAllBytes(work.Files[0])[..900_000]);
        Assert.Equal(path, Refused<FitsException>(work, Updating(work) with { UpdateHdr = false }, [path]).File);
    }

    [Fact]
    public void One_image_alone_is_refused()
    {
        using var work = new GoldenCase();
        Assert.Contains("refcat", Refused<InputException>(work, Updating(work) with { RefCat = "" }, [work.Files[0]]).Advice);
    }

    [Fact]
    public void Prompts_are_refused_with_a_sentence()
    {
        using var work = new GoldenCase();
        Assert.Equal("interactive", Refused<ParameterException>(work, Updating(work) with { Interactive = true }).Parameter);
    }

    [Fact]
    public void Images_without_common_sky_fail()
    {
        using var work = new GoldenCase();
        FitsFile.Update(work.Files[1], file =>
        {
            foreach (int chip in (int[])[1, 2]) file["SCI", chip].Header["CRVAL1"] = 138.5;
        });
        var result = NotUpdated(work, Updating(work) with { RefCat = "", UpdateHdr = false });
        Assert.Equal(AlignmentVerdict.Failed, result.Images[1].Verdict);
    }

    [Fact]
    public void An_image_that_is_not_in_the_list_of_catalogs_is_named()
    {
        using var work = new GoldenCase();
        string list = Path.Combine(work.Folder, "cats.list");
        File.WriteAllText(list, "other_flc.fits\n");
        Assert.Equal("catfile", Refused<InputException>(work, Updating(work) with { CatFile = list }).Parameter);
    }

    [Theory]
    [InlineData("image\ncircle(10,20\n", 2)]
    [InlineData("image\ncircle(10,20,5)\nsquare(1,2,3)\n", 3)]
    [InlineData("image\ncircle(10,x,5)\n", 2)]
    [InlineData("galactic\ncircle(10,20,5)\n", 1)]
    [InlineData("image\ncircle(10,20,-5)\n", 2)]
    public void A_region_that_cannot_be_read_is_named_by_its_line(string regions, int line)
    {
        using var work = new GoldenCase();
        File.WriteAllText(Path.Combine(work.Folder, "bad.reg"), regions);
        File.WriteAllText(Path.Combine(work.Folder, "exclusions.txt"), "isim01aaq_flc.fits bad.reg\n");
        var error = Refused<InputException>(work, Updating(work) with { Exclusions = Path.Combine(work.Folder, "exclusions.txt") });
        Assert.Equal(line, error.Row);
        Assert.EndsWith("bad.reg", error.File);
    }

    [Fact]
    public void An_interrupted_run_leaves_the_inputs_as_they_were()
    {
        using var work = new GoldenCase();
        var before = work.Digests();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => TweakReg.Run(work.Files, Updating(work), cancel: stop.Token));
        Assert.Equal(before, work.Digests());
    }

    [Fact]
    public void A_field_without_enough_sources_fails_with_numbers_and_a_suggestion()
    {
        using var work = new GoldenCase();
        var result = NotUpdated(work, Updating(work) with { SourceFinding = new SourceFindingOptions { Threshold = 1e6 } });
        Assert.Contains("0 sources", result.Images[0].Reasons[0]);
        Assert.Contains("threshold", result.Images[0].Reasons[1]);
    }

    [Fact]
    public void A_search_radius_of_the_size_of_the_sky_is_refused()
    {
        using var work = new GoldenCase();
        Assert.Equal("searchrad", Refused<ParameterException>(work, Updating(work) with { SearchRad = 1e6 }).Parameter);
    }
}
