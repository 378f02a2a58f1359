using HstNotebooks.Alignment;
using HstNotebooks.Errors;

namespace HstNotebooks.Tests.Alignment;

public class OffsetHistogramTest
{
    [Theory]
    [InlineData(25)]
    [InlineData(25.24)]
    [InlineData(25.76)]
    public void The_offset_does_not_depend_on_the_fraction_of_the_radius(double radius)
    {
        // The reference adds ceil(r) - r to both shifts; the true offset is (5.8, -6.3).
        var (image, reference) = Field(400, 5.8, -6.3);
        var peak = OffsetHistogram.Find(image, reference, radius);
        Assert.Equal(5.8, peak.ShiftX, 0.35);
        Assert.Equal(-6.3, peak.ShiftY, 0.35);
        Assert.Equal(2 * (int)Math.Ceiling(radius) + 1, peak.Histogram.Width);
        Assert.Null(peak.Warning);
    }

    [Fact]
    public void A_first_guess_allows_a_small_radius()
    {
        var (image, reference) = Field(400, 5.8, -6.3);
        var peak = OffsetHistogram.Find(image, reference, 2.5, centreX: 5, centreY: -6);
        Assert.Equal(5.8, peak.ShiftX, 0.35);
        Assert.Equal(-6.3, peak.ShiftY, 0.35);
        Assert.Equal((5, -6), (peak.CentreX, peak.CentreY));
    }

    [Fact]
    public void A_peak_in_one_bin_is_not_moved_by_the_chance_pairs_around_it()
    {
        // Counts of a simulated 30 s exposure against a Gaia-like catalog. The quadratic surface of the reference, fitted to the eight bins
        // that are not empty, has its maximum two bins to the left: with a tolerance of one pixel every true pair is lost.
        var histogram = new HstNotebooks.Images.Image<int>(11, 11);
        int[,] counts = { { 0, 6, 2, 0 }, { 0, 586, 78, 2 }, { 0, 18, 15, 0 } };
        for (int y = 0; y < 3; y++)
        {
            for (int x = 0; x < 4; x++) histogram[y + 4, x + 4] = counts[y, x];
        }
        var peak = HistogramPeak.Find(histogram);
        Assert.Equal(5, peak.X, 0.5);
        Assert.Equal(5, peak.Y, 0.5);
    }

    [Fact]
    public void A_narrow_peak_on_a_background_of_other_pairs_is_found_within_a_pixel()
    {
        // The quadratic surface of the reference misses such peaks by up to two pixels, more than the tolerance of the matching.
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            double dx = 20 * (random.NextDouble() - 0.5), dy = 20 * (random.NextDouble() - 0.5);
            var (image, reference) = Field(700, dx, dy, seed, 1500);
            var peak = OffsetHistogram.Find(image, reference, 25.24);
            Assert.True(double.Hypot(peak.ShiftX - dx, peak.ShiftY - dy) < 1, $"seed {seed}: ({peak.ShiftX}, {peak.ShiftY}) instead of ({dx}, {dy})");
        }
    }

    [Fact]
    public void Every_pair_within_the_square_is_counted_once()
    {
        var (image, reference) = Field(150, 3, 2);
        var peak = OffsetHistogram.Find(image, reference, 40);
        int expected = 0;
        for (int i = 0; i < image.Count; i++)
        {
            for (int j = 0; j < reference.Count; j++)
            {
                double dx = image.X[i] - reference.X[j], dy = image.Y[i] - reference.Y[j];
                if (dx >= -40.5 && dx < 40.5 && dy >= -40.5 && dy < 40.5) expected++;
            }
        }
        Assert.Equal(expected, peak.Histogram.Pixels.Sum());
    }

    [Fact]
    public void Lists_far_apart_give_an_empty_histogram_and_a_warning()
    {
        var (image, reference) = Field(50, 90_000, 0);
        var peak = OffsetHistogram.Find(image, reference, 20);
        Assert.Equal(0, peak.MatchCount);
        Assert.NotNull(peak.Warning);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e9)]
    public void A_radius_out_of_range_is_refused(double radius)
    {
        var (image, reference) = Field(5, 0, 0);
        var error = Assert.Throws<ParameterException>(() => OffsetHistogram.Find(image, reference, radius));
        Assert.Equal("searchrad", error.Parameter);
    }

    private static (PositionList Image, PositionList Reference) Field(int count, double dx, double dy, int seed = 11, double size = 4000)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * size)], y = [.. x.Select(_ => random.NextDouble() * size)];
        return (new PositionList([.. x.Select(v => v + dx)], [.. y.Select(v => v + dy)]), new PositionList(x, y));
    }
}
