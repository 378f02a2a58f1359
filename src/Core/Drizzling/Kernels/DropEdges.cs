using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Signed areas between the edges of a quadrilateral and the floors of pixels. The overlap of a quadrilateral with a pixel is the
/// sum over its edges of the area between the edge and the floor of the pixel, cut to the pixel (facts: drizzle-kernels 6.4, square).
/// </summary>
internal static class DropEdges
{
    /// <summary>
    /// Adds one edge of eight quadrilaterals. <paramref name="over"/> holds, for column c and level n, the area of the part of column
    /// [c, c + 1] that lies under the edges and over y = n, in place 3 c + n.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector512<double> xa, Vector512<double> ya, Vector512<double> xb, Vector512<double> yb,
        int columns, int rows, ref Vector512<double> over)
    {
        var zero = Vector512<double>.Zero;
        var (slope, halfPerSlope) = Slopes(xb - xa, yb - ya);
        var x1 = Vector512.MaxNative(xa, zero);
        var x2 = Vector512.MaxNative(xb, zero);
        for (int c = 0; c < columns; c++)
        {
            var right = Vector512.Create(c + 1.0);
            var cut1 = Vector512.MinNative(x1, right);
            var cut2 = Vector512.MinNative(x2, right);
            var y1 = Vector512.FusedMultiplyAdd(slope, cut1 - xa, ya);
            var y2 = Vector512.FusedMultiplyAdd(slope, cut2 - xa, ya);
            var halfWidth = (cut2 - cut1) * Vector512.Create(0.5);
            ref var column = ref Unsafe.Add(ref over, 3 * c);
            column = Vector512.FusedMultiplyAdd(halfWidth, y1 + y2, column);
            AddOver(y1 - Vector512<double>.One, y2 - Vector512<double>.One, halfWidth, halfPerSlope, ref Unsafe.Add(ref column, 1));
            if (rows == 3)
                AddOver(y1 - Vector512.Create(2.0), y2 - Vector512.Create(2.0), halfWidth, halfPerSlope, ref Unsafe.Add(ref column, 2));
            x1 = Vector512.MaxNative(x1, right);
            x2 = Vector512.MaxNative(x2, right);
        }
    }

    /// <summary>
    /// The same for windows of any size, slower: the area of column c over y = n goes to place rows c + n.
    /// </summary>
    public static void AddWide(Vector512<double> xa, Vector512<double> ya, Vector512<double> xb, Vector512<double> yb, int columns, int rows, Span<Vector512<double>> over)
    {
        var zero = Vector512<double>.Zero;
        var (slope, halfPerSlope) = Slopes(xb - xa, yb - ya);
        for (int c = 0; c < columns; c++)
        {
            var left = Vector512.Create((double)c);
            var right = Vector512.Create(c + 1.0);
            var cut1 = Vector512.MinNative(Vector512.MaxNative(xa, left), right);
            var cut2 = Vector512.MinNative(Vector512.MaxNative(xb, left), right);
            var y1 = Vector512.FusedMultiplyAdd(slope, cut1 - xa, ya);
            var y2 = Vector512.FusedMultiplyAdd(slope, cut2 - xa, ya);
            var halfWidth = (cut2 - cut1) * Vector512.Create(0.5);
            // A column that the edge does not reach.
            if (Vector512.EqualsAll(halfWidth, zero)) continue;
            ref var column = ref over[rows * c];
            column = Vector512.FusedMultiplyAdd(halfWidth, y1 + y2, column);
            for (int n = 1; n < rows; n++)
                AddOver(y1 - Vector512.Create((double)n), y2 - Vector512.Create((double)n), halfWidth, halfPerSlope, ref Unsafe.Add(ref column, n));
        }
    }

    /// <summary>Slope of an edge, and half its inverse by amount; both 0 where the edge is upright, has no width then, or level, and never crosses a level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Slope, Vector512<double> HalfPerSlope) Slopes(Vector512<double> dx, Vector512<double> dy)
    {
        var zero = Vector512<double>.Zero;
        var product = dx * dy;
        var inverse = Vector512<double>.One / product;
        var plain = Vector512.Equals(product, zero);
        return (Vector512.ConditionalSelect(plain, zero, dy * dy * inverse),
            Vector512.ConditionalSelect(plain, zero, Vector512.Abs(dx * dx * inverse) * Vector512.Create(0.5)));
    }

    /// <summary>Where the edge crosses the level, only the part above counts: its width follows from the slope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOver(Vector512<double> y1, Vector512<double> y2, Vector512<double> halfWidth, Vector512<double> halfPerSlope, ref Vector512<double> sum)
    {
        var zero = Vector512<double>.Zero;
        var p1 = Vector512.MaxNative(y1, zero);
        var p2 = Vector512.MaxNative(y2, zero);
        var whole = Vector512.Abs(halfWidth);
        var cut = Vector512.MinNative(whole, Vector512.Abs(p2 - p1) * halfPerSlope);
        var width = Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.MinNative(y1, y2), zero), whole, cut);
        sum = Vector512.FusedMultiplyAdd(Vector512.CopySign(width, halfWidth), p1 + p2, sum);
    }

    /// <summary>Signed area between an edge and the floor y = 0, cut to the unit square.</summary>
    public static double AreaBelow(double xa, double ya, double xb, double yb)
    {
        double dx = xb - xa;
        if (dx == 0) return 0;
        double slope = (yb - ya) / dx;
        double left = Math.Clamp(xa, 0, 1), right = Math.Clamp(xb, 0, 1);
        double y1 = ya + slope * (left - xa), y2 = ya + slope * (right - xa), width = right - left;
        return AreaOver(y1, y2, width, slope, 0) - AreaOver(y1, y2, width, slope, 1);
    }

    private static double AreaOver(double y1, double y2, double width, double slope, double level)
    {
        double p1 = Math.Max(0, y1 - level), p2 = Math.Max(0, y2 - level);
        if (Math.Min(p1, p2) <= 0)
        {
            if (Math.Max(p1, p2) <= 0) return 0;
            width = Math.CopySign(Math.Min(Math.Abs(width), Math.Abs((p2 - p1) / slope)), width);
        }
        return width * (p1 + p2) * 0.5;
    }
}
