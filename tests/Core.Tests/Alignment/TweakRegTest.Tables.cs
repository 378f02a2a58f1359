using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Catalogs that are tables in memory instead of files.</summary>
public partial class TweakRegTest
{
    private static Table GaiaTable() => Table.Read(SharedData.Path("golden", "small", "gaia.cat"), TableFormat.CommentedHeader);

    private static TweakRegOptions Quiet(GoldenCase work) => Golden(work.Folder, "gaia.cat", FitGeometry.RScale) with { UpdateHdr = false, ShiftFile = false };

    private static void AssertSameFits(TweakRegResult expected, TweakRegResult found, double tolerance)
    {
        for (int i = 0; i < expected.Images.Count; i++)
        {
            Assert.Equal(expected.Images[i].Fit!.Count, found.Images[i].Fit!.Count);
            Assert.Equal(expected.Images[i].Fit!.ShiftX, found.Images[i].Fit!.ShiftX, tolerance);
            Assert.Equal(expected.Images[i].Fit!.ShiftY, found.Images[i].Fit!.ShiftY, tolerance);
            Assert.Equal(expected.Images[i].Verdict, found.Images[i].Verdict);
        }
    }

    [Fact]
    public void A_table_as_reference_catalog_gives_what_its_file_gives()
    {
        using var work = new GoldenCase();
        var table = GaiaTable();
        var byFile = Run(work.Files, Quiet(work));
        // As a query gives it: an identifier first, positions found by their names, in any unit of angle.
        var query = new Table([new TableColumn<long>("source_id", [.. Enumerable.Range(0, table.RowCount).Select(i => (long)i)]), new TableColumn<double>("phot_g_mean_mag", table.Doubles("mag")),
            new TableColumn<double>("ra", [.. table.Doubles("ra").Select(double.DegreesToRadians)], "rad"), new TableColumn<double>("dec", [.. table.Doubles("dec").Select(v => 3600 * v)], "arcsec")], "Gaia query");
        var byTable = Run(work.Files, Quiet(work) with { RefCat = query, RFluxCol = "phot_g_mean_mag" });
        AssertSameFits(byFile, byTable, 1e-8);
        Assert.Equal("Gaia query", byTable.ReferenceName);
        Assert.Equal(table.Doubles("mag"), byTable.ReferenceSources.Doubles("flux"));
    }

    [Theory]
    [InlineData("mas / yr", 1)]
    [InlineData("arcsec.yr**-1", 1000)]
    [InlineData(null, 1)]
    public void Proper_motions_of_a_table_are_applied_in_their_unit(string? unit, double divisor)
    {
        using var work = new GoldenCase();
        var table = GaiaTable();
        double[] Filled(double value) => [.. Enumerable.Repeat(value, table.RowCount)];
        double epoch = Run([work.Files[0]], Quiet(work) with { RefCat = Moving("mas/yr", 1, 0) }).Images[0].Epoch!.Value;
        // Every star moves 20 mas a year to the east: the shift follows it, against the fixed catalog.
        var moved = Run([work.Files[0]], Quiet(work) with { RefCat = Moving(unit, divisor, 20) });
        var expected = Run([work.Files[0]], Quiet(work));
        double east = (epoch - 2016) * 0.020 / 0.0396, dx = moved.Images[0].Fit!.ShiftX - expected.Images[0].Fit!.ShiftX, dy = moved.Images[0].Fit!.ShiftY - expected.Images[0].Fit!.ShiftY;
        Assert.Equal(Math.Abs(east), double.Hypot(dx, dy), 0.02);

        Table Moving(string? u, double d, double motion) => table.With(new TableColumn<double>("pmra", Filled(motion / d), u)).With(new TableColumn<double>("pmdec", Filled(0), u)).With(new TableColumn<double>("ref_epoch", Filled(2016), "yr"));
    }

    [Fact]
    public void A_unit_that_is_none_of_an_angle_is_refused()
    {
        using var work = new GoldenCase();
        var table = GaiaTable();
        var error = Refused<TableException>(work, Updating(work) with { RefCat = table.With(new TableColumn<double>("ra", table.Doubles("ra"), "Jy")) });
        Assert.Contains("Jy", error.Message);
        Assert.Contains("deg", error.Expected);
        Assert.Contains("empty", Refused<InputException>(work, Updating(work) with { RefCat = table.Take([]) }).Message);
    }

    [Fact]
    public void The_sources_of_one_run_serve_as_a_table_for_the_next()
    {
        using var work = new GoldenCase();
        var first = Run(work.Files, Quiet(work));
        // The sources of all images in one table, each row with its file and chip.
        Table[] lists = [.. first.Images.Select(i => i.Sources)];
        var sources = new Table([
            new TableColumn<string>("file", [.. first.Images.SelectMany(i => Enumerable.Repeat(i.FileName, i.Sources.RowCount))]),
            new TableColumn<double>("chip", [.. lists.SelectMany(l => l.Doubles("chip"))]),
            new TableColumn<double>("x", [.. lists.SelectMany(l => l.Doubles("x"))]),
            new TableColumn<double>("y", [.. lists.SelectMany(l => l.Doubles("y"))]),
            new TableColumn<double>("flux", [.. lists.SelectMany(l => l.Doubles("flux"))])]);
        AssertSameFits(first, Run(work.Files, Quiet(work) with { CatFile = sources, FluxCol = "flux", WriteCat = false }), 1e-9);
        // One image needs no column of files.
        AssertSameFits(Run([work.Files[0]], Quiet(work)), Run([work.Files[0]], Quiet(work) with { CatFile = lists[0], WriteCat = false }), 1e-9);

        Assert.Contains("file", Refused<TableException>(work, Updating(work) with { CatFile = lists[0] }).Expected);
        Assert.Contains("chip", Refused<TableException>(work, Updating(work) with { CatFile = sources.Select("file", "x", "y") }).Expected);
        var missing = Refused<InputException>(work, Updating(work) with { CatFile = sources.Where(i => sources.Strings("file")[i] != "isim01abq_flc.fits") });
        Assert.Equal(work.Files[1], missing.File);
    }
}
