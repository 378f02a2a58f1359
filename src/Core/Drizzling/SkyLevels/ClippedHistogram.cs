using System.Runtime.CompilerServices;

namespace HstNotebooks.Drizzling;

/// <summary>The mode of values inside limits, by counting.</summary>
internal static class ClippedHistogram
{
    private const int Chunk = 1 << 18, MaxBins = 1 << 22;
    private const double SmallestRange = 10 * 1.1920929e-7;

    /// <summary>Whether values of a range have a histogram with bins of a width.</summary>
    public static bool Exists(double range, double width) => !(width < SmallestRange || range < SmallestRange || width > range);

    /// <summary>The mode as the reference's histogram gives it (facts: source-finding 1.2 c, d).</summary>
    public static (double Mode, bool HasHistogram) Mode(ReadOnlyMemory<float> values, double min, double range, double width)
    {
        if (!Exists(range, width)) return (min + width / 2, false);
        long wanted = (long)Math.Floor(range / width) + 1;
        int bins = (int)Math.Min(wanted, MaxBins);
        double step = range / (bins - 1);
        var counts = Count(values, new Bins((float)min, (float)(min + step * bins), (float)(1 / step), bins));

        int peak = 0;
        for (int i = 1; i < bins; i++) if (counts[i] > counts[peak]) peak = i;
        if (bins == 2) return (min + (counts[0] == counts[1] ? 1 : peak == 0 ? 0.5 : 1.5) * width, true);
        if (peak == 0) return (min + width / 2, true);
        if (peak == bins - 1) return (min + (bins - 0.5) * width, true);
        double d1 = counts[peak] - counts[peak - 1], d2 = counts[peak] - counts[peak + 1];
        double refine = d1 + d2 == 0 ? 0 : 0.5 * (d1 - d2) / (d1 + d2);
        return (min + (peak + 0.5 + refine) * width, true);
    }

    private static long[] Count(ReadOnlyMemory<float> values, Bins bins)
    {
        var total = new long[bins.Number];
        int chunks = (values.Length + Chunk - 1) / Chunk;
        Parallel.For(0, chunks, () => new int[bins.Number], (c, _, counts) =>
        {
            CountChunk(values.Span.Slice(c * Chunk, Math.Min(Chunk, values.Length - c * Chunk)), bins, counts);
            return counts;
        }, counts =>
        {
            lock (total)
            {
                for (int i = 0; i < total.Length; i++) total[i] += counts[i];
            }
        });
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountChunk(ReadOnlySpan<float> values, Bins bins, int[] counts)
    {
        foreach (float v in values)
        {
            int bin = bins.Of(v);
            if ((uint)bin < (uint)counts.Length) counts[bin]++;
        }
    }

    /// <summary>Equal bins from <paramref name="Min"/> to below <paramref name="End"/>.</summary>
    private readonly record struct Bins(float Min, float End, float PerBin, int Number)
    {
        /// <summary>The bin of a value, -1 outside.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Of(float v) => v >= Min && v < End ? Math.Min((int)((v - Min) * PerBin), Number - 1) : -1;
    }
}
