using System.Numerics;
using System.Runtime.CompilerServices;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The minmed combination: the median m of the unmasked values, replaced by their minimum lo where lo W is below
/// m W - n rms, with W the sum of weights and rms the noise expected in m W. Next to such a pixel the second, smaller n counts.
/// </summary>
internal sealed class MinMedCombine(CombineBand band, CombineOptions options)
{
    /// <summary>The band.</summary>
    public CombineBand Band => band;

    private readonly int grow = Math.Max(0, options.Grow);
    private float[] medians = [], lows = [], weights = [], noises = [];
    private int[] flags = [];

    /// <summary>Combines <paramref name="rows"/> rows of the band from its row <paramref name="offset"/> into the result from <paramref name="firstRow"/> on.</summary>
    public void Run(int offset, int rows, Image<float> result, int firstRow)
    {
        int width = band.Width, length = band.Rows * width;
        if (medians.Length < length) (medians, lows, weights, noises, flags) = (new float[length], new float[length], new float[length], new float[length], new int[length]);
        Central(length);
        Flag(length);
        for (int r = 0; r < rows; r++) Decide(offset + r, result.Row(firstRow + r));
    }

    /// <summary>Median, minimum, sum of weights and noise of every pixel.</summary>
    private void Central(int length)
    {
        int images = band.Sources.Count;
        float[] background = [.. band.Sources.Select(s => (float)(s.Sky / s.ExposureTime))], readNoise = [.. band.Sources.Select(s => (float)(s.ReadNoise * s.ReadNoise))];
        int start = images <= SortedPixels.MaxImages ? SortedPixels.Run(band, length, medians, lows, weights, noises, background, readNoise) : 0;
        for (int index = start; index < length; index++)
        {
            var values = band.Collect(index);
            float median = values.IsEmpty ? 0 : OfTwo(values, images), low = values.IsEmpty ? 0 : values[0];
            float weight = 0, variance = 0;
            for (int i = 0; i < images; i++)
            {
                float w = band.Weights[i * band.Stride + index];
                weight += w;
                variance += w * background[i] + (band.IsGood(i, index) ? readNoise[i] : 0);
            }
            (medians[index], lows[index], weights[index]) = (median, low, values.IsEmpty ? 0 : weight);
            noises[index] = MathF.Sqrt(MathF.Max(0, median * weight + variance));
        }
    }

    /// <summary>Two images: their mean; else the median without the highest value, which is the value itself where only one is left.</summary>
    private static float OfTwo(ReadOnlySpan<float> values, int images)
    {
        if (images != 2) return CombineBand.Median(values, 0, images > 1 ? 1 : 0);
        return values.Length == 1 ? values[0] : 0.5f * (values[0] + values[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Flag(int length)
    {
        float sigma = (float)options.Sigma1;
        int i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(weights, i);
            Vector.LessThan(new Vector<float>(lows, i) * w, new Vector<float>(medians, i) * w - new Vector<float>(noises, i) * sigma).CopyTo(flags, i);
        }
        for (; i < length; i++) flags[i] = lows[i] * weights[i] < medians[i] * weights[i] - noises[i] * sigma ? -1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Decide(int bandRow, Span<float> row)
    {
        int width = band.Width;
        float sigma2 = (float)options.Sigma2;
        bool keepRaw = options.Type == CombineType.IMinMed;
        for (int x = 0; x < row.Length; x++)
        {
            int index = bandRow * width + x;
            if (weights[index] == 0)
            {
                row[x] = keepRaw ? band.FirstRaw(index) : medians[index];
                continue;
            }
            float w = weights[index];
            bool low = flags[index] != 0
                || (grow > 0 && lows[index] * w < medians[index] * w - noises[index] * sigma2 && AnyNear(x, bandRow));
            row[x] = low ? lows[index] : medians[index];
        }
    }

    private bool AnyNear(int x, int y)
    {
        int left = Math.Max(0, x - grow), right = Math.Min(band.Width - 1, x + grow);
        for (int v = Math.Max(0, y - grow); v <= Math.Min(band.Rows - 1, y + grow); v++)
            if (flags.AsSpan(v * band.Width + left, right - left + 1).ContainsAnyExcept(0)) return true;
        return false;
    }
}
