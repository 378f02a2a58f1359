using HstNotebooks.Drizzling;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

public class BlotterTests
{
    [Theory]
    [InlineData(BlotInterpolation.Linear, 1)]
    [InlineData(BlotInterpolation.Poly3, 3)]
    [InlineData(BlotInterpolation.Poly5, 5)]
    public void Polynomials_of_their_degree_are_reproduced(BlotInterpolation interpolation, int degree)
    {
        double Value(double x, double y) => 2 + Math.Pow((x - 20) / 20, degree) - 3 * Math.Pow((y - 20) / 20, degree);
        var source = Fill(40, 40, Value);
        var map = AffineMap.Turn(21, 0.6, 10, 20.3);
        var blot = Blotter.Blot(source, map.Rows, 20, 20, interpolation);
        for (int y = 0; y < 20; y++)
            for (int x = 0; x < 20; x++)
            {
                var (u, v) = map.Map(x, y);
                Assert.Equal(Value(u, v), blot[y, x], 2e-6);
            }
    }

    [Fact]
    public void A_tilted_plane_is_reproduced_up_to_the_edges()
    {
        // Point reflection continues a plane exactly, so the stencils beside the edge must not disturb it.
        double Value(double x, double y) => 1 + 0.5 * x - 0.25 * y;
        var source = Fill(12, 12, Value);
        foreach (var interpolation in (BlotInterpolation[])[BlotInterpolation.Poly3, BlotInterpolation.Poly5])
        {
            var blot = Blotter.Blot(source, AffineMap.Shift(0.4, 0.3).Rows, 12, 12, interpolation);
            for (int y = 0; y < 12; y++)
                for (int x = 0; x < 12; x++) Assert.Equal(Value(x + 0.4, y + 0.3), blot[y, x], 1e-5);
        }
    }

    [Theory]
    [InlineData(BlotInterpolation.Nearest)]
    [InlineData(BlotInterpolation.Linear)]
    [InlineData(BlotInterpolation.Poly3)]
    [InlineData(BlotInterpolation.Poly5)]
    [InlineData(BlotInterpolation.Sinc)]
    public void The_identity_gives_the_image_back(BlotInterpolation interpolation)
    {
        var random = new Random(4);
        var source = Fill(30, 25, (_, _) => random.NextDouble());
        var blot = Blotter.Blot(source, AffineMap.Shift(0, 0).Rows, 30, 25, interpolation);
        for (int i = 0; i < source.Pixels.Length; i++) Assert.Equal(source.Pixels[i], blot.Pixels[i], 1e-6f);
    }

    [Fact]
    public void Sinc_interpolates_a_band_limited_wave_without_displacement()
    {
        double Value(double x, double y) => Math.Cos(0.5 * x + 0.2) * Math.Cos(0.4 * y);
        var source = Fill(80, 80, Value);
        var blot = Blotter.Blot(source, AffineMap.Shift(20.37, 20.41).Rows, 40, 40, BlotInterpolation.Sinc);
        double worst = 0;
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 40; x++) worst = Math.Max(worst, Math.Abs(blot[y, x] - Value(x + 20.37, y + 20.41)));
        // A displacement by one pixel, as in the reference, would give errors of 0.5.
        Assert.InRange(worst, 0, 5e-3);
    }

    /// <summary>
    /// Facts, drizzle-kernels 6.8: 15 points, weights taper / distance of alternating sign, normalised in x and y, with the taper (1 - 0.49670 c j^2 + 0.03705 c^2 j^4)^2,
    /// c = (pi/14)^2. Worked out here point by point, without the displacement of the compiled reference.
    /// </summary>
    [Fact]
    public void Sinc_follows_its_definition()
    {
        var random = new Random(8);
        var source = Fill(40, 40, (x, y) => random.NextDouble());
        foreach (var (dx, dy) in ((double, double)[])[(0.37, 0.41), (-0.2, 0.49), (0.03, -0.3), (0.25, 0)])
        {
            var blot = Blotter.Blot(source, AffineMap.Shift(20 + dx, 19 + dy).Rows, 1, 1, BlotInterpolation.Sinc);
            double[] kx = Weights(dx), ky = Weights(dy);
            double expected = 0;
            for (int j = -7; j <= 7; j++)
                for (int i = -7; i <= 7; i++) expected += kx[i + 7] * ky[j + 7] * source[19 + j, 20 + i];
            Assert.Equal(expected, blot[0, 0], 2e-6);
        }

        static double[] Weights(double offset)
        {
            double c = Math.Pow(Math.PI / 14, 2);
            double[] k = [.. Enumerable.Range(-7, 15).Select(j => offset == 0 ? (j == 0 ? 1 : 0)
                : Math.Pow(1 - 0.49670 * c * j * j + 0.03705 * c * c * j * j * j * j, 2) * (j % 2 == 0 ? 1 : -1) / (offset - j))];
            return [.. k.Select(w => w / k.Sum())];
        }
    }

    [Fact]
    public void A_smaller_scale_of_the_sinc_function_smooths_without_moving()
    {
        var source = Fill(60, 60, (x, y) => Math.Exp(-((x - 30) * (x - 30) + (y - 30) * (y - 30)) / 1.6));
        var sharp = Blotter.Blot(source, AffineMap.Shift(0.3, 0.3).Rows, 60, 60, BlotInterpolation.Sinc);
        var smooth = Blotter.Blot(source, AffineMap.Shift(0.3, 0.3).Rows, 60, 60, BlotInterpolation.Sinc, sincScale: 0.5);
        Assert.True(smooth.Pixels.Max() < 0.8 * sharp.Pixels.Max());
        // The reference scales the offset instead, which would move the image to 29.85.
        Assert.Equal(Centroid(sharp), Centroid(smooth), 0.02);
        Assert.Equal(29.7, Centroid(smooth), 0.02);

        static double Centroid(Image<float> image)
        {
            double sum = 0, moment = 0;
            for (int y = 0; y < 60; y++)
                for (int x = 0; x < 60; x++) (sum, moment) = (sum + image[y, x], moment + x * image[y, x]);
            return moment / sum;
        }
    }

    [Fact]
    public void Nearest_takes_the_pixel_that_holds_the_position()
    {
        var source = Fill(10, 10, (x, y) => x + 100 * y);
        var blot = Blotter.Blot(source, AffineMap.Shift(2.6, 3.4).Rows, 3, 3, BlotInterpolation.Nearest);
        Assert.Equal(3 + 300, blot[0, 0]);
    }

    [Fact]
    public void Pixels_beside_the_source_get_the_missing_value_and_all_get_factor_and_offset()
    {
        var source = Fill(5, 5, (_, _) => 2);
        var blot = Blotter.Blot(source, AffineMap.Shift(-3, 0).Rows, 10, 5, BlotInterpolation.Linear, factor: 10, offset: 7);
        Assert.Equal(7, blot[2, 0]);
        Assert.Equal(27, blot[2, 4]);
        Assert.Equal(7, blot[2, 9]);
    }

    [Fact]
    public void A_NaN_spreads_to_its_stencil_and_no_farther()
    {
        var source = Fill(40, 40, (_, _) => 1);
        source[20, 20] = float.NaN;
        var blot = Blotter.Blot(source, AffineMap.Shift(0.5, 0.5).Rows, 39, 39);
        int spoiled = blot.Pixels.Count(float.IsNaN);
        Assert.Equal(36, spoiled);
        Assert.Equal(1, blot[20, 23], 1e-6f);
        Assert.Equal(1, blot[20, 16], 1e-6f);
    }

    private static Image<float> Fill(int width, int height, Func<double, double, double> value)
    {
        var image = new Image<float>(width, height);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) image[y, x] = (float)value(x, y);
        return image;
    }
}
