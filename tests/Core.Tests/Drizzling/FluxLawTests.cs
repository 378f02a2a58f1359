using HstNotebooks.Drizzling;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The laws of drizzling, for every kernel, size of drop and scale: flux, flatness, place; also where the output is made in parts.</summary>
public class FluxLawTests
{
    public static TheoryData<DrizzleKernel, double, double> Cases()
    {
        var cases = new TheoryData<DrizzleKernel, double, double>();
        foreach (var kernel in (DrizzleKernel[])[DrizzleKernel.Square, DrizzleKernel.Turbo, DrizzleKernel.Point])
            foreach (double pixFrac in (double[])[1, 0.7, 0.2])
                foreach (double magnification in (double[])[0.6, 1, 2.3]) cases.Add(kernel, pixFrac, magnification);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Flux_that_crosses_edges_of_parts_is_all_on_the_other_side(DrizzleKernel kernel, double pixFrac, double magnification)
    {
        // Four parts whose edges meet inside the image; together they hold all of it. Sums in single precision: 1e-6.
        var map = AffineMap.Turn(37, magnification, 75, 400.3) with { Curve = 1e-5 };
        var (input, weights) = Noise(150, 150);
        double expectedWeight = 0, expected = 0, weight = 0, flux = 0, scale = magnification * magnification;
        for (int i = 0; i < input.Pixels.Length; i++)
        {
            expectedWeight += weights.Pixels[i];
            expected += (double)input.Pixels[i] * weights.Pixels[i] / scale;
        }
        foreach (var part in (DrizzleFrame[])[new(0, 0, 411, 393), new(411, 0, 389, 393), new(0, 393, 411, 407), new(411, 393, 389, 407)])
        {
            var drizzler = new Drizzler(part, kernel, pixFrac, 0, keepContext: false);
            drizzler.AddImage(input, weights, map.Rows, 1 / magnification);
            double here = 0;
            for (int i = 0; i < drizzler.Weight.Pixels.Length; i++)
            {
                here += drizzler.Weight.Pixels[i];
                flux += (double)drizzler.Weight.Pixels[i] * drizzler.Science.Pixels[i];
            }
            Assert.InRange(here / expectedWeight, 0.1, 0.5);
            weight += here;
        }
        Assert.Equal(1, weight / expectedWeight, 1e-6);
        Assert.Equal(1, flux / expected, 1e-6);
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
            foreach (double magnification in (double[])[0.6, 1, 2.3])
            {
                var drizzler = new Drizzler(300, 300, kernel, pixFrac, 0, keepContext: false);
                drizzler.AddImage(flat, null, AffineMap.Turn(27, magnification, 50, 150).Rows, 1 / magnification);
                float expected = (float)(3.25 / (magnification * magnification));
                // Ten percent of the weight of full cover; single precision of the sums.
                float covered = (float)(0.1 / (magnification * magnification));
                for (int i = 0; i < drizzler.Weight.Pixels.Length; i++)
                    if (drizzler.Weight.Pixels[i] > covered) Assert.Equal(expected, drizzler.Science.Pixels[i], 2e-5f * expected);
            }
    }

    [Theory]
    [InlineData(DrizzleKernel.Square)]
    [InlineData(DrizzleKernel.Turbo)]
    [InlineData(DrizzleKernel.Point)]
    [InlineData(DrizzleKernel.Gaussian)]
    [InlineData(DrizzleKernel.Lanczos2)]
    [InlineData(DrizzleKernel.Lanczos3)]
    public void A_dithered_star_keeps_its_place_to_a_thousandth_of_a_pixel(DrizzleKernel kernel)
    {
        // A star on a grid of dithers; boxes and points fill the pixels of a turned output evenly only over many positions.
        const int steps = 12;
        var map = AffineMap.Turn(33, 1.1, 20, 30.21);
        var drizzler = new Drizzler(60, 60, kernel, 1, 0, keepContext: false);
        for (int n = 0; n < steps * steps; n++)
        {
            double dx = (n % steps + 0.5) / steps - 0.5, dy = (n / steps + 0.5) / steps - 0.5;
            var star = new Image<float>(41, 41);
            for (int y = 0; y < 41; y++)
                for (int x = 0; x < 41; x++)
                {
                    double r2 = Math.Pow(x - 20.3 - dx, 2) + Math.Pow(y - 19.6 - dy, 2);
                    star[y, x] = (float)(1000 * Math.Exp(-r2 / (2 * 1.4 * 1.4)));
                }
            var shifted = map with { X0 = map.X0 - map.A * dx - map.B * dy, Y0 = map.Y0 - map.C * dx - map.D * dy };
            drizzler.AddImage(star, null, shifted.Rows, 1 / 1.1);
        }
        double sum = 0, sx = 0, sy = 0;
        for (int y = 0; y < 60; y++)
            for (int x = 0; x < 60; x++)
            {
                double f = (double)drizzler.Science[y, x] * drizzler.Weight[y, x];
                (sum, sx, sy) = (sum + f, sx + f * x, sy + f * y);
            }
        var (ex, ey) = map.Map(20.3, 19.6);
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
