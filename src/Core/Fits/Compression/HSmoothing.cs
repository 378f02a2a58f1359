namespace HstNotebooks.Fits.Compression;

/// <summary>
/// The smoothing of lossy HCOMPRESS tiles (White 1992): differences that were rounded away are interpolated from the sums of
/// neighbouring cells, within half the rounding step and without making new extremes.
/// </summary>
internal static class HSmoothing
{
    /// <param name="a">Interleaved coefficients of a level.</param>
    /// <param name="rows">Rows of the level.</param>
    /// <param name="columns">Columns of the level.</param>
    /// <param name="stride">Elements between rows.</param>
    /// <param name="limit">The largest change of a coefficient.</param>
    public static void Apply(long[] a, int rows, int columns, int stride, long limit)
    {
        for (int r = 2; r < rows - 2; r += 2)
            for (int c = 0; c < columns; c += 2) Slope(a, r * stride + c, 2 * stride, stride, limit);
        for (int r = 0; r < rows; r += 2)
            for (int c = 2; c < columns - 2; c += 2) Slope(a, r * stride + c, 2, 1, limit);
        for (int r = 2; r < rows - 2; r += 2)
            for (int c = 2; c < columns - 2; c += 2) Curvature(a, r * stride + c, stride, limit);
    }

    /// <summary>The difference of a cell along one axis, from the cells before and behind it.</summary>
    private static void Slope(long[] a, int at, int toNeighbour, int toDifference, long limit)
    {
        long before = a[at - toNeighbour], here = a[at], behind = a[at + toNeighbour];
        long highest = Math.Max(Math.Min(behind - here, here - before), 0) << 2;
        long lowest = Math.Min(Math.Max(behind - here, here - before), 0) << 2;
        if (lowest >= highest) return;
        long wanted = Math.Clamp(behind - before, lowest, highest);
        a[at + toDifference] += Step(wanted - (a[at + toDifference] << 3), 3, limit);
    }

    private static void Curvature(long[] a, int at, int stride, long limit)
    {
        int up = 2 * stride;
        long mm = a[at - up - 2], pm = a[at + up - 2], mp = a[at - up + 2], pp = a[at + up + 2], here = a[at];
        long x = a[at + stride] << 1, y = a[at + 1] << 1;
        long highest = Math.Min(
            Math.Min(Math.Max(pp - here, 0) - x - y, Math.Max(here - pm, 0) + x - y),
            Math.Min(Math.Max(here - mp, 0) - x + y, Math.Max(mm - here, 0) + x + y)) << 4;
        long lowest = Math.Max(
            Math.Max(Math.Min(pp - here, 0) - x - y, Math.Min(here - pm, 0) + x - y),
            Math.Max(Math.Min(here - mp, 0) - x + y, Math.Min(mm - here, 0) + x + y)) << 4;
        if (lowest >= highest) return;
        long wanted = Math.Clamp(pp + mm - mp - pm, lowest, highest);
        int corner = at + stride + 1;
        a[corner] += Step(wanted - (a[corner] << 6), 6, limit);
    }

    /// <summary>A change divided by a power of two, towards zero, and limited.</summary>
    private static long Step(long change, int shift, long limit) =>
        Math.Clamp(change >= 0 ? change >> shift : (change + (1L << shift) - 1) >> shift, -limit, limit);
}
