using HstNotebooks.Drizzling;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

public class DrizzlerTests
{
    private static readonly DrizzleKernel[] ConservingKernels = [DrizzleKernel.Square, DrizzleKernel.Turbo, DrizzleKernel.Point];

    [Theory]
    [InlineData(DrizzleKernel.Square)]
    [InlineData(DrizzleKernel.Turbo)]
    public void A_pixel_shifted_by_a_quarter_and_a_tenth_is_shared_by_four_pixels(DrizzleKernel kernel)
    {
        var drizzler = new Drizzler(8, 8, kernel);
        var input = new Image<float>(5, 5);
        input.Span.Fill(2);
        var weights = new Image<float>(5, 5);
        weights[2, 2] = 1;
        drizzler.AddImage(input, weights, AffineMap.Shift(0.25, 0.1).Rows);

        // Overlaps 0.75 * 0.9, 0.25 * 0.9, 0.75 * 0.1, 0.25 * 0.1: facts, drizzle-kernels 6.4, checked there with the reference.
        Assert.Equal(0.675f, drizzler.Weight[2, 2], 1e-6f);
        Assert.Equal(0.225f, drizzler.Weight[2, 3], 1e-6f);
        Assert.Equal(0.075f, drizzler.Weight[3, 2], 1e-6f);
        Assert.Equal(0.025f, drizzler.Weight[3, 3], 1e-6f);
        Assert.Equal(2, drizzler.Science[3, 3], 1e-6f);
        Assert.Equal(4, drizzler.Weight.Pixels.Count(w => w != 0));
        Assert.True(float.IsNaN(drizzler.Science[0, 0]));
    }

    [Fact]
    public void The_gaussian_and_lanczos_sums_are_those_of_the_reference()
    {
        // One pixel at (0.25, 0.1), pixfrac 1, scale 1: sums of k measured with the compiled reference, facts drizzle-kernels 6.4.
        Assert.Equal(1.0458, Sum(DrizzleKernel.Gaussian), 0.02);
        Assert.Equal(0.96, Sum(DrizzleKernel.Lanczos3), 0.01);
        static double Sum(DrizzleKernel kernel)
        {
            var drizzler = new Drizzler(30, 30, kernel);
            var weights = new Image<float>(21, 21);
            weights[10, 10] = 1;
            drizzler.AddImage(new Image<float>(21, 21), weights, AffineMap.Shift(0.25, 0.1).Rows);
            return drizzler.Weight.Pixels.Sum(w => (double)w);
        }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 1, 0.6)]
    [InlineData(17, 1, 1)]
    [InlineData(45, 1.3, 0.8)]
    [InlineData(-120, 0.7, 1)]
    [InlineData(90, 1, 1)]
    [InlineData(200, 3.7, 0.9)] // four to six output pixels across: windows of any size
    [InlineData(0, 2, 1)]
    [InlineData(33, 2, 1)]
    [InlineData(-56, 2.6, 0.8)]
    [InlineData(12, 5.1, 1)] // seven and more: one by one
    public void The_square_kernel_gives_every_pixel_its_exact_overlap(double degrees, double magnification, double pixFrac)
    {
        const int size = 21, output = 120;
        var map = AffineMap.Turn(degrees, magnification, 10, 60.37) with { Curve = 0.002 };
        var (input, weights) = Noise(size, size, 3, maskedPart: 0.1);
        var drizzler = new Drizzler(output, output, DrizzleKernel.Square, pixFrac);
        drizzler.AddImage(input, weights, map.Rows, 1 / magnification);

        double[,] sum = new double[output, output], weight = new double[output, output];
        double h = pixFrac / 2, s2 = 1 / (magnification * magnification);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
            {
                (double X, double Y)[] drop = [map.Map(x - h, y - h), map.Map(x + h, y - h), map.Map(x + h, y + h), map.Map(x - h, y + h)];
                double area = Math.Abs(PolygonOverlap.Area(drop));
                for (int v = (int)drop.Min(p => p.Y) - 1; v <= drop.Max(p => p.Y) + 1; v++)
                    for (int u = (int)drop.Min(p => p.X) - 1; u <= drop.Max(p => p.X) + 1; u++)
                    {
                        if (u < 0 || v < 0 || u >= output || v >= output) continue;
                        double k = PolygonOverlap.WithPixel(drop, u, v) / area * weights[y, x];
                        weight[v, u] += k;
                        sum[v, u] += k * input[y, x] * s2;
                    }
            }
        for (int v = 0; v < output; v++)
            for (int u = 0; u < output; u++)
            {
                Assert.Equal(weight[v, u], drizzler.Weight[v, u], 1e-6 * Math.Max(1, weight[v, u]));
                if (weight[v, u] > 1e-3) Assert.Equal(sum[v, u] / weight[v, u], drizzler.Science[v, u], 2e-5);
            }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(31, 1, 0.8)]
    [InlineData(120, 1.32, 0.8)]
    [InlineData(-77, 0.5, 1)]
    public void Flux_is_conserved(double degrees, double magnification, double pixFrac)
    {
        const int size = 300, output = 900;
        var map = AffineMap.Turn(degrees, magnification, 150, 450.3) with { Curve = 1e-5 };
        var (input, weights) = Noise(size, size, 11, maskedPart: 0.02);
        double expectedWeight = weights.Pixels.Sum(w => (double)w), expected = 0;
        for (int i = 0; i < input.Pixels.Length; i++) expected += (double)input.Pixels[i] * weights.Pixels[i] / (magnification * magnification);
        foreach (var kernel in ConservingKernels)
        {
            var drizzler = new Drizzler(output, output, kernel, pixFrac);
            drizzler.AddImage(input, weights, map.Rows, 1 / magnification);
            double flux = 0;
            for (int i = 0; i < drizzler.Weight.Pixels.Length; i++)
                if (drizzler.Weight.Pixels[i] != 0) flux += (double)drizzler.Weight.Pixels[i] * drizzler.Science.Pixels[i];
            Assert.Equal(1, drizzler.Weight.Pixels.Sum(w => (double)w) / expectedWeight, 1e-6);
            Assert.Equal(1, flux / expected, 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(-133)]
    public void What_falls_beside_the_frame_is_lost_and_nothing_else_changes(double degrees)
    {
        // A part of the frame, drizzled alone, is the same as that part of the whole: edges neither gain nor lose flux.
        var map = AffineMap.Turn(degrees, 1.1, 100, 160.4);
        var (input, weights) = Noise(200, 200, 5, maskedPart: 0.05);
        foreach (var kernel in Enum.GetValues<DrizzleKernel>())
        {
            var whole = new Drizzler(320, 320, kernel, 0.9);
            whole.AddImage(input, weights, map.Rows, 1 / 1.1);
            var part = new Drizzler(new DrizzleFrame(70, 90, 120, 77), kernel, 0.9, float.NaN, true);
            part.AddImage(input, weights, map.Rows, 1 / 1.1);
            for (int y = 0; y < 77; y++)
            {
                Assert.True(whole.Weight.Row(90 + y).Slice(70, 120).SequenceEqual(part.Weight.Row(y)), $"{kernel}, row {y}");
                Assert.True(whole.Context[0].Row(90 + y).Slice(70, 120).SequenceEqual(part.Context[0].Row(y)));
            }
        }
    }

    [Fact]
    public void A_flat_field_stays_flat()
    {
        var flat = new Image<float>(150, 150);
        flat.Span.Fill(3.25f);
        foreach (var kernel in Enum.GetValues<DrizzleKernel>())
        {
            var drizzler = new Drizzler(400, 400, kernel, 0.8);
            drizzler.AddImage(flat, null, AffineMap.Turn(27, 1.5, 75, 200).Rows, 1 / 1.5);
            for (int i = 0; i < drizzler.Weight.Pixels.Length; i++)
                if (drizzler.Weight.Pixels[i] > 0.05f) Assert.Equal(3.25f / 2.25f, drizzler.Science.Pixels[i], 2e-5f);
        }
    }

    [Theory]
    [InlineData(DrizzleKernel.Square, 1e-3)]
    [InlineData(DrizzleKernel.Gaussian, 1e-3)]
    [InlineData(DrizzleKernel.Turbo, 1e-2)] // boxes parallel to the output do not tile a turned frame: one exposure covers it unevenly
    public void A_star_keeps_its_place(DrizzleKernel kernel, double tolerance)
    {
        var star = new Image<float>(41, 41);
        for (int y = 0; y < 41; y++)
            for (int x = 0; x < 41; x++) star[y, x] = 1000 * MathF.Exp(-((x - 20.3f) * (x - 20.3f) + (y - 19.6f) * (y - 19.6f)) / (2 * 1.2f * 1.2f));
        var map = AffineMap.Turn(33, 1.25, 20, 40.21);
        var drizzler = new Drizzler(80, 80, kernel, 1, 0);
        drizzler.AddImage(star, null, map.Rows, 0.8);
        double sum = 0, sx = 0, sy = 0;
        for (int y = 0; y < 80; y++)
            for (int x = 0; x < 80; x++)
            {
                double f = drizzler.Science[y, x];
                (sum, sx, sy) = (sum + f, sx + f * x, sy + f * y);
            }
        var (ex, ey) = map.Map(20.3, 19.6);
        Assert.Equal(ex, sx / sum, tolerance);
        Assert.Equal(ey, sy / sum, tolerance);
    }

    [Fact]
    public void Two_images_are_averaged_by_weight()
    {
        var drizzler = new Drizzler(6, 6);
        drizzler.AddImage(Filled(6, 6, 10), Filled(6, 6, 1), AffineMap.Shift(0, 0).Rows);
        drizzler.AddImage(Filled(6, 6, 100), Filled(6, 6, 1), AffineMap.Shift(0, 0).Rows, exposureTime: 5, weightScale: 3);
        Assert.Equal((10 + 3 * 20) / 4f, drizzler.Science[3, 3], 1e-5f);
        Assert.Equal(4, drizzler.Weight[3, 3], 1e-6f);
        Assert.Equal(3, drizzler.Context[0][3, 3]);
    }

    [Fact]
    public void Image_33_opens_a_second_context_plane_and_image_32_sets_the_sign_bit()
    {
        var drizzler = new Drizzler(4, 4, DrizzleKernel.Point);
        for (int n = 1; n <= 40; n++)
            drizzler.AddImage(Filled(4, 4, 1), Filled(4, 4, n is 32 or 33 or 40 ? 1 : 0), AffineMap.Shift(0, 0).Rows);
        Assert.Equal(2, drizzler.Context.Count);
        Assert.Equal(int.MinValue, drizzler.Context[0][1, 1]);
        Assert.Equal(1 | 1 << 7, drizzler.Context[1][1, 1]);
    }

    [Fact]
    public void Masked_pixels_and_NaN_never_reach_the_output()
    {
        var input = Filled(9, 9, 1);
        var weights = Filled(9, 9, 1);
        input[4, 4] = float.NaN;
        input[2, 2] = 1e30f;
        weights[2, 2] = 0;
        foreach (var kernel in Enum.GetValues<DrizzleKernel>())
        {
            var drizzler = new Drizzler(9, 9, kernel, initialValue: -7);
            drizzler.AddImage(input, weights, AffineMap.Shift(0, 0).Rows);
            if (kernel is DrizzleKernel.Square or DrizzleKernel.Point)
            {
                Assert.Equal(-7, drizzler.Science[4, 4]);
                Assert.Equal(0, drizzler.Weight[4, 4]);
                Assert.Equal(-7, drizzler.Science[2, 2]);
            }
            Assert.DoesNotContain(drizzler.Science.Pixels, v => float.IsNaN(v) || MathF.Abs(v) > 100);
        }
    }

    [Fact]
    public void A_mapping_that_fails_for_some_pixels_loses_only_those()
    {
        PixelRowMapping holed = (y, x0, xs, ys) =>
        {
            for (int i = 0; i < xs.Length; i++) (xs[i], ys[i]) = x0 + i > 30 ? (double.NaN, double.NaN) : (x0 + i, y);
        };
        var drizzler = new Drizzler(64, 64, DrizzleKernel.Square);
        drizzler.AddImage(Filled(64, 64, 1), null, holed);
        Assert.Equal(1, drizzler.Weight[10, 29], 1e-6f);
        Assert.Equal(0, drizzler.Weight[10, 40]);
    }

    [Fact]
    public void The_output_is_the_same_bytes_on_one_core_and_on_many()
    {
        var (input, weights) = Noise(500, 400, 9, maskedPart: 0.05);
        var map = AffineMap.Turn(-63, 1.2, 200, 400);
        var many = new Drizzler(800, 800);
        many.AddImage(input, weights, map.Rows, 1 / 1.2);
        var one = new Drizzler(800, 800);
        one.AddImage(input, weights, map.Rows, 1 / 1.2, parallel: new ParallelOptions { MaxDegreeOfParallelism = 1 });
        Assert.Equal(Bytes(many.Science), Bytes(one.Science));
        Assert.Equal(Bytes(many.Weight), Bytes(one.Weight));
        static byte[] Bytes(Image<float> image) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(image.Span).ToArray();
    }

    [Fact]
    public void Weights_of_another_size_and_impossible_numbers_are_refused()
    {
        var drizzler = new Drizzler(4, 4);
        Assert.Throws<ArgumentException>(() => drizzler.AddImage(Filled(4, 4, 1), Filled(5, 4, 1), AffineMap.Shift(0, 0).Rows));
        Assert.Throws<ArgumentException>(() => drizzler.AddImage(Filled(4, 4, 1), null, AffineMap.Shift(0, 0).Rows, scaleRatio: 0));
        Assert.Throws<ArgumentException>(() => drizzler.AddImage(Filled(4, 4, 1), null, AffineMap.Shift(0, 0).Rows, exposureTime: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Drizzler(4, 4, pixFrac: -0.1));
    }

    private static Image<float> Filled(int width, int height, float value)
    {
        var image = new Image<float>(width, height);
        image.Span.Fill(value);
        return image;
    }

    private static (Image<float> Values, Image<float> Weights) Noise(int width, int height, int seed, double maskedPart)
    {
        var random = new Random(seed);
        Image<float> values = new(width, height), weights = new(width, height);
        foreach (ref float v in values.Span) v = 5 + random.NextSingle();
        foreach (ref float w in weights.Span) w = random.NextDouble() < maskedPart ? 0 : 0.5f + random.NextSingle();
        return (values, weights);
    }
}
