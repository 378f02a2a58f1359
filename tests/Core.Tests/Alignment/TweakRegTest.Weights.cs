using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Weights and robust fits in whole runs (additions to DrizzlePac).</summary>
public partial class TweakRegTest
{
    private static readonly (double X, double Y)[] GoldenShifts = [(8.631545, -4.334014), (9.097137, -2.610665), (8.082313, -6.418430)];

    /// <summary>The golden catalog; the errors of every second star are 30 mas larger, and stated.</summary>
    private static Table Uneven(double unitOfErrors, string? unit)
    {
        var random = new Random(12);
        var table = GaiaTable();
        double[] ra = [.. table.Doubles("ra")], dec = [.. table.Doubles("dec")], error = new double[ra.Length];
        for (int i = 0; i < ra.Length; i++)
        {
            error[i] = i % 2 == 0 ? 1 : 30;
            if (i % 2 == 0) continue;
            double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            ra[i] += 30 * Normal() / 3.6e6 / Math.Cos(double.DegreesToRadians(dec[i]));
            dec[i] += 30 * Normal() / 3.6e6;
        }
        TableColumn Errors(string name) => new TableColumn<double>(name, [.. error.Select(e => e / unitOfErrors)], unit);
        return new Table([new TableColumn<double>("ra", ra), new TableColumn<double>("dec", dec), table["mag"], Errors("ra_error"), Errors("dec_error")], "uneven");
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(1000, "arcsec")]
    public void Stated_errors_of_the_catalog_weigh_its_bad_stars_down(double divisor, string? unit)
    {
        using var work = new GoldenCase();
        var options = Quiet(work) with { RefCat = Uneven(divisor, unit), Sigma = null };
        double Miss(TweakRegResult result) => Math.Sqrt(result.Images.Select((image, i) => Math.Pow(image.Fit!.ShiftX - GoldenShifts[i].X, 2) + Math.Pow(image.Fit.ShiftY - GoldenShifts[i].Y, 2)).Average());
        var plain = Run(work.Files, options);
        var weighted = Run(work.Files, options with { FitWeights = FitWeights.Catalog });
        Assert.True(weighted.IsGood);
        Assert.True(Miss(weighted) < 0.5 * Miss(plain), $"{Miss(weighted):F4} against {Miss(plain):F4} pixel");
        for (int i = 0; i < 3; i++)
        {
            Assert.True(weighted.Images[i].Fit!.Uncertainty!.ShiftX < 0.5 * plain.Images[i].Fit!.Uncertainty!.ShiftX);
            double[] weights = weighted.Images[i].Matches!.Doubles("weight");
            double[] good = [.. weights.Where((_, k) => (int)weighted.Images[i].Matches!.Doubles("refid")[k] % 2 == 0)], bad = [.. weights.Where((_, k) => (int)weighted.Images[i].Matches!.Doubles("refid")[k] % 2 == 1)];
            Assert.True(good.Min() > 10 * bad.Max());
            Assert.Contains("weighted by the errors of the catalog", string.Join('\n', weighted.Images[i].Reasons));
        }
        Assert.Null(plain.Images[0].Matches!.Find("weight"));
    }

    [Theory]
    [InlineData(FitWeights.Brightness, RobustEstimator.None)]
    [InlineData(FitWeights.None, RobustEstimator.Huber)]
    [InlineData(FitWeights.None, RobustEstimator.Biweight)]
    [InlineData(FitWeights.Brightness, RobustEstimator.Biweight)]
    public void Weighted_and_robust_runs_agree_with_the_golden_shifts(FitWeights weights, RobustEstimator robust)
    {
        using var work = new GoldenCase();
        var result = Run(work.Files, Quiet(work) with { FitWeights = weights, Robust = robust });
        Assert.True(result.IsGood, string.Join('\n', result.Images.SelectMany(i => i.Reasons)));
        for (int i = 0; i < 3; i++)
        {
            // Another estimate of the same shift: 0.005 pixel is three of its standard errors.
            Assert.Equal(GoldenShifts[i].X, result.Images[i].Fit!.ShiftX, 0.005);
            Assert.Equal(GoldenShifts[i].Y, result.Images[i].Fit!.ShiftY, 0.005);
        }
    }

    [Fact]
    public void Weights_without_what_they_are_made_of_are_refused()
    {
        using var work = new GoldenCase();
        Assert.Equal("fitweights", Refused<ParameterException>(work, Updating(work) with { FitWeights = FitWeights.Catalog }).Parameter);
        var first = Run(work.Files, Quiet(work));
        var error = Refused<ParameterException>(work, Updating(work) with { CatFile = Path.Combine(work.Folder, "isim01aaq_flc_xy_catfile.list"), FitWeights = FitWeights.Brightness });
        Assert.Contains("fluxcol", error.Advice);
        Assert.True(first.IsGood);
    }

    [Fact]
    public void Errors_of_proper_motions_grow_with_the_years()
    {
        var motions = new ProperMotions([0, 0, 0], [0, 0, 0], [2016, 2016, 2016], null) { Errors = [0.3, double.NaN, 0] };
        Assert.Equal([5.0, 4.0, 4.0], motions.Propagate([4.0, 4.0, 4.0], 2006));
    }
}
