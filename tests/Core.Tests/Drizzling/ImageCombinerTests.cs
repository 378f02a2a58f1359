using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

public class ImageCombinerTests
{
    [Theory]
    [InlineData(CombineType.Median, 0, 0, 3)]
    [InlineData(CombineType.Median, 0, 1, 2.5)]
    [InlineData(CombineType.Median, 2, 0, 4)]
    [InlineData(CombineType.Mean, 0, 0, 22)]
    [InlineData(CombineType.Mean, 0, 1, 2.5)]
    [InlineData(CombineType.Minimum, 0, 0, 1)]
    [InlineData(CombineType.Minimum, 1, 0, 2)]
    [InlineData(CombineType.Sum, 0, 0, 110)]
    public void Five_values_are_combined(CombineType type, int low, int high, double expected)
    {
        var options = new CombineOptions { Type = type, LowRejects = low, HighRejects = high };
        Assert.Equal(expected, Pixel(options, [4, 2, 100, 1, 3], [1, 1, 1, 1, 1]), 1e-6);
    }

    [Fact]
    public void A_pixel_of_low_weight_is_left_out()
    {
        // The mean weight of image 3 is about 1; its pixel has 0.2, below 0.3 of it.
        Assert.Equal(1.5, Pixel(new CombineOptions { Type = CombineType.Median }, [1, 2, 100], [1, 1, 0.2f]), 1e-6);
        Assert.Equal(2, Pixel(new CombineOptions { Type = CombineType.Median, UseMasks = false }, [1, 2, 100], [1, 1, 0.2f]), 1e-6);
    }

    [Fact]
    public void Rejection_gives_way_before_nothing_is_left() =>
        Assert.Equal(1, Pixel(new CombineOptions { Type = CombineType.Median, LowRejects = 1, HighRejects = 1 }, [1, 2, 100], [1, 0, 0]), 1e-6);

    [Fact]
    public void Thresholds_include_the_lower_and_exclude_the_upper() =>
        Assert.Equal(2.5, Pixel(new CombineOptions { Type = CombineType.Median, LowThreshold = 2, HighThreshold = 4 }, [1, 2, 3, 4], [1, 1, 1, 1]), 1e-6);

    [Theory]
    [InlineData(CombineType.Median, 0)]
    [InlineData(CombineType.IMedian, 9)]
    [InlineData(CombineType.IMean, 9)]
    [InlineData(CombineType.MinMed, 0)]
    [InlineData(CombineType.IMinMed, 9)]
    public void Where_all_are_masked_the_i_types_keep_the_first_value(CombineType type, double expected) =>
        Assert.Equal(expected, Pixel(new CombineOptions { Type = type }, [0, 9, 8], [0, 0, 0]), 1e-6);

    [Fact]
    public void Minmed_takes_the_minimum_where_the_median_of_two_is_hit()
    {
        var options = new CombineOptions { Type = CombineType.MinMed };
        // Two exposures of 100 s with 1 electron/s: the mean of 1 and 51 is 52 sigma above the minimum.
        Assert.Equal(1, Pixel(options, [1, 51], [100, 100], exposure: 100), 1e-6);
        Assert.Equal(1.005, Pixel(options, [1, 1.01f], [100, 100], exposure: 100), 1e-6);
    }

    [Fact]
    public void Next_to_a_hit_the_second_significance_counts()
    {
        Image<float> a = Filled(9, 1), b = Filled(9, 1), weight = new(9, 1);
        weight.Span.Fill(100);
        float excess = 0.56f;
        b[0, 4] = 60;
        b[0, 5] = 1 + excess;
        b[0, 8] = 1 + excess;
        CombineImage[] sources = [new(a, weight) { ExposureTime = 100 }, new(b, weight) { ExposureTime = 100 }];
        var result = ImageCombiner.Combine(sources, new CombineOptions { Sigma1 = 4, Sigma2 = 3 });
        double significance = 0.5 * excess * 200 / Math.Sqrt((1 + 0.5 * excess) * 200);
        Assert.InRange(significance, 3.0, 4.0);
        Assert.Equal(1, result[0, 5], 1e-6f);
        Assert.Equal(1 + 0.5f * excess, result[0, 8], 1e-6f);
    }

    [Fact]
    public void Bands_leave_no_seams()
    {
        var random = new Random(8);
        var sources = new List<ICombineSource>();
        for (int i = 0; i < 3; i++)
        {
            Image<float> values = new(60, 700), weights = new(60, 700);
            foreach (ref float v in values.Span) v = 10 + random.NextSingle() + (random.NextDouble() < 0.05 ? 50 : 0);
            foreach (ref float w in weights.Span) w = random.NextDouble() < 0.03 ? 0 : 100;
            sources.Add(new CombineImage(values, weights) { ExposureTime = 100, ReadNoise = 3 });
        }
        var whole = ImageCombiner.Combine(sources);
        Assert.Equal(whole.Pixels, ImageCombiner.Combine(sources, new CombineOptions { BufferSize = 0.002 }).Pixels);
        // The same rows alone, with enough neighbours, must give the same values.
        var part = ImageCombiner.Combine([.. sources.Cast<CombineImage>().Select(s => new CombineImage(s.Values.CutOut(0, 100, 60, 200), s.Weights.CutOut(0, 100, 60, 200)) { ExposureTime = 100, ReadNoise = 3 })]);
        for (int y = 5; y < 195; y++) Assert.True(whole.Row(100 + y).SequenceEqual(part.Row(y)), $"row {y}");
    }

    [Fact]
    public void Rejecting_every_value_is_refused_by_parameter()
    {
        var error = Assert.Throws<ParameterException>(() => Pixel(new CombineOptions { Type = CombineType.Median, LowRejects = 1, HighRejects = 1 }, [1, 2], [1, 1]));
        Assert.Contains("combine_nlow", error.Parameter);
    }

    private static Image<float> Filled(int width, int height)
    {
        var image = new Image<float>(width, height);
        image.Span.Fill(1);
        return image;
    }

    /// <summary>Combines one pixel; around it lie 99 pixels of full weight, so that the mean weight is not its own.</summary>
    private static double Pixel(CombineOptions options, float[] values, float[] weights, double exposure = 1)
    {
        var sources = values.Select((value, i) =>
        {
            Image<float> image = new(10, 10), weight = new(10, 10);
            image.Span.Fill(1);
            weight.Span.Fill(Math.Max(1, weights.Max()));
            image[0, 0] = value;
            weight[0, 0] = weights[i];
            return new CombineImage(image, weight) { ExposureTime = exposure };
        }).ToArray();
        return ImageCombiner.Combine(sources, options)[0, 0];
    }
}
