using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

public class ClippedStatisticsTests
{
    [Fact]
    public void A_noisy_sky_with_stars_gives_its_level_and_noise()
    {
        var values = Sky(400_000, level: 50, noise: 4, stars: 0.02);
        var s = ClippedStatistics.Compute(values, 5, 4, 4, 0.1);
        Assert.Equal(50, s.Median, 0.05);
        Assert.Equal(50, s.Mode, 0.4);
        Assert.Equal(4, s.StandardDeviation, 0.15);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(1000)]
    [InlineData(70_001)]
    public void The_median_is_exact(int count)
    {
        var values = Sky(count, 7, 2, 0);
        var sorted = values.Order().ToArray();
        double expected = 0.5 * ((double)sorted[(count - 1) / 2] + sorted[count / 2]);
        Assert.Equal(expected, ClippedStatistics.Compute(values, clips: 0).Median);
    }

    [Fact]
    public void NaN_and_values_beyond_the_limits_are_left_out()
    {
        float[] values = [float.NaN, 1, 2, 3, float.PositiveInfinity, 1000, -5];
        var s = ClippedStatistics.Compute(values, clips: 0, lower: 0, upper: 100);
        Assert.Equal(3, s.Count);
        Assert.Equal(2, s.Median);
        Assert.Equal(1, s.StandardDeviation, 1e-12);
    }

    [Fact]
    public void A_constant_image_has_no_histogram()
    {
        var s = ClippedStatistics.Compute(Enumerable.Repeat(4f, 500).ToArray());
        Assert.False(s.HasHistogram);
        Assert.Equal(4, s.Median);
    }

    [Fact]
    public void No_values_are_refused() =>
        Assert.Throws<InputException>(() => ClippedStatistics.Compute(new[] { float.NaN, float.NaN }));

    [Fact]
    public void The_static_mask_holds_what_is_far_below_the_sky_in_any_chip()
    {
        Image<float> a = new(300, 200, Sky(60_000, 20, 3, 0)), b = new(300, 200, Sky(60_000, 22, 3, 0));
        a[10, 20] = -5;
        b[30, 40] = -8;
        b[31, 40] = 2000;
        var mask = new StaticMask(300, 200);
        mask.Add(a, 6);
        mask.Add(b, 6);
        Assert.Equal(2, mask.MaskedPixels);
        Assert.Equal(0, mask.Mask[10, 20]);
        Assert.Equal(0, mask.Mask[30, 40]);
        Assert.Equal(1, mask.Mask[31, 40]);
    }

    private static float[] Sky(int count, double level, double noise, double stars)
    {
        var random = new Random(17);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            double gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(level + noise * gauss + (random.NextDouble() < stars ? 5000 * random.NextDouble() : 0));
        }
        return values;
    }
}
