using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Drizzling;

/// <summary>The numbers that minmed needs, for eight pixels at a time: the values are sorted across the images by minima and maxima.</summary>
internal static class SortedPixels
{
    /// <summary>Sorting by exchange of neighbours costs the square of the number of images, so many images go one pixel at a time.</summary>
    public const int MaxImages = 16;

    /// <summary>Fills median, minimum, weight (0 where all are masked) and noise; returns how many pixels it did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(CombineBand band, int length, float[] medians, float[] lows, float[] weights, float[] noises, float[] background, float[] readNoise)
    {
        int images = band.Sources.Count, i = 0;
        Span<Vector256<float>> sorted = stackalloc Vector256<float>[MaxImages];
        Vector256<float> masked = Vector256.Create(float.PositiveInfinity), zero = Vector256<float>.Zero;
        Vector256<float> lowest = Vector256.Create(band.LowThreshold), highest = Vector256.Create(band.HighThreshold);
        for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> weight = zero, variance = zero;
            var count = Vector256<int>.Zero;
            for (int n = 0; n < images; n++)
            {
                var v = Vector256.LoadUnsafe(ref band.Values[n * band.Stride], (nuint)i);
                var w = Vector256.LoadUnsafe(ref band.Weights[n * band.Stride], (nuint)i);
                var good = ~Vector256.LessThan(w, Vector256.Create(band.Limits[n]));
                var use = good & Vector256.GreaterThanOrEqual(v, lowest) & Vector256.LessThan(v, highest);
                count -= use.AsInt32();
                weight += w;
                variance += w * background[n] + (good & Vector256.Create(readNoise[n]));
                v = Vector256.ConditionalSelect(use, v, masked);
                for (int k = 0; k < n; k++)
                {
                    var other = sorted[k];
                    sorted[k] = Vector256.MinNative(other, v);
                    v = Vector256.MaxNative(other, v);
                }
                sorted[n] = v;
            }
            var none = Vector256.Equals(count, Vector256<int>.Zero).AsSingle();
            var median = Vector256.AndNot(Median(sorted[..images], count), none);
            median.StoreUnsafe(ref medians[0], (nuint)i);
            Vector256.AndNot(sorted[0], none).StoreUnsafe(ref lows[0], (nuint)i);
            Vector256.AndNot(weight, none).StoreUnsafe(ref weights[0], (nuint)i);
            Vector256.Sqrt(Vector256.MaxNative(zero, median * weight + variance)).StoreUnsafe(ref noises[0], (nuint)i);
        }
        return i;
    }

    /// <summary>Of n values the mean where there are two images, else the median of the n - 1 lowest (the value itself where n is 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Median(Span<Vector256<float>> sorted, Vector256<int> count)
    {
        var half = Vector256.Create(0.5f);
        var result = sorted[0];
        if (sorted.Length == 2)
            return Vector256.ConditionalSelect(Vector256.Equals(count, Vector256.Create(2)).AsSingle(), half * (sorted[0] + sorted[1]), result);
        for (int n = 3; n <= sorted.Length; n++)
        {
            int left = n - 1;
            var median = (left & 1) == 1 ? sorted[left / 2] : half * (sorted[left / 2 - 1] + sorted[left / 2]);
            result = Vector256.ConditionalSelect(Vector256.Equals(count, Vector256.Create(n)).AsSingle(), median, result);
        }
        return result;
    }
}
