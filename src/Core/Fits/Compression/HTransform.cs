namespace HstNotebooks.Fits.Compression;

/// <summary>
/// The inverse H-transform of HCOMPRESS (White 1992): from the coarsest level down, sums and differences of 2 x 2 cells become
/// the four cells. Coefficients were rounded to multiples of powers of two, so that their lowest bits tell what division lost.
/// </summary>
internal static class HTransform
{
    /// <param name="a">Coefficients, rows of <paramref name="columns"/>; replaced by pixels.</param>
    /// <param name="rows">Slow axis.</param>
    /// <param name="columns">Fast axis.</param>
    /// <param name="smoothing">The scale of a lossy tile whose steps are to be smoothed; 0 for none.</param>
    public static void Invert(long[] a, int rows, int columns, int smoothing)
    {
        int levels = Hcompress.Levels(Math.Max(rows, columns));
        // A single pixel is its own sum.
        if (levels == 0) return;
        var scratch = new long[Math.Max(rows, columns)];
        a[0] = RoundTo(a[0], 1L << (levels + 1));
        for (int level = levels - 1; level >= 0; level--)
        {
            int levelRows = (rows + (1 << level) - 1) >> level, levelColumns = (columns + (1 << level) - 1) >> level;
            for (int r = 0; r < levelRows; r++) Interleave(a, r * columns, 1, levelColumns, scratch);
            for (int c = 0; c < levelColumns; c++) Interleave(a, c, columns, levelRows, scratch);
            if (smoothing > 1) HSmoothing.Apply(a, levelRows, levelColumns, columns, smoothing >> 1);
            Expand(a, levelRows, levelColumns, columns, 1L << level, level == 0 ? 2 : 1);
        }
    }

    /// <summary>One level: <paramref name="bit"/> is the size of the steps of the curvature term.</summary>
    private static void Expand(long[] a, int rows, int columns, int stride, long bit, int shift)
    {
        for (int r = 0; r < rows; r += 2)
        {
            bool lastRow = r + 1 == rows;
            for (int c = 0; c < columns; c += 2)
            {
                int at = r * stride + c, below = at + stride;
                bool lastColumn = c + 1 == columns;
                long sum = a[at];
                if (lastRow && lastColumn) a[at] = sum >> shift;
                else if (lastRow) Pair(ref a[at], ref a[at + 1], bit, shift);
                else if (lastColumn) Pair(ref a[at], ref a[below], bit, shift);
                else
                {
                    long curve = RoundTo(a[below + 1], bit);
                    long lowest = curve & bit;
                    long dx = TowardsZero(RoundTo(a[below], 2 * bit), lowest), dy = TowardsZero(RoundTo(a[at + 1], 2 * bit), lowest);
                    long second = (curve ^ dx ^ dy) & (2 * bit);
                    sum += sum >= 0 ? lowest - second : lowest == 0 ? second : lowest - second;
                    a[below + 1] = (sum + dx + dy + curve) >> shift;
                    a[below] = (sum + dx - dy - curve) >> shift;
                    a[at + 1] = (sum - dx + dy - curve) >> shift;
                    a[at] = (sum - dx - dy + curve) >> shift;
                }
            }
        }
    }

    /// <summary>At an odd edge only a sum and a difference are left.</summary>
    private static void Pair(ref long first, ref long second, long bit, int shift)
    {
        long difference = RoundTo(second, 2 * bit);
        long low = difference & (2 * bit);
        long sum = first >= 0 ? first - low : first + low;
        first = (sum - difference) >> shift;
        second = (sum + difference) >> shift;
    }

    /// <summary>The nearest multiple of a power of two; halves go away from zero.</summary>
    private static long RoundTo(long value, long step)
    {
        long half = step >> 1;
        long add = value >= 0 ? half : half - 1;
        return (value + Math.Max(add, 0)) & -step;
    }

    private static long TowardsZero(long value, long by) => value >= 0 ? value - by : value + by;

    /// <summary>Puts the first half of a line to the even and the second half to the odd places.</summary>
    private static void Interleave(long[] a, int start, int step, int count, long[] scratch)
    {
        int half = (count + 1) / 2;
        for (int i = 0; i < half; i++) scratch[2 * i] = a[start + i * step];
        for (int i = half; i < count; i++) scratch[2 * (i - half) + 1] = a[start + i * step];
        for (int i = 0; i < count; i++) a[start + i * step] = scratch[i];
    }
}
