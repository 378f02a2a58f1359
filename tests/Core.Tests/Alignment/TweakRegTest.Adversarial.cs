using HstNotebooks.Alignment;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Inputs made so that a wrong alignment looks like a good one. None of them may be called good.</summary>
public partial class TweakRegTest
{
    /// <summary>The sources of all images as one table; a source may be moved, doubled or left out.</summary>
    private static Table Changed(TweakRegResult result, Func<string, int, double, double, IEnumerable<(double X, double Y)>> change)
    {
        var rows = new List<(string File, double Chip, double X, double Y, double Flux)>();
        foreach (var image in result.Images)
        {
            double[] chip = image.Sources.Doubles("chip"), x = image.Sources.Doubles("x"), y = image.Sources.Doubles("y"), flux = image.Sources.Doubles("flux");
            for (int i = 0; i < x.Length; i++)
                foreach (var (cx, cy) in change(image.FileName, (int)chip[i], x[i], y[i])) rows.Add((image.FileName, chip[i], cx, cy, flux[i]));
        }
        return Sources(rows);
    }

    private static Table Sources(IReadOnlyList<(string File, double Chip, double X, double Y, double Flux)> rows) => new(
    [
        new TableColumn<string>("file", [.. rows.Select(r => r.File)]), new TableColumn<double>("chip", [.. rows.Select(r => r.Chip)]),
        new TableColumn<double>("x", [.. rows.Select(r => r.X)]), new TableColumn<double>("y", [.. rows.Select(r => r.Y)]), new TableColumn<double>("flux", [.. rows.Select(r => r.Flux)]),
    ]);

    private static Table Positions(IEnumerable<(double Ra, double Dec)> positions) => new(
        [new TableColumn<double>("ra", [.. positions.Select(p => p.Ra)]), new TableColumn<double>("dec", [.. positions.Select(p => p.Dec)])]);

    private static IEnumerable<(double Ra, double Dec)> Gaia() => GaiaTable() is var t ? t.Doubles("ra").Zip(t.Doubles("dec")) : [];

    private static void NeverGood(TweakRegResult result, string because)
    {
        foreach (var image in result.Images)
        {
            string reasons = string.Join("; ", image.Reasons);
            Assert.True(image.Verdict is AlignmentVerdict.Poor or AlignmentVerdict.Failed, $"{image.FileName} is {image.Verdict}: {reasons}");
            Assert.Contains(because, reasons);
        }
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("missing")]
    [InlineData("switched off")]
    public void A_catalog_of_another_epoch_than_it_says_is_told_by_its_proper_motions(string epoch)
    {
        using var work = new GoldenCase();
        double exposure;
        using (var file = HstNotebooks.Exposures.Exposure.Open(work.Files[0])) exposure = file.MidEpoch!.Value;
        var random = new Random(3);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var table = GaiaTable();
        double[] pmRa = [.. table.Doubles("ra").Select(_ => -5 + 3 * Normal())], pmDec = [.. pmRa.Select(_ => -4 + 3 * Normal())], year = [.. pmRa.Select(_ => exposure)];
        // The true positions are those of four years before the exposure.
        var (ra, dec) = new ProperMotions(pmRa, pmDec, year, null).Propagate(table.Doubles("ra"), table.Doubles("dec"), exposure - 4);
        Table Catalog(double? says)
        {
            var catalog = new Table([new TableColumn<double>("ra", ra), new TableColumn<double>("dec", dec), new TableColumn<double>("pmra", pmRa), new TableColumn<double>("pmdec", pmDec)]);
            return says is { } value ? catalog.With(new TableColumn<double>("ref_epoch", [.. pmRa.Select(_ => value)])) : catalog;
        }
        var right = Run(work.Files, Quiet(work) with { RefCat = Catalog(exposure - 4) });
        Assert.True(right.IsGood, string.Join('\n', right.Images.SelectMany(i => i.Reasons)));
        Assert.Equal(GoldenShifts[0].X, right.Images[0].Fit!.ShiftX, 2e-3);
        var wrong = Run(work.Files, Quiet(work) with { RefCat = epoch == "missing" ? Catalog(null) : epoch == "wrong" ? Catalog(exposure) : Catalog(exposure - 4), ProperMotion = epoch != "switched off" });
        // The residuals alone look fine, and the shift is wrong by half a pixel.
        var fit = wrong.Images[0].Fit!;
        Assert.True(fit.Rmse < 0.6 && double.Hypot(fit.ShiftX - GoldenShifts[0].X, fit.ShiftY - GoldenShifts[0].Y) > 0.3, $"{fit.Rmse} {fit.ShiftX} {fit.ShiftY}");
        NeverGood(wrong, "proper motions as if the positions of the catalog were ");
        string said = string.Join(' ', wrong.Images[0].Reasons);
        double years = double.Parse(said.Split("catalog were ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        // Stars that moved beyond the tolerance are not matched, which makes the trend a little flatter.
        Assert.InRange(years, 3, 4.3);
    }

    [Fact]
    public void A_catalog_that_does_not_say_its_epoch_is_doubted_where_its_stars_move_together()
    {
        using var work = new GoldenCase();
        // All stars move alike: no residual can show it.
        var table = GaiaTable();
        double[] pm = [.. table.Doubles("ra").Select(_ => -6.0)];
        var catalog = table.With(new TableColumn<double>("pmra", pm)).With(new TableColumn<double>("pmdec", pm));
        NeverGood(Run(work.Files, Quiet(work) with { RefCat = catalog }), "no ref_epoch");
        Assert.True(Run(work.Files, Quiet(work) with { RefCat = catalog, ProperMotion = false }).IsGood);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_catalog_that_holds_its_stars_twice_has_two_solutions(bool isAutomatic)
    {
        using var work = new GoldenCase();
        double step = 0.45 / 3600;
        var twice = Gaia().Concat(Gaia().Select(p => (p.Ra + step / Math.Cos(double.DegreesToRadians(p.Dec)), p.Dec - step / 2)));
        var options = Quiet(work) with { RefCat = Positions(twice) };
        NeverGood(Run(work.Files, isAutomatic ? options with { SearchRad = AutoNumber.Auto } : options), "brings");
    }

    [Fact]
    public void An_exposure_that_shows_its_stars_twice_has_two_solutions()
    {
        using var work = new GoldenCase();
        var doubled = Changed(Run(work.Files, Quiet(work)), (_, _, x, y) => [(x, y), (x + 7.3, y + 4.9)]);
        NeverGood(Run(work.Files, Quiet(work) with { CatFile = doubled }), "brings");
    }

    [Fact]
    public void Stars_on_a_lattice_fit_in_many_places()
    {
        using var work = new GoldenCase();
        var lattice = (from i in Enumerable.Range(2, 16) from j in Enumerable.Range(2, 13) select (X: 33.0 * i, Y: 33.0 * j)).ToList();
        using var exposure = HstNotebooks.Exposures.Exposure.Open(work.Files[0]);
        var sky = exposure.Chips.SelectMany(chip => lattice.Select(p => chip.Wcs.PixelToSky(p.X, p.Y))).Select(p => (p.Ra, p.Dec)).ToList();
        // The true offset is more than half a step, so that the nearest solution is the wrong one.
        var sources = Sources([.. new[] { 1, 2 }.SelectMany(chip => lattice.Select(p => ("isim01aaq_flc.fits", (double)chip, p.X + 18, p.Y + 0.0, 1000.0)))]);
        NeverGood(Run([work.Files[0]], Quiet(work) with { RefCat = Positions(sky), CatFile = sources, SearchRad = 40.0, SearchUnits = SearchUnits.Pixels }), "");
    }

    [Theory]
    [InlineData(0.5, "disagree")]
    [InlineData(3.0, "has")]
    [InlineData(60.0, "has")]
    public void A_chip_that_lies_elsewhere_is_told(double pixels, string because)
    {
        using var work = new GoldenCase();
        var moved = Changed(Run(work.Files, Quiet(work)), (_, chip, x, y) => [chip == 2 ? (x + pixels, y) : (x, y)]);
        NeverGood(Run(work.Files, Quiet(work) with { CatFile = moved }), because);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mirrored_catalog_fails(bool isAutomatic)
    {
        using var work = new GoldenCase();
        var options = Quiet(work) with { RefCat = Positions(Gaia().Select(p => (2 * 137.8586 - p.Ra, p.Dec))), MinObj = 4 };
        var result = Run(work.Files, isAutomatic ? options with { SearchRad = AutoNumber.Auto, FitGeometry = FitGeometry.Auto } : options);
        Assert.All(result.Images, image => Assert.NotEqual(AlignmentVerdict.Good, image.Verdict));
        Assert.All(result.Images, image => Assert.False(image.HeaderUpdated));
    }

    [Fact]
    public void Right_ascension_and_declination_the_wrong_way_round_fail()
    {
        using var work = new GoldenCase();
        // -64.9 degrees of right ascension is 295.1; 137.9 is no declination, so half of it stands in.
        var result = Run(work.Files, Quiet(work) with { RefCat = Positions(Gaia().Select(p => (p.Dec, p.Ra / 2))) });
        Assert.All(result.Images, image => Assert.Equal(AlignmentVerdict.Failed, image.Verdict));
    }

    [Theory]
    [InlineData(1.004, "scale")]
    [InlineData(1.0, "")]
    public void A_reference_image_with_a_wrong_scale_is_not_believed(double scale, string because)
    {
        using var work = new GoldenCase();
        FitsFile.Update(work.Files[0], file =>
        {
            foreach (int chip in (int[])[1, 2])
            {
                var header = file["SCI", chip].Header;
                foreach (string name in (string[])["CD1_1", "CD1_2", "CD2_1", "CD2_2"]) header[name] = scale * header.GetDouble(name);
                double cos = Math.Cos(double.DegreesToRadians(64.9056));
                // About one point of the sky, so that the chips stay in place relative to each other.
                header["CRVAL1"] = 137.858646 + scale * (header.GetDouble("CRVAL1") - 137.858646);
                header["CRVAL2"] = -64.905585 + scale * (header.GetDouble("CRVAL2") + 64.905585);
                Assert.True(cos > 0);
            }
        });
        var result = Run([work.Files[1]], Quiet(work) with { RefCat = "", RefImage = work.Files[0], SearchRad = AutoNumber.Auto, RefSourceFinding = new() { Threshold = 200.0 } });
        if (because.Length > 0) NeverGood(result, because);
        else Assert.True(result.IsGood, string.Join('\n', result.Images[0].Reasons));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hot_pixels_of_exposures_on_the_same_spot_are_no_stars(bool hasHotPixels)
    {
        using var work = new GoldenCase();
        File.Copy(work.Files[0], work.Files[1], overwrite: true);
        var random = new Random(21);
        var rows = new List<(string, double, double, double, double)>();
        foreach (int chip in (int[])[1, 2])
        {
            for (int i = 0; i < 150 && hasHotPixels; i++)
            {
                double x = random.Next(20, 580), y = random.Next(20, 480);
                foreach (string root in (string[])["isim01aaq_flc.fits", "isim01abq_flc.fits"]) rows.Add((root, chip, x + 0.01 * random.NextDouble(), y + 0.2 * random.NextDouble(), 500));
            }
            for (int i = 0; i < 60; i++)
            {
                // The telescope has drifted by a pixel, which the headers do not know.
                double x = 20 + 560 * random.NextDouble(), y = 20 + 460 * random.NextDouble();
                rows.Add(("isim01aaq_flc.fits", chip, x, y, 5000));
                rows.Add(("isim01abq_flc.fits", chip, x + 0.9, y - 0.5, 5000));
            }
        }
        var result = Run([work.Files[0], work.Files[1]], Quiet(work) with { RefCat = "", CatFile = Sources(rows), FluxCol = "flux" });
        var image = result.Images[1];
        if (hasHotPixels) Assert.True(image.Verdict == AlignmentVerdict.Poor && image.Reasons.Any(r => r.Contains("hot pixels")), string.Join("; ", image.Reasons));
        else Assert.True(image.Verdict == AlignmentVerdict.Good && Math.Abs(image.Fit!.ShiftX) > 0.4, string.Join("; ", image.Reasons));
    }

    [Fact]
    public void A_distortion_that_is_left_in_the_residuals_is_told()
    {
        using var work = new GoldenCase();
        var bent = Changed(Run(work.Files, Quiet(work)), (_, chip, x, y) => [(x + 0.8 * Math.Pow((x - 300) / 300, 2), y)]);
        NeverGood(Run(work.Files, Quiet(work) with { CatFile = bent, FitGeometry = FitGeometry.General }), "follow the place in the field");
    }

    [Fact]
    public void An_rms_far_above_the_errors_that_the_catalog_states_is_doubted()
    {
        using var work = new GoldenCase();
        // Errors of 25 mas, two thirds of a pixel; the catalog claims one.
        var random = new Random(9);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var rough = Gaia().Select(p => (p.Ra + 25 * Normal() / 3.6e6 / 0.424, p.Dec + 25 * Normal() / 3.6e6)).ToList();
        Table Stating(double mas) => Positions(rough).With(new TableColumn<double>("ra_error", [.. rough.Select(_ => mas)], "mas")).With(new TableColumn<double>("dec_error", [.. rough.Select(_ => mas)], "mas"));
        var options = Quiet(work) with { Tolerance = 3, SearchRad = AutoNumber.Auto };
        NeverGood(Run(work.Files, options with { RefCat = Stating(1) }), "times what the errors of centroids and catalog explain");
        var honest = Run(work.Files, options with { RefCat = Stating(25) });
        Assert.True(honest.IsGood, string.Join("; ", honest.Images.SelectMany(i => i.Reasons)));
    }

    [Fact]
    public void One_failed_image_among_good_ones_keeps_the_whole_result_from_being_good()
    {
        using var work = new GoldenCase();
        var first = Run(work.Files, Quiet(work));
        var random = new Random(5);
        var sources = Changed(first, (file, _, x, y) => [file.StartsWith("isim01ac", StringComparison.Ordinal) ? (600 * random.NextDouble(), 500 * random.NextDouble()) : (x, y)]);
        string[] before = work.Digests();
        var result = Run(work.Files, Updating(work) with { CatFile = sources });
        Assert.False(result.IsGood);
        Assert.Equal([true, true, false], result.Images.Select(i => i.HeaderUpdated));
        Assert.Equal(before[2], work.Digests()[2]);
    }

    [Fact]
    public void One_source_is_not_enough_however_small_minobj_is()
    {
        using var work = new GoldenCase();
        using var exposure = HstNotebooks.Exposures.Exposure.Open(work.Files[0]);
        var star = exposure.Chips[0].Wcs.PixelToSky(300, 200);
        var result = Run([work.Files[0]], Quiet(work) with
        {
            RefCat = Positions([(star.Ra, star.Dec)]),
            CatFile = Sources([("isim01aaq_flc.fits", 1, 301.0, 200.0, 1000.0)]),
            MinObj = 1,
            FitGeometry = FitGeometry.Shift,
        });
        Assert.Equal(AlignmentVerdict.Failed, result.Images[0].Verdict);
    }
}
