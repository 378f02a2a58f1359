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

    [Fact]
    public void A_cut_normal_distribution_is_as_narrow_as_tables_say()
    {
        // Truncated normal distribution: variance 0.9733 at 3 sigma, 0.7737 at 2 sigma (Johnson, Kotz and Balakrishnan 1994).
        Assert.Equal(0.9733, FitUncertainty.ClippedVariance(3), 1e-4);
        Assert.Equal(0.7737, FitUncertainty.ClippedVariance(2), 1e-4);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
