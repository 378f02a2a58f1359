namespace HstNotebooks.Drizzling;

/// <summary>Mode and median of values inside limits, by counting.</summary>
internal static class ClippedHistogram
{
    private const int Chunk = 1 << 18, MedianBins = 8192, MaxBins = 1 << 22;
    private const double SmallestRange = 10 * 1.1920929e-7;

    /// <summary>The mode as the reference's histogram gives it (facts: source-finding 1.2 c, d).</summary>
    public static (double Mode, bool HasHistogram) Mode(ReadOnlyMemory<float> values, double min, double range, double width)
    {
        if (width < SmallestRange || range < SmallestRange || width > range) return (min + width / 2, false);
        long wanted = (long)Math.Floor(range / width) + 1;
        int bins = (int)Math.Min(wanted, MaxBins);
        double step = range / (bins - 1);
        float perStep = (float)(1 / step);
        var counts = Count(values, bins, v => v >= min && v < min + step * bins ? (int)((v - (float)min) * perStep) : -1);

        int peak = 0;
        for (int i = 1; i < bins; i++) if (counts[i] > counts[peak]) peak = i;
        if (bins == 2) return (min + (counts[0] == counts[1] ? 1 : peak == 0 ? 0.5 : 1.5) * width, true);
        if (peak == 0) return (min + width / 2, true);
        if (peak == bins - 1) return (min + (bins - 0.5) * width, true);
        double d1 = counts[peak] - counts[peak - 1], d2 = counts[peak] - counts[peak + 1];
        double refine = d1 + d2 == 0 ? 0 : 0.5 * (d1 - d2) / (d1 + d2);
        return (min + (peak + 0.5 + refine) * width, true);
    }

    /// <summary>The exact median of the values from min to max, of which there are <paramref name="count"/>.</summary>
    public static double Median(ReadOnlyMemory<float> values, float min, float max, long count)
    {
        if (min == max) return min;
        double perBin = MedianBins / ((double)max - min);
        int BinOf(float v) => v >= min && v <= max ? Math.Min((int)((v - (double)min) * perBin), MedianBins - 1) : -1;
        var counts = Count(values, MedianBins, BinOf);
        long lowRank = (count - 1) / 2, highRank = count / 2, before = 0;
        int bin = 0;
        while (before + counts[bin] <= lowRank) before += counts[bin++];
        int lastBin = bin;
        long upTo = before + counts[bin];
        while (upTo <= highRank) upTo += counts[++lastBin];
        var near = new List<float>((int)Math.Min(upTo - before, int.MaxValue));
        foreach (float v in values.Span)
        {
            int b = BinOf(v);
            if (b >= bin && b <= lastBin) near.Add(v);
        }
        near.Sort();
        return 0.5 * ((double)near[(int)(lowRank - before)] + near[(int)(highRank - before)]);
    }

    private static long[] Count(ReadOnlyMemory<float> values, int bins, Func<float, int> binOf)
    {
        var total = new long[bins];
        int chunks = (values.Length + Chunk - 1) / Chunk;
        Parallel.For(0, chunks, () => new int[bins], (c, _, counts) =>
        {
            foreach (float v in values.Span.Slice(c * Chunk, Math.Min(Chunk, values.Length - c * Chunk)))
            {
                int bin = binOf(v);
                if ((uint)bin < (uint)counts.Length) counts[bin]++;
            }
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
}
