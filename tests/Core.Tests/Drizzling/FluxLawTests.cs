using HstNotebooks.Drizzling;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The laws of drizzling, for every kernel, size of drop and scale: flux, flatness, place; also where the output is made in parts.</summary>
public class FluxLawTests
{
    public static TheoryData<DrizzleKernel, double, double, double> Cases()
    {
        var cases = new TheoryData<DrizzleKernel, double, double, double>();
        foreach (var kernel in (DrizzleKernel[])[DrizzleKernel.Square, DrizzleKernel.Turbo, DrizzleKernel.Point])
            foreach (double pixFrac in (double[])[1, 0.5, 0.1])
                foreach (double magnification in (double[])[0.25, 0.6, 1, 4])
                    foreach (double angle in (double[])[0, 30, 45]) cases.Add(kernel, pixFrac, magnification, angle);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Flux_that_crosses_edges_of_parts_is_all_on_the_other_side(DrizzleKernel kernel, double pixFrac, double magnification, double angle)
    {
        // Four parts whose edges meet inside the image; together they hold all of it. Sums in single precision: 1e-6.
        var map = AffineMap.Turn(angle, magnification, 50, 400.3) with { Curve = 1e-5 };
        var (input, weights) = Noise(100, 100);
        double expectedWeight = 0, expected = 0, weight = 0, flux = 0, scale = magnification * magnification;
        for (int i = 0; i < input.Pixels.Length; i++)
        {
            expectedWeight += weights.Pixels[i];
            expected += (double)input.Pixels[i] * weights.Pixels[i] / scale;
        }
        foreach (var part in (DrizzleFrame[])[new(0, 0, 402, 399), new(402, 0, 398, 399), new(0, 399, 402, 401), new(402, 399, 398, 401)])
        {
            var drizzler = new Drizzler(part, kernel, pixFrac, 0, keepContext: false);
            drizzler.AddImage(input, weights, map.Rows, 1 / magnification);
            double here = 0;
            for (int i = 0; i < drizzler.Weight.Pixels.Length; i++)
            {
                here += drizzler.Weight.Pixels[i];
                flux += (double)drizzler.Weight.Pixels[i] * drizzler.Science.Pixels[i];
            }
            Assert.InRange(here / expectedWeight, 0.05, 0.6);
            weight += here;
        }
        Assert.Equal(1, weight / expectedWeight, 1e-6);
        Assert.Equal(1, flux / expected, 1e-6);
    }

    [Fact]
    public void Kernels_say_whether_they_conserve_flux()
    {
        var (input, weights) = Noise(100, 100);
        double expected = input.Pixels.Zip(weights.Pixels, (v, w) => (double)v * w).Sum();
        foreach (var kernel in Enum.GetValues<DrizzleKernel>())
        {
            var drizzler = new Drizzler(200, 200, kernel, 1, 0, keepContext: false);
            drizzler.AddImage(input, weights, AffineMap.Turn(37, 1, 50, 100.3).Rows, 1);
            double flux = drizzler.Science.Pixels.Zip(drizzler.Weight.Pixels, (v, w) => (double)v * w).Sum();
            Assert.Equal(Drizzler.ConservesFlux(kernel), Math.Abs(flux / expected - 1) < 1e-6);
        }
    }

    [Theory]
    [InlineData(DrizzleKernel.Square)]
    [InlineData(DrizzleKernel.Turbo)]
    [InlineData(DrizzleKernel.Point)]
    [InlineData(DrizzleKernel.Gaussian)]
    [InlineData(DrizzleKernel.Lanczos2)]
    [InlineData(DrizzleKernel.Lanczos3)]
    public void A_flat_field_stays_flat_at_every_scale(DrizzleKernel kernel)
    {
        var flat = new Image<float>(100, 100);
        flat.Span.Fill(3.25f);
        foreach (double pixFrac in (double[])[1, 0.5])
            foreach (double magnification in (double[])[0.25, 0.6, 1, 4])
            {
                var drizzler = new Drizzler(300, 300, kernel, pixFrac, 0, keepContext: false);
                drizzler.AddImage(flat, null, AffineMap.Turn(magnification < 1 ? 30 : 45, magnification, 50, 150).Rows, 1 / magnification);
                float expected = (float)(3.25 / (magnification * magnification));
                // Ten percent of the weight of full cover; single precision of the sums.
                float covered = (float)(0.1 / (magnification * magnification));
                for (int i = 0; i < drizzler.Weight.Pixels.Length; i++)
                    if (drizzler.Weight.Pixels[i] > covered) Assert.Equal(expected, drizzler.Science.Pixels[i], 2e-5f * expected);
            }
    }

    [Theory]
    [InlineData(DrizzleKernel.Square, 1, 1.1, 33)]
    [InlineData(DrizzleKernel.Turbo, 1, 1.1, 33)]
    [InlineData(DrizzleKernel.Point, 1, 1.1, 33)]
    [InlineData(DrizzleKernel.Gaussian, 1, 1.1, 33)]
    [InlineData(DrizzleKernel.Lanczos2, 1, 1.1, 33)]
    [InlineData(DrizzleKernel.Lanczos3, 1, 1.1, 33)]
    [InlineData(DrizzleKernel.Square, 1, 0.25, 30)]
    [InlineData(DrizzleKernel.Square, 0.1, 0.25, 45)]
    [InlineData(DrizzleKernel.Square, 0.5, 2, 30)]
    [InlineData(DrizzleKernel.Square, 0.1, 4, 45)]
    [InlineData(DrizzleKernel.Square, 1, 4, 30)]
    [InlineData(DrizzleKernel.Turbo, 0.5, 0.25, 30)]
    [InlineData(DrizzleKernel.Turbo, 0.1, 2, 45)]
    [InlineData(DrizzleKernel.Turbo, 1, 4, 30)]
    [InlineData(DrizzleKernel.Point, 1, 0.25, 30)]
    [InlineData(DrizzleKernel.Point, 1, 2, 30)]
    [InlineData(DrizzleKernel.Gaussian, 0.5, 0.25, 30)]
    [InlineData(DrizzleKernel.Gaussian, 0.5, 4, 45)]
    public void A_dithered_star_keeps_its_place_to_a_thousandth_of_a_pixel(DrizzleKernel kernel, double pixFrac, double magnification, double angle)
    {
        // A star on a grid of dithers; boxes and points fill the pixels of a turned output evenly only over many positions. In large output pixels
        // the star is larger too: one that a pixel does not sample has no centroid to a thousandth, whatever the kernel.
        const int steps = 12;
        double sigma = Math.Max(1.4, 1.25 / magnification);
        int side = 2 * (int)Math.Ceiling(7 * sigma) + 21, output = (int)Math.Ceiling(1.5 * side * magnification) + 20;
        double x0 = (side / 2) + 0.3, y0 = (side / 2) - 0.4;
        var map = AffineMap.Turn(angle, magnification, side / 2, (output / 2) + 0.21);
        var drizzler = new Drizzler(output, output, kernel, pixFrac, 0, keepContext: false);
        double[] columns = new double[side];
        var star = new Image<float>(side, side);
        for (int n = 0; n < steps * steps; n++)
        {
            double dx = (n % steps + 0.5) / steps - 0.5, dy = (n / steps + 0.5) / steps - 0.5;
            for (int x = 0; x < side; x++) columns[x] = 1000 * Math.Exp(-Math.Pow(x - x0 - dx, 2) / (2 * sigma * sigma));
            for (int y = 0; y < side; y++)
            {
                double row = Math.Exp(-Math.Pow(y - y0 - dy, 2) / (2 * sigma * sigma));
                for (int x = 0; x < side; x++) star[y, x] = (float)(row * columns[x]);
            }
            var shifted = map with { X0 = map.X0 - map.A * dx - map.B * dy, Y0 = map.Y0 - map.C * dx - map.D * dy };
            drizzler.AddImage(star, null, shifted.Rows, 1 / magnification);
        }
        double sum = 0, sx = 0, sy = 0;
        for (int y = 0; y < output; y++)
            for (int x = 0; x < output; x++)
            {
                double f = (double)drizzler.Science[y, x] * drizzler.Weight[y, x];
                (sum, sx, sy) = (sum + f, sx + f * x, sy + f * y);
            }
        var (ex, ey) = map.Map(x0, y0);
        Assert.Equal(ex, sx / sum, 1e-3);
        Assert.Equal(ey, sy / sum, 1e-3);
    }

    private static (Image<float> Values, Image<float> Weights) Noise(int width, int height)
    {
        var random = new Random(23);
        Image<float> values = new(width, height), weights = new(width, height);
        foreach (ref float v in values.Span) v = 5 + random.NextSingle();
        foreach (ref float w in weights.Span) w = random.NextDouble() < 0.05 ? 0 : 0.5f + random.NextSingle();
        return (values, weights);
    }
}
