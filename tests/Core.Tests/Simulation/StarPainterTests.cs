using HstNotebooks.Images;
using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Simulation;

public sealed class StarPainterTests
{
    private static readonly PointSpreadFunction Psf = CameraModels.Wfc3Uvis.Psf;

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e4)]
    [InlineData(100)]
    public void All_light_of_a_star_is_in_the_image(double electrons)
    {
        var image = Paint(new StarImage(150.3, 149.8, electrons, default));
        // What lies beyond the reach of a component is left out: at most 1e-4 of its light.
        Assert.Equal(electrons, image.Pixels.Sum(p => (double)p), 2e-4 * electrons);
    }

    [Fact]
    public void The_centroid_is_the_position_of_the_star()
    {
        var image = Paint(new StarImage(150.37, 149.21, 1e6, default));
        double sum = 0, sx = 0, sy = 0;
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
            {
                sum += image[y, x];
                sx += x * (double)image[y, x];
                sy += y * (double)image[y, x];
            }
        Assert.Equal(150.37, sx / sum, 3);
        Assert.Equal(149.21, sy / sum, 3);
    }

    [Fact]
    public void A_pixel_holds_the_integral_of_the_profile_over_its_square()
    {
        var image = Paint(new StarImage(150.37, 149.21, 1e6, default));
        foreach (var (x, y) in ((int, int)[])[(150, 149), (151, 149), (150, 148), (153, 152)])
        {
            // Midpoint rule with 200 x 200 points; its error is below 1e-6 of a pixel.
            double sum = 0;
            for (int i = 0; i < 200; i++)
                for (int j = 0; j < 200; j++)
                {
                    double dx = x - 0.5 + (i + 0.5) / 200 - 150.37, dy = y - 0.5 + (j + 0.5) / 200 - 149.21;
                    foreach (var c in Psf.Components)
                        sum += 1e6 * c.Fraction / (2 * Math.PI * c.Sigma * c.Sigma) * Math.Exp(-(dx * dx + dy * dy) / (2 * c.Sigma * c.Sigma));
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
        StarPainter.Paint(image, stars, Psf, default);
        return image;
    }
}
