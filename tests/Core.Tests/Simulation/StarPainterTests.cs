using HstNotebooks.Images;
using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Simulation;

public sealed class StarPainterTests
{
    private static readonly PointSpreadFunction Psf = CameraModels.Wfc3Uvis.Psf;

    [Theory]
    [InlineData(1e7)]
    [InlineData(1e6)]
    [InlineData(1e4)]
    [InlineData(100)]
    public void All_light_of_a_star_is_in_the_image(double electrons)
    {
        var image = new Image<float>(1400, 1400);
        StarPainter.Paint(image, [new StarImage(700.3, 699.8, electrons, default)], Psf, TestContext.Current.CancellationToken);
        // What lies beyond the reach of a component is left out: at most 1e-4 of its light.
        Assert.Equal(electrons, image.Pixels.Sum(p => (double)p), 2e-4 * electrons);
    }

    /// <summary>Encircled energy of UVIS at 600 nm, WFC3 Instrument Handbook: 0.70 to 0.78 within 0.1, 0.83 to 0.88 within 0.2, 0.96 to 0.98 within 1 arcsec.</summary>
    [Theory]
    [InlineData(0.1, 0.70, 0.78)]
    [InlineData(0.2, 0.83, 0.88)]
    [InlineData(1.0, 0.955, 0.98)]
    public void The_encircled_energy_is_that_of_the_telescope(double arcseconds, double least, double most)
    {
        var image = new Image<float>(1400, 1400);
        StarPainter.Paint(image, [new StarImage(700, 700, 1e7, default)], Psf, TestContext.Current.CancellationToken);
        double radius = arcseconds / 0.03962, sum = 0;
        for (int y = 600; y <= 800; y++)
            for (int x = 600; x <= 800; x++)
                if (double.Hypot(x - 700, y - 700) <= radius) sum += image[y, x];
        Assert.InRange(sum / 1e7, least, most);
    }

    [Fact]
    public void Vectors_and_scalars_add_alike()
    {
        var random = new NoiseStream(1, 1);
        for (int length = 0; length < 70; length++)
        {
            float[] row = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextUniform())], profile = [.. row.Select(_ => (float)random.NextUniform())];
            float[] expected = [.. row.Zip(profile, (r, p) => r + p * 3.7f)];
            StarPainter.AddScaled(row, profile, 3.7f);
            Assert.Equal(expected, row);
        }
    }

    [Fact]
    public void The_centroid_is_the_position_of_the_star()
    {
        // Symmetric to the edges of the image, so that nothing is cut on one side only.
        var image = new Image<float>(1401, 1401);
        StarPainter.Paint(image, [new StarImage(700.37, 699.21, 1e6, default)], Psf, TestContext.Current.CancellationToken);
        double sum = 0, sx = 0, sy = 0;
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
            {
                sum += image[y, x];
                sx += x * (double)image[y, x];
                sy += y * (double)image[y, x];
            }
        Assert.Equal(700.37, sx / sum, 0.003);
        Assert.Equal(699.21, sy / sum, 0.003);
    }

    [Fact]
    public void A_pixel_holds_the_integral_of_the_profile_over_its_square()
    {
        var image = Paint(new StarImage(150.37, 149.21, 1e6, default));
        foreach (var (x, y) in ((int, int)[])[(150, 149), (151, 149), (150, 148), (153, 152)])
        {
            var blobs = new List<PointSpreadFunction.Blob>();
            Psf.Expand(new StarImage(150.37, 149.21, 1e6, default), blobs);
            // Midpoint rule with 200 x 200 points; its error is below 1e-6 of a pixel.
            double sum = 0;
            for (int i = 0; i < 200; i++)
                for (int j = 0; j < 200; j++)
                {
                    foreach (var blob in blobs)
                    {
                        double dx = x - 0.5 + (i + 0.5) / 200 - blob.X, dy = y - 0.5 + (j + 0.5) / 200 - blob.Y;
                        sum += blob.Electrons / (2 * Math.PI * blob.Sigma * blob.Sigma) * Math.Exp(-(dx * dx + dy * dy) / (2 * blob.Sigma * blob.Sigma));
                    }
                }
            Assert.Equal(sum / 40000, image[y, x], 1e-5 * sum / 40000 + 0.05);
        }
    }

    [Fact]
    public void A_star_outside_throws_its_wings_in_and_nothing_breaks_at_the_edges()
    {
        var image = Paint(new StarImage(-5, 302, 1e7, default), new StarImage(400, 150, 1e7, default), new StarImage(5000, 150, 1e7, default));
        Assert.True(image[299, 0] > 100);
        Assert.All(image.Pixels, p => Assert.True(float.IsFinite(p) && p >= 0));
    }

    private static Image<float> Paint(params StarImage[] stars)
    {
        var image = new Image<float>(301, 300);
        StarPainter.Paint(image, stars, Psf, TestContext.Current.CancellationToken);
        return image;
    }
}
