namespace HstNotebooks.Wcs;

/// <summary>
/// Maps pixels of a distorted chip onto an output frame. Built once per chip and frame and shared by every step (drizzle maps
/// pixel corners and centres with it, blot maps the pixels of the chip into the drizzled frame). Immutable; thread safe.
/// </summary>
/// <remarks>
/// Step 0 is the full distortion at every position, to 1e-9 output pixel: SIP by Horner's rule, bilinear tables, and one projective
/// map for TAN to TAN at a few positions of each stretch of a row between two kinks of the tables, and polynomials through them. It
/// needs no preparation, and is fast enough to be the default.
/// A step above 0 interpolates bilinearly between exact nodes, as DrizzlePac does with step 10: nodes at the 1-based pixels
/// 0, step, 2 step, ... (trunc(N/step) + 2 of them on each axis); the error on HST chips is mostly below 1e-3 output pixel, but
/// reaches 0.002 at the kinks of the lookup tables and 0.004 where the output pixels are much smaller than those of the chip.
/// </remarks>
public abstract class PixelMap
{
    private protected PixelMap(int width, int height) => (Width, Height) = (width, height);

    /// <summary>NAXIS1 of the chip.</summary>
    public int Width { get; }
    /// <summary>NAXIS2 of the chip.</summary>
    public int Height { get; }
    /// <summary>Node spacing in pixels; 0 where every position is exact.</summary>
    public abstract int Step { get; }

    /// <summary>Builds the map.</summary>
    /// <param name="chip">The WCS of the chip.</param>
    /// <param name="output">The WCS of the output frame.</param>
    /// <param name="step">Node spacing in pixels: 10 is DrizzlePac's, 0 is exact at every pixel.</param>
    /// <param name="cancel">Stops the building.</param>
    public static PixelMap Build(ImageWcs chip, LinearWcs output, int step = 10, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var exact = new ExactPixelMap(chip, output);
        return step == 0 ? SmoothPixelMap.Of(exact, chip.Distortion) : new GridPixelMap(exact, step, cancel);
    }

    /// <summary>
    /// Output positions (0-based) of the positions (x0 + i, y), i = 0 .. count-1, of a row of the chip (0-based, not necessarily
    /// whole numbers: the lower left corner of the first pixel is (-0.5, -0.5)). The count is the length of the outputs.
    /// A position that cannot be projected becomes NaN.
    /// </summary>
    public abstract void MapRow(double y, double x0, Span<double> outX, Span<double> outY);

    /// <summary>Output position (0-based) of one position (0-based) of the chip.</summary>
    public (double X, double Y) Map(double x, double y)
    {
        double outX = 0, outY = 0;
        MapRow(y, x, new Span<double>(ref outX), new Span<double>(ref outY));
        return (outX, outY);
    }
}
