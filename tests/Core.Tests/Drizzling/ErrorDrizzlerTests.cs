using HstNotebooks.Drizzling;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The propagated errors against noise that is drizzled, and against the published formula.</summary>
public class ErrorDrizzlerTests(ITestOutputHelper output)
{
    private const int Size = 24, OutputSize = 28, Realisations = 400;

    [Theory]
    [InlineData(DrizzleKernel.Square, 1.0, 1.0)]
    [InlineData(DrizzleKernel.Square, 0.6, 0.7)]
    [InlineData(DrizzleKernel.Square, 1.0, 2.5)]
    [InlineData(DrizzleKernel.Turbo, 1.0, 1.0)]
    [InlineData(DrizzleKernel.Turbo, 0.8, 0.5)]
    [InlineData(DrizzleKernel.Point, 1.0, 0.8)]
    [InlineData(DrizzleKernel.Gaussian, 1.0, 1.0)]
    [InlineData(DrizzleKernel.Gaussian, 0.8, 0.6)]
    [InlineData(DrizzleKernel.Lanczos3, 1.0, 1.0)]
    [InlineData(DrizzleKernel.Lanczos2, 1.0, 0.9)]
    public void The_scatter_of_many_noise_realisations_is_the_error(DrizzleKernel kernel, double pixFrac, double ratio)
    {
        var random = new Random(20261120);
        // Two images, turned and shifted, with errors and weights that differ from pixel to pixel, and different exposure times.
        var maps = new[] { AffineMap.Turn(11, 1 / ratio, Size / 2.0, OutputSize / 2.0), AffineMap.Turn(-4, 1 / ratio, Size / 2.0, OutputSize / 2.0 + 0.37) };
        double[] times = [1, 2.5];
        var errors = maps.Select(_ => Noise(random, () => 1 + 3 * random.NextDouble())).ToArray();
        var weights = maps.Select(_ => Noise(random, () => random.NextDouble() < 0.1 ? 0 : 0.5 + random.NextDouble())).ToArray();
        var propagated = new ErrorDrizzler(OutputSize, OutputSize, kernel, pixFrac);
        for (int m = 0; m < 2; m++) Assert.Equal(0, propagated.AddImage(errors[m], weights[m], maps[m].Rows, ratio, times[m], 1 + m));

        var (sum, squares) = (new double[OutputSize * OutputSize], new double[OutputSize * OutputSize]);
        Drizzler drizzler = null!;
        for (int r = 0; r < Realisations; r++)
        {
            drizzler = new Drizzler(OutputSize, OutputSize, kernel, pixFrac, 0, keepContext: false);
            for (int m = 0; m < 2; m++)
            {
                var image = new Image<float>(Size, Size);
                for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (float)(errors[m].Pixels[i] * Gauss(random));
                drizzler.AddImage(image, weights[m], maps[m].Rows, ratio, times[m], 1 + m);
            }
            for (int i = 0; i < sum.Length; i++)
            {
                double v = drizzler.Science.Pixels[i];
                sum[i] += v;
                squares[i] += v * v;
            }
        }
        float[] expected = propagated.Errors(drizzler.Weight).Pixels, weight = drizzler.Weight.Pixels;
        var ratios = new List<double>();
        for (int i = 0; i < sum.Length; i++)
        {
            // The lobes of lanczos may cancel, which leaves rounding noise of the weight.
            if (weight[i] < 0.05f) continue;
            double mean = sum[i] / Realisations, scatter = Math.Sqrt((squares[i] / Realisations - mean * mean) * Realisations / (Realisations - 1));
            ratios.Add(scatter / expected[i]);
        }
        double average = ratios.Average(), spread = Math.Sqrt(ratios.Average(x => (x - average) * (x - average)));
        double sampling = 1 / Math.Sqrt(2 * (Realisations - 1));
        output.WriteLine($"{kernel} p {pixFrac} s {ratio}: {ratios.Count} pixels, scatter over error {average:F4} +- {spread:F4}, sampling {sampling:F4}, extremes {ratios.Min():F3} {ratios.Max():F3}");
        Assert.True(ratios.Count > 60, $"only {ratios.Count} pixels");
        // Neighbours are correlated, so the mean is known to about the sampling error over the root of a quarter of the pixels.
        Assert.Equal(1, average, 4 * sampling / Math.Sqrt(ratios.Count / 4.0));
        Assert.InRange(spread, 0.7 * sampling, 1.3 * sampling);
        Assert.InRange(ratios.Min(), 1 - 5.5 * sampling, 1);
        Assert.InRange(ratios.Max(), 1, 1 + 5.5 * sampling);
    }

    [Theory]
    [InlineData(1.0, 1.0, 1.5)]
    [InlineData(0.8, 0.5, 2.0210526315789474)]
    [InlineData(0.6, 1.0, 1.25)]
    [InlineData(1.0, 0.75, 1.7777777777777777)]
    [InlineData(0.7, 0.5, 1.8375)]
    public void The_error_of_well_dithered_exposures_is_smaller_than_the_noise_of_large_areas_by_R(double pixFrac, double ratio, double published)
    {
        // Fruchter and Hook 2002, equations 9 and 10, worked out by hand in the last column.
        Assert.Equal(published, CorrelatedNoise.Ratio(pixFrac, ratio), 1e-12);
        const int dithers = 20, size = 30;
        int out_ = (int)(size / ratio);
        var errors = new Image<float>(size, size);
        errors.Span.Fill(3);
        Drizzler drizzler = new(out_, out_, DrizzleKernel.Square, pixFrac, 0, keepContext: false);
        var propagated = new ErrorDrizzler(out_, out_, DrizzleKernel.Square, pixFrac);
        for (int y = 0; y < dithers; y++)
            for (int x = 0; x < dithers; x++)
            {
                var map = new AffineMap((x + 0.5) / dithers / ratio, (y + 0.5) / dithers / ratio, 1 / ratio, 0, 0, 1 / ratio).Rows;
                drizzler.AddImage(errors, null, map, ratio);
                propagated.AddImage(errors, null, map, ratio);
            }
        // A large area: an output pixel takes the light of ratio^2 input pixels of each image, each with the noise 3.
        double large = 3 * ratio / dithers;
        double apparent = propagated.Errors(drizzler.Weight)[out_ / 2, out_ / 2];
        output.WriteLine($"p {pixFrac} s {ratio}: R {published:F4}, measured {large / apparent:F4}");
        // The formula is an integral over dithers; 20 per axis are 0.2 % from it.
        Assert.Equal(published, large / apparent, 0.005 * published);
    }

    [Fact]
    public void An_image_on_its_own_pixels_keeps_its_errors()
    {
        var errors = new Image<float>(Size, Size);
        for (int i = 0; i < errors.Pixels.Length; i++) errors.Pixels[i] = i % 7;
        var drizzler = new Drizzler(Size, Size);
        var propagated = new ErrorDrizzler(Size, Size);
        drizzler.AddImage(errors, null, AffineMap.Shift(0, 0).Rows, 1, 500);
        long without = propagated.AddImage(errors, null, AffineMap.Shift(0, 0).Rows, 1, 500);
        Assert.Equal(errors.Pixels.Count(e => e == 0), without);
        float[] result = propagated.Errors(drizzler.Weight).Pixels;
        for (int i = 0; i < result.Length; i++) Assert.Equal(errors.Pixels[i] / 500, result[i], 1e-8);
    }

    [Fact]
    public void Nothing_has_no_error()
    {
        var propagated = new ErrorDrizzler(3, 3);
        Assert.All(propagated.Errors(new Image<float>(3, 3)).Pixels, e => Assert.True(float.IsNaN(e)));
        Assert.All(propagated.Errors(new Image<float>(3, 3), 0).Pixels, e => Assert.Equal(0, e));
    }

    private static Image<float> Noise(Random random, Func<double> next)
    {
        var image = new Image<float>(Size, Size);
        for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (float)next();
        return image;
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
