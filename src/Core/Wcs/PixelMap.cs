namespace HstNotebooks.Wcs;

/// <summary>
/// Maps pixels of a distorted chip onto an output frame, through a grid of exact nodes with bilinear (step 10, DrizzlePac's)
/// or better interpolation, or exactly. Built once per chip and frame and shared by every step. Immutable; thread safe.
/// </summary>
public sealed class PixelMap
{
    /// <summary>Builds the map. <paramref name="step"/>: node spacing in pixels, 0 = exact at every pixel.</summary>
    public static PixelMap Build(ImageWcs chip, LinearWcs output, int step = 10, CancellationToken cancel = default) => throw new NotImplementedException();
    /// <summary>Output positions (0-based) of the pixels (0-based) x0 + i + dx, y + dy for i = 0 .. count-1 of a row.</summary>
    public void MapRow(double y, double x0, Span<double> outX, Span<double> outY) => throw new NotImplementedException();
    /// <summary>Output position (0-based) of one position (0-based) of the chip.</summary>
    public (double X, double Y) Map(double x, double y) => throw new NotImplementedException();
}
