using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Tests.Pictures;

public sealed class ZScaleTests
{
    /// <summary>Limits of astropy 5.2's ZScaleInterval for the image that <see cref="Sample"/> makes.</summary>
    [Theory]
    [InlineData(100, 100, 1, 85.64408111572266, 131.56472664327535, 86.27384948730469, 177.4050138086257)]
    [InlineData(321, 123, 7, 86.41351318359375, 130.32400074506998, 87.57444763183594, 180.7719935613115)]
    [InlineData(40, 30, 3, 86.38925170898438, 131.797605170984, 86.38925170898438, 180.23441653544228)]
    public void The_limits_are_those_of_astropy(int width, int height, int seed, double low, double high, double lowWeak, double highWeak)
    {
        var image = Sample(width, height, seed);
        AssertLimits(low, high, ZScale.Limits(image));
        AssertLimits(lowWeak, highWeak, ZScale.Limits(image, contrast: 0.1, samples: 600));
    }

    /// <summary>numpy's percentiles 0.25 and 99.75 of the same image.</summary>
    [Fact]
    public void Percentiles_are_those_of_numpy() => AssertLimits(87.56546569824219, 5092.202180175784, PercentileLimits.Limits(Sample(100, 100, 1), 99.5));

    [Fact]
    public void An_image_without_values_has_limits_that_can_be_drawn()
    {
        Assert.Equal((0, 1), ZScale.Limits(new Image<float>(3, 3, [.. Enumerable.Repeat(float.NaN, 9)])));
        Assert.Equal((-0.5, 0.5), ZScale.Limits(new Image<float>(3, 3)));
        Assert.Equal((0, 1), PercentileLimits.Limits(new Image<float>(0, 0)));
    }

    [Theory]
    [InlineData(Stretch.Linear, 0.3, 0.3)]
    [InlineData(Stretch.Sqrt, 0.25, 0.5)]
    [InlineData(Stretch.Log, 0.3, 0.8260690)]    // ln 301 / ln 1001
    [InlineData(Stretch.Asinh, 0.3, 0.6065081)]  // asinh 3 / asinh 10
    public void Stretches_follow_their_formulas_and_can_be_inverted(Stretch stretch, double part, double expected)
    {
        var display = new PixelDisplay(-100, 300, stretch, Colormap.Gray);
        double value = -100 + 400 * part;
        Assert.Equal(expected, display.Position(value), 6);
        Assert.Equal(value, display.ValueAt(display.Position(value)), 6);
        Assert.Equal(0, display.Position(-1000));
        Assert.Equal(1, display.Position(1000));
    }

    private static void AssertLimits(double low, double high, (double Low, double High) found)
    {
        Assert.Equal(low, found.Low, 1e-4 * (high - low));
        Assert.Equal(high, found.High, 1e-4 * (high - low));
    }

    /// <summary>Sky with stars from a linear congruential generator (1103515245, 12345, 2^31), and one pixel without value.</summary>
    private static Image<float> Sample(int width, int height, int seed)
    {
        double[] u = new double[width * height];
        long state = seed;
        for (int i = 0; i < u.Length; i++)
        {
            state = (state * 1103515245 + 12345) & 0x7fffffff;
            u[i] = state / 2147483648.0;
        }
        var image = new Image<float>(width, height);
        for (int i = 0; i < u.Length; i++)
            image.Pixels[i] = (float)(100 + 10 * (u[i] + u[(i - 1 + u.Length) % u.Length] + u[(i - 2 + u.Length) % u.Length] - 1.5) + (u[i] > 0.98 ? 5000 * u[i] : 0));
        image.Pixels[5] = float.NaN;
        return image;
    }
}
