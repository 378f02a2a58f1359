using System.Globalization;
using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Every form of inputs, catalogs and exclusions gives the fit that the plain form gives.</summary>
public partial class TweakRegTest
{
    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("wildcard")]
    [InlineData("commas")]
    [InlineData("list")]
    [InlineData("association")]
    public void Inputs_may_be_named_in_every_form(string form)
    {
        using var work = new GoldenCase();
        string list = Path.Combine(work.Folder, "images.lis"), table = Path.Combine(work.Folder, "isim01010_asn.fits");
        File.WriteAllLines(list, work.Files);
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu());
            file.Add(TableHdu.Create(new Table([new TableColumn<string>("MEMNAME", ["ISIM01AAQ", "ISIM01ABQ", "ISIM01ACQ", "ISIM01010"]),
                new TableColumn<string>("MEMTYPE", ["EXP-DTH", "EXP-DTH", "EXP-DTH", "PROD-DTH"]), new TableColumn<bool>("MEMPRSNT", [true, true, true, true])]), "ASN"));
            file.Save(table);
        }
        string input = form switch { "wildcard" => Path.Combine(work.Folder, "isim01a*_flc.fits"), "commas" => string.Join(", ", work.Files), "list" => "@" + list, _ => table };
        var result = TweakReg.Run(input, Quiet(work) with { WriteCat = false, RunFile = "" }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(GoldenCase.Roots.Select(r => r + "_flc.fits"), result.Images.Select(i => i.FileName));
        Assert.Equal(GoldenShifts[2].X, result.Images[2].Fit!.ShiftX, 2e-3);
    }

    [Fact]
    public void Catalogs_of_SExtractor_are_read_by_the_names_of_their_columns()
    {
        using var work = new GoldenCase();
        var first = Run(work.Files, Quiet(work));
        var list = new List<string>();
        foreach (var image in first.Images)
        {
            double[] chip = image.Sources.Doubles("chip"), x = image.Sources.Doubles("x"), y = image.Sources.Doubles("y"), flux = image.Sources.Doubles("flux");
            var names = new List<string>();
            foreach (int wanted in (int[])[1, 2])
            {
                string name = $"{image.FileName[..9]}_{wanted}.cat";
                names.Add(name);
                File.WriteAllLines(Path.Combine(work.Folder, name),
                [
                    "#   1 NUMBER          Running object number", "#   2 MAG_AUTO        Kron-like magnitude  [mag]", "#   3 X_IMAGE         Object position along x  [pixel]", "#   4 Y_IMAGE         Object position along y  [pixel]",
                    .. Enumerable.Range(0, x.Length).Where(i => chip[i] == wanted).Select(i => Line($"{i,6} {25 - 2.5 * Math.Log10(flux[i]),9:F4} {x[i],10:F4} {y[i],10:F4}")),
                ]);
            }
            list.Add($"{image.FileName} {string.Join(' ', names)}");
        }
        string catalogs = Path.Combine(work.Folder, "sextractor.lis");
        File.WriteAllLines(catalogs, list);
        var options = Quiet(work) with { CatFile = catalogs, XCol = "X_IMAGE", YCol = "Y_IMAGE", FluxCol = "MAG_AUTO", FluxUnits = FluxUnits.Mag, WriteCat = false };
        AssertSameFits(first, Run(work.Files, options), 2e-4);

        // The same list, given as the inputs themselves.
        File.WriteAllLines(catalogs, list.Select(l => Path.Combine(work.Folder, l)));
        AssertSameFits(first, TweakReg.Run("@" + catalogs, options with { CatFile = "" }, cancel: TestContext.Current.CancellationToken), 2e-4);

        // For magnitudes the small numbers are the bright ones.
        double[] magnitudes = [.. first.Images[0].Sources.Doubles("flux").Select(f => 25 - 2.5 * Math.Log10(f)).Order()];
        double limit = magnitudes[magnitudes.Length / 2];
        var limited = Run(work.Files, options with { MinFlux = limit, MaxFlux = magnitudes[5] });
        Assert.All(limited.Images[0].Sources.Doubles("flux"), m => Assert.InRange(m, magnitudes[5] - 1e-3, limit + 1e-3));
        var brightest = Run(work.Files, options with { NBright = 70 });
        Assert.All(brightest.Images, image => Assert.Equal(140, image.Sources.RowCount));
        Assert.All(brightest.Images, image => Assert.Equal(AlignmentVerdict.Good, image.Verdict));
    }

    [Fact]
    public void Catalogs_of_the_images_may_be_in_degrees()
    {
        using var work = new GoldenCase();
        var first = Run(work.Files, Quiet(work));
        Table[] lists = [.. first.Images.Select(i => i.Sources)];
        double[] All(string column) => [.. lists.SelectMany(l => l.Doubles(column))];
        var sky = new Table([new TableColumn<string>("file", [.. first.Images.SelectMany(i => Enumerable.Repeat(i.FileName, i.Sources.RowCount))]),
            new TableColumn<double>("chip", All("chip")), new TableColumn<double>("ra", All("ra")), new TableColumn<double>("dec", All("dec"))]);
        var second = Run(work.Files, Quiet(work) with { CatFile = sky, XYUnits = PositionUnits.Degrees, WriteCat = false });
        AssertSameFits(first, second, 1e-6);
        Assert.Equal(first.Images[1].Sources.Doubles("x")[7], second.Images[1].Sources.Doubles("x")[7], 1e-4);
    }

    [Theory]
    [InlineData("gaia.csv", TableFormat.Csv)]
    [InlineData("gaia.ecsv", TableFormat.Ecsv)]
    [InlineData("gaia.vot", TableFormat.VoTable)]
    [InlineData("gaia.fits", TableFormat.Fits)]
    [InlineData("gaia.txt", TableFormat.CommentedHeader)]
    public void The_reference_catalog_may_be_in_every_format(string name, TableFormat format)
    {
        using var work = new GoldenCase();
        string path = Path.Combine(work.Folder, name);
        var table = GaiaTable();
        // Columns in another order, named instead of counted.
        table.Select("mag", "dec", "ra").Write(path, format);
        var options = Quiet(work) with { WriteCat = false };
        AssertSameFits(Run([work.Files[0]], options), Run([work.Files[0]], options with { RefCat = path, RefXCol = "ra", RefYCol = "dec", RFluxCol = "mag" }), 1e-5);
    }

    [Fact]
    public void Sexagesimal_positions_are_read_from_one_or_three_columns()
    {
        using var work = new GoldenCase();
        static string Parts(double value, char separator)
        {
            double size = Math.Abs(value);
            int whole = (int)size, minutes = (int)((size - whole) * 60);
            return Line($"{(value < 0 ? "-" : "")}{whole:00}{separator}{minutes:00}{separator}{((size - whole) * 60 - minutes) * 60:00.0000000}");
        }
        var options = Quiet(work) with { WriteCat = false };
        var plain = Run([work.Files[0]], options);
        foreach (char separator in (char[])[':', ' '])
        {
            string path = Catalog(work, [.. Gaia().Select(p => $"{Parts(p.Ra / 15, separator)} {Parts(p.Dec, separator)}")]);
            AssertSameFits(plain, Run([work.Files[0]], options with { RefCat = path, RefXCol = separator == ':' ? "1" : "1:3", RefYCol = separator == ':' ? "2" : "4-6" }), 1e-4);
        }
    }

    [Fact]
    public void The_reference_catalog_may_be_in_pixels_of_the_plane()
    {
        using var work = new GoldenCase();
        var first = Run(work.Files, Quiet(work));
        var pixels = new Table([new TableColumn<double>("x", first.ReferenceSources.Doubles("refx")), new TableColumn<double>("y", first.ReferenceSources.Doubles("refy"))]);
        AssertSameFits(first, Run(work.Files, Quiet(work) with { RefCat = pixels, RefXYUnits = PositionUnits.Pixels, WriteCat = false }), 1e-7);
    }

    [Fact]
    public void Limits_and_numbers_select_reference_sources()
    {
        using var work = new GoldenCase();
        double[] magnitudes = [.. GaiaTable().Doubles("mag").Order()];
        var options = Quiet(work) with { RFluxCol = "mag", WriteCat = false };
        var limited = Run([work.Files[0]], options with { RMaxFlux = magnitudes[20], RMinFlux = magnitudes[140] });
        Assert.Equal((magnitudes[20], magnitudes[140]), (limited.ReferenceSources.Doubles("flux").Min(), limited.ReferenceSources.Doubles("flux").Max()));
        var brightest = Run([work.Files[0]], options with { RefNBright = 100 });
        Assert.Equal(magnitudes.Take(100), brightest.ReferenceSources.Doubles("flux").Order());
        Assert.Equal(AlignmentVerdict.Good, brightest.Images[0].Verdict);
        // Numbers, in which large is bright.
        var counts = GaiaTable().With(new TableColumn<double>("counts", [.. GaiaTable().Doubles("mag").Select(m => Math.Pow(10, 10 - 0.4 * m))]));
        Assert.Equal(Run([work.Files[0]], options with { RefNBright = 100 }).ReferenceSources.Doubles("ra").Order(),
            Run([work.Files[0]], options with { RefCat = counts, RFluxCol = "counts", RFluxUnits = FluxUnits.Counts, RefNBright = 100 }).ReferenceSources.Doubles("ra").Order());
    }

    [Fact]
    public void Exclusions_limit_where_sources_are_found()
    {
        using var work = new GoldenCase();
        var plain = Run(work.Files, Quiet(work));
        File.WriteAllText(Path.Combine(work.Folder, "left.reg"), "image\nbox(450.5,250.5,300,500,0)\n-circle(500,100,40)\n");
        var mask = new Image<float>(600, 500);
        for (int y = 250; y < 500; y++) mask.Row(y).Fill(1);
        using (var file = new FitsFile())
        {
            var hdu = new ImageHdu();
            hdu.SetImage(mask);
            file.Add(hdu);
            file.Save(Path.Combine(work.Folder, "upper.fits"));
        }
        string list = Path.Combine(work.Folder, "exclusions.txt");
        File.WriteAllLines(list, ["# image chips", "isim01aaq_flc.fits left.reg upper.fits", "isim01abq_flc.fits None left.reg"]);
        var result = Run(work.Files, Quiet(work) with { Exclusions = list });
        IEnumerable<(double X, double Y)> Of(TweakRegResult r, int image, int chip) => Enumerable.Range(0, r.Images[image].Sources.RowCount)
            .Where(i => r.Images[image].Sources.Doubles("chip")[i] == chip).Select(i => (r.Images[image].Sources.Doubles("x")[i], r.Images[image].Sources.Doubles("y")[i])).ToList();
        static bool IsRight((double X, double Y) p) => p.X > 302 && double.Hypot(p.X - 500, p.Y - 100) > 42;
        // A pixel or two at the edges: the mask acts on the pixels of a source, not on its centre.
        Assert.All(Of(result, 0, 1), p => Assert.True(p.X > 299 && double.Hypot(p.X - 500, p.Y - 100) > 37, $"{p}"));
        Assert.All(Of(result, 0, 2), p => Assert.True(p.Y > 249, $"{p}"));
        Assert.Equal(Of(plain, 0, 1).Count(IsRight), Of(result, 0, 1).Count(IsRight), 2.0);
        Assert.Equal(Of(plain, 1, 1), Of(result, 1, 1));
        Assert.Equal(Of(plain, 2, 2), Of(result, 2, 2));
        Assert.True(Of(result, 1, 2).Count() < 0.7 * Of(plain, 1, 2).Count());
        Assert.Equal(GoldenShifts[0].X, result.Images[0].Fit!.ShiftX, 0.01);
    }

    [Fact]
    public void Without_the_histogram_the_given_offset_is_used_as_it_is()
    {
        using var work = new GoldenCase();
        var options = Quiet(work) with { Use2DHist = false, WriteCat = false };
        var given = Run([work.Files[0]], options with { XOffset = 8.6, YOffset = -4.3 });
        AssertSameFits(Run([work.Files[0]], Quiet(work) with { WriteCat = false }), given, 1e-6);
        Assert.Null(given.Images[0].Offset);
        Assert.Equal(AlignmentVerdict.Failed, Run([work.Files[0]], options).Images[0].Verdict);
    }

    [Fact]
    public void Search_radii_in_arcseconds_and_in_pixels_mean_the_same()
    {
        using var work = new GoldenCase();
        var pixels = Run([work.Files[0]], Quiet(work) with { WriteCat = false });
        double scale = pixels.ReferenceFrame.Wcs.PixelScale;
        AssertSameFits(pixels, Run([work.Files[0]], Quiet(work) with { WriteCat = false, SearchRad = 25 * scale, SearchUnits = SearchUnits.Arcseconds }), 1e-9);
        // The tutorials' own radius, which is no whole number of pixels.
        var tutorial = Run(work.Files, Quiet(work) with { WriteCat = false, SearchRad = 1.0, SearchUnits = SearchUnits.Arcseconds });
        Assert.True(tutorial.IsGood);
        for (int i = 0; i < 3; i++) Assert.Equal(GoldenShifts[i].X, tutorial.Images[i].Fit!.ShiftX, 2e-3);
    }

    [Fact]
    public void A_catalog_that_the_list_names_wrongly_is_told_with_its_line()
    {
        using var work = new GoldenCase();
        string list = Path.Combine(work.Folder, "bad.lis");
        File.WriteAllLines(list, ["isim01aaq_flc.fits nowhere_1.coo nowhere_2.coo"]);
        Assert.Equal((list, 1), Refused<InputException>(work, Updating(work) with { CatFile = list }) is var e ? (e.File, e.Row) : default);
    }
}
