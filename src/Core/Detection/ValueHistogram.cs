namespace HstNotebooks.Detection;

/// <summary>Counts pixels in bins of equal width.</summary>
internal static class ValueHistogram
{
    /// <summary>
    /// Counts the pixels with <paramref name="start"/> &lt;= value &lt; start + step * count. Single precision, because the
    /// reference decides in single precision to which bin a value on an edge belongs.
    /// </summary>
    public static long[] Fill(ReadOnlyMemory<float> pixels, float start, float step, int count, CancellationToken cancel)
    {
        float end = start + step * count;
        float inverse = 1 / step;
        var total = new long[count];
        int blocks = (pixels.Length + ClippedMoments.BlockLength - 1) / ClippedMoments.BlockLength;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancel },
            () => new int[count],
            (block, _, counts) =>
            {
                foreach (float value in ClippedMoments.Block(pixels, block).Span)
                {
                    if (!(value >= start && value < end)) continue;
                    int bin = (int)((value - start) * inverse);
                    if ((uint)bin < (uint)counts.Length) counts[bin]++;
                }
                return counts;
            },
            counts =>
            {
                lock (total)
                {
                    for (int i = 0; i < count; i++) total[i] += counts[i];
                }
            });
        return total;
    }
}
