using HstNotebooks.Alignment;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Alignment;

public class FitUncertaintyTest
{
    private static readonly PixelPosition Centre = new(2000, 2000);

    [Theory]
    [InlineData(FitGeometry.Shift, 0)]
    [InlineData(FitGeometry.RScale, 0)]
    [InlineData(FitGeometry.General, 0)]
    [InlineData(FitGeometry.RScale, 3)]
    [InlineData(FitGeometry.General, 2.3)]
    public void Errors_over_standard_errors_have_a_width_of_one(FitGeometry geometry, double clip)
    {
        var random = new Random(17);
        var pulls = new Dictionary<string, List<double>> { ["dx"] = [], ["dy"] = [], ["rot"] = [], ["scale"] = [], ["corner"] = [] };
        for (int trial = 0; trial < 1500; trial++)
        {
            // Sources in one half of the field, so that shift and rotation are correlated.
            double[] x = [.. Enumerable.Range(0, 40).Select(_ => 4000 * random.NextDouble())], y = [.. x.Select(_ => 1500 * random.NextDouble())];
            var image = new PositionList([.. x.Select(v => v + 5 + 0.1 * Normal(random))], [.. y.Select(v => v - 3 + 0.1 * Normal(random))]);
            var fit = LinearFitter.Fit(new PositionList(x, y), image, Centre, geometry, new ClippingOptions(clip > 0 ? 3 : 0, clip));
            var error = fit.Uncertainty!;
            pulls["dx"].Add((fit.ShiftX - 5) / error.ShiftX);
            pulls["dy"].Add((fit.ShiftY + 3) / error.ShiftY);
            double cornerX = fit.M11 * 1900 + fit.M21 * 1900 + fit.ShiftX - 1905, cornerY = fit.M12 * 1900 + fit.M22 * 1900 + fit.ShiftY - 1897;
            pulls["corner"].Add(double.Hypot(cornerX, cornerY) / error.PositionError(1900, 1900));
            if (geometry == FitGeometry.Shift) continue;
            pulls["rot"].Add(Math.IEEERemainder(fit.Rotation, 360) / error.Rotation);
            pulls["scale"].Add((fit.Scale - 1) / error.Scale);
        }
        foreach (var (name, values) in pulls.Where(p => p.Value.Count > 0))
        {
            double width = Math.Sqrt(values.Average(v => v * v));
            Assert.True(width is > 0.9 and < 1.1, $"{geometry}, clipped at {clip}: the pulls of {name} have a width of {width:F3}");
        }
    }

    [Theory]
    [InlineData(FitGeometry.Shift, FitWeights.Brightness, RobustEstimator.None, 0)]
    [InlineData(FitGeometry.RScale, FitWeights.None, RobustEstimator.None, 0)]
    [InlineData(FitGeometry.RScale, FitWeights.Both, RobustEstimator.None, 0)]
    [InlineData(FitGeometry.General, FitWeights.Catalog, RobustEstimator.None, 0)]
    [InlineData(FitGeometry.RScale, FitWeights.None, RobustEstimator.Huber, 0)]
    [InlineData(FitGeometry.RScale, FitWeights.None, RobustEstimator.Huber, 0.1)]
    [InlineData(FitGeometry.Shift, FitWeights.None, RobustEstimator.Biweight, 0.1)]
    [InlineData(FitGeometry.RScale, FitWeights.None, RobustEstimator.Biweight, 0)]
    [InlineData(FitGeometry.RScale, FitWeights.Both, RobustEstimator.Biweight, 0.1)]
    [InlineData(FitGeometry.General, FitWeights.Both, RobustEstimator.Huber, 0.1)]
    public void Weighted_and_robust_fits_state_their_errors_as_they_are(FitGeometry geometry, FitWeights weights, RobustEstimator robust, double outliers)
    {
        // The statistical error of a width is 2 per cent here. Larger run: dotnet run --project benchmarks -c Release -- fit-pulls 20000
        var outcome = FitPulls.Run(geometry, weights, robust, outliers, robust == RobustEstimator.None ? 3 : 0, trials: 1200, seed: 3, TestContext.Current.CancellationToken);
        Assert.All(outcome.Widths, w => Assert.InRange(w.Value, 0.9, 1.1));
    }

    [Fact]
    public void Weights_and_robust_estimators_are_worth_their_name()
    {
        double Error(FitWeights weights, RobustEstimator robust, double outliers) =>
            FitPulls.Run(FitGeometry.RScale, weights, robust, outliers, 0, trials: 1000, seed: 4, TestContext.Current.CancellationToken).CornerError;
        double plain = Error(FitWeights.None, RobustEstimator.None, 0);
        Assert.True(Error(FitWeights.Brightness, RobustEstimator.None, 0) < 0.9 * plain);
        Assert.True(Error(FitWeights.Catalog, RobustEstimator.None, 0) < 0.97 * plain);
        Assert.True(Error(FitWeights.Both, RobustEstimator.None, 0) < 0.8 * plain);
        // One pair in ten is wrong by up to 1.5 pixels, and nothing is clipped.
        double spoilt = Error(FitWeights.None, RobustEstimator.None, 0.1);
        Assert.True(Error(FitWeights.None, RobustEstimator.Huber, 0.1) < 0.55 * spoilt);
        Assert.True(Error(FitWeights.None, RobustEstimator.Biweight, 0.1) < 0.5 * spoilt);
    }

    [Theory]
    [InlineData(RobustEstimator.Huber)]
    [InlineData(RobustEstimator.Biweight)]
    public void Robust_estimators_have_95_per_cent_of_the_efficiency_for_normal_errors(RobustEstimator robust)
    {
        var random = new Random(6);
        double squares = 0, robustSquares = 0;
        for (int trial = 0; trial < 3000; trial++)
        {
            double[] x = [.. Enumerable.Range(0, 60).Select(_ => 4000 * random.NextDouble())], y = [.. x.Select(_ => 4000 * random.NextDouble())];
            var image = new PositionList([.. x.Select(v => v + Normal(random))], [.. y.Select(v => v + Normal(random))]);
            var reference = new PositionList(x, y);
            var plain = LinearFitter.Fit(reference, image, Centre, FitGeometry.Shift, new ClippingOptions(0));
            var fit = LinearFitter.Fit(reference, image, Centre, FitGeometry.Shift, null, new FitWeighting { Robust = robust });
            squares += plain.ShiftX * plain.ShiftX + plain.ShiftY * plain.ShiftY;
            robustSquares += fit.ShiftX * fit.ShiftX + fit.ShiftY * fit.ShiftY;
        }
        // Maronna (1976): the constants are those of two dimensions. The two fits see the same errors, so that the ratio is good to a per cent.
        Assert.Equal(0.95, squares / robustSquares, 0.015);
    }

    [Fact]
    public void Equal_weights_of_any_size_change_nothing()
    {
        var random = new Random(8);
        double[] x = [.. Enumerable.Range(0, 30).Select(_ => 4000 * random.NextDouble())], y = [.. x.Select(_ => 4000 * random.NextDouble())];
        var image = new PositionList([.. x.Select(v => v + 3 + 0.1 * Normal(random))], [.. y.Select(v => v + 0.1 * Normal(random))]);
        foreach (var geometry in (FitGeometry[])[FitGeometry.Shift, FitGeometry.RScale, FitGeometry.General])
        {
            var plain = LinearFitter.Fit(new PositionList(x, y), image, Centre, geometry);
            var weighted = LinearFitter.Fit(new PositionList(x, y), image, Centre, geometry, null, new FitWeighting { InverseFlux = [.. x.Select(_ => 7.5)] });
            Assert.Equal(plain.ShiftX, weighted.ShiftX, 1e-9);
            Assert.Equal(plain.Rotation, weighted.Rotation, 1e-9);
            Assert.Equal(plain.Kept, weighted.Kept);
            Assert.All(weighted.Weights!, w => Assert.Equal(1, w, 1e-9));
        }
    }

    [Fact]
    public void A_cut_normal_distribution_is_as_narrow_as_tables_say()
    {
        // Truncated normal distribution: variance 0.9733 at 3 sigma, 0.7737 at 2 sigma (Johnson, Kotz and Balakrishnan 1994).
        Assert.Equal(0.9733, FitUncertainty.ClippedVariance(3), 1e-4);
        Assert.Equal(0.7737, FitUncertainty.ClippedVariance(2), 1e-4);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
