using HstNotebooks.Images;

namespace HstNotebooks.Pictures;

/// <summary>How pixel values become colours: limits, stretch and colour map.</summary>
/// <param name="Low">The value that gets the first colour.</param>
/// <param name="High">The value that gets the last colour.</param>
/// <param name="Stretch">How values between are spread.</param>
/// <param name="Colours">The colour map.</param>
public sealed record PixelDisplay(double Low, double High, Stretch Stretch, Colormap Colours)
{
    /// <summary>ZScale limits, linear stretch, gray.</summary>
    public static PixelDisplay ForImage(Image<float> image)
    {
        var (low, high) = ZScale.Limits(image);
        return new(low, high, Stretch.Linear, Colormap.Gray);
    }

    /// <summary>Where a value lies among the colours, 0 to 1; NaN stays NaN.</summary>
    public double Position(double value)
    {
        double u = Math.Clamp((value - Low) / (High > Low ? High - Low : 1), 0, 1);
        return Stretch switch
        {
            Stretch.Sqrt => Math.Sqrt(u),
            Stretch.Log => Math.Log(1 + 1000 * u) / Math.Log(1001),
            Stretch.Asinh => Math.Asinh(u / 0.1) / Math.Asinh(1 / 0.1),
            _ => u,
        };
    }

    /// <summary>The value at a position among the colours: the inverse of <see cref="Position"/>.</summary>
    public double ValueAt(double position)
    {
        double u = Stretch switch
        {
            Stretch.Sqrt => position * position,
            Stretch.Log => (Math.Exp(position * Math.Log(1001)) - 1) / 1000,
            Stretch.Asinh => 0.1 * Math.Sinh(position * Math.Asinh(1 / 0.1)),
            _ => position,
        };
        return Low + u * (High - Low);
    }

    /// <summary>The colour of a value; pixels without value are drawn in the map's own colour for them.</summary>
    public Colour ColourOf(double value) => double.IsNaN(value) ? Colours.Missing : Colours.At(Position(value));
}
