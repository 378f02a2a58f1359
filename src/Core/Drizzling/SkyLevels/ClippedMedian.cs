using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The exact median of values inside limits: a sample tells between which values it lies, those are collected, and the rest is
/// only counted. Where the sample misleads, all values inside the limits are collected.
/// </summary>
internal static class ClippedMedian
{
    private const int Chunk = 1 << 15;
    /// <summary>How far from the middle of the sample the median is looked for, in square roots of its size (twice the standard deviation of the rank).</summary>
    private const double SampleReach = 2;

    /// <summary>The median of the values from min to max, of which there are <paramref name="count"/>; the mean of the two middle ones where that is even.</summary>
    public static double Of(ReadOnlyMemory<float> values, float min, float max, long count)
    {
        if (min == max) return min;
        long lowRank = (count - 1) / 2, highRank = count / 2;
        var (low, high) = Bracket(values.Span, min, max);
        return Between(values, min, low, high, lowRank, highRank) ?? Between(values, min, min, max, lowRank, highRank)!.Value;
    }

    /// <summary>The mean of the values of two neighbouring ranks, null where they are not between low and high.</summary>
    private static double? Between(ReadOnlyMemory<float> values, float min, float low, float high, long lowRank, long highRank)
    {
        var (below, inside, count) = Collect(values, min, low, high);
        try
        {
            if (below > lowRank || below + count <= highRank) return null;
            int first = (int)(lowRank - below), second = (int)(highRank - below);
            float middle = Select(inside.AsSpan(0, count), first);
            return first == second ? middle : 0.5 * ((double)middle + Least(inside.AsSpan(second, count - second)));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(inside);
        }
    }

    private static (float Low, float High) Bracket(ReadOnlySpan<float> values, float min, float max)
    {
        // The work on the sample and on what lies between its limits are then alike.
        int step = Math.Max(1, (int)(2 * Math.Cbrt(values.Length)));
        var sample = new List<float>(values.Length / step + 1);
        for (int i = 0; i < values.Length; i += step)
            if (values[i] >= min && values[i] <= max) sample.Add(values[i]);
        int reach = (int)(SampleReach * Math.Sqrt(sample.Count)), middle = sample.Count / 2;
        if (middle - reach < 0 || middle + reach >= sample.Count) return (min, max);
        sample.Sort();
        return (sample[middle - reach], sample[middle + reach]);
    }

    /// <summary>How many values lie from min to below low, and the values from low to high, in a rented array.</summary>
    private static (long Below, float[] Inside, int Count) Collect(ReadOnlyMemory<float> values, float min, float low, float high)
    {
        int chunks = (values.Length + Chunk - 1) / Chunk;
        var parts = new (int Below, float[] Inside, int Count)[chunks];
        Parallel.For(0, chunks, c => parts[c] = CollectChunk(values.Span.Slice(c * Chunk, Math.Min(Chunk, values.Length - c * Chunk)), min, low, high));
        float[] inside = ArrayPool<float>.Shared.Rent(parts.Sum(p => p.Count));
        int at = 0;
        long below = 0;
        foreach (var part in parts)
        {
            part.Inside.AsSpan(0, part.Count).CopyTo(inside.AsSpan(at));
            ArrayPool<float>.Shared.Return(part.Inside);
            at += part.Count;
            below += part.Below;
        }
        return (below, inside, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Below, float[] Inside, int Count) CollectChunk(ReadOnlySpan<float> values, float min, float low, float high)
    {
        // There is room for all values of a chunk, so the array never grows; the few that are kept go into one of their number, as those of all chunks are rented together.
        float[] inside = ArrayPool<float>.Shared.Rent(values.Length);
        int n = 0, i = 0;
        Vector256<float> mins = Vector256.Create(min), lows = Vector256.Create(low), highs = Vector256.Create(high);
        var counts = Vector256<int>.Zero;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var v = Vector256.LoadUnsafe(ref first, (nuint)i);
            counts -= (Vector256.GreaterThanOrEqual(v, mins) & Vector256.LessThan(v, lows)).AsInt32();
            uint hits = (Vector256.GreaterThanOrEqual(v, lows) & Vector256.LessThanOrEqual(v, highs)).ExtractMostSignificantBits();
            if (hits == 0) continue;
            for (; hits != 0; hits &= hits - 1) inside[n++] = Unsafe.Add(ref first, i + System.Numerics.BitOperations.TrailingZeroCount(hits));
        }
        int below = Vector256.Sum(counts);
        for (; i < values.Length; i++)
        {
            float v = values[i];
            if (v >= min && v < low) below++;
            if (v >= low && v <= high) inside[n++] = v;
        }
        float[] kept = ArrayPool<float>.Shared.Rent(n);
        inside.AsSpan(0, n).CopyTo(kept);
        ArrayPool<float>.Shared.Return(inside);
        return (below, kept, n);
    }

    /// <summary>The value of a rank (Hoare 1961); lower ones stand before it then, higher ones behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Select(Span<float> values, int rank)
    {
        int first = 0, last = values.Length - 1;
        while (first < last)
        {
            float pivot = MedianOfThree(values[first], values[first + (last - first) / 2], values[last]);
            int i = first, j = last;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (rank <= j) last = j;
            else if (rank >= i) first = i;
            else break;
        }
        return values[rank];
    }

    private static float MedianOfThree(float a, float b, float c) => MathF.Max(MathF.Min(a, b), MathF.Min(MathF.Max(a, b), c));

    private static float Least(ReadOnlySpan<float> values)
    {
        float least = values[0];
        foreach (float v in values) least = MathF.Min(least, v);
        return least;
    }
}
