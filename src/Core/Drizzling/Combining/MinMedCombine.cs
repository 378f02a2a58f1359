using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The minmed combination: the median m of the unmasked values, replaced by their minimum lo where lo W is below
/// m W - n rms, with W the sum of weights and rms the noise expected in m W. Next to such a pixel the second, smaller n counts.
/// </summary>
internal static class MinMedCombine
{
    /// <summary>Combines <paramref name="rows"/> rows of a band from its row <paramref name="offset"/> into the result from <paramref name="firstRow"/> on.</summary>
    public static void Run(CombineBand band, CombineOptions options, int offset, int rows, Image<float> result, int firstRow)
    {
        int width = band.Width, length = band.Rows * width;
        float[] medians = new float[length], lows = new float[length], weights = new float[length], noises = new float[length];
        bool[] flags = new bool[length];
        bool keepRaw = options.Type == CombineType.IMinMed;
        for (int index = 0; index < length; index++)
        {
            var values = band.Collect(index);
            if (values.IsEmpty) continue;
            float low = values[0], median = Central(values, band.Sources.Count);
            var (weight, noise) = Noise(band, index, median);
            (medians[index], lows[index], weights[index], noises[index]) = (median, low, weight, noise);
            flags[index] = options.Grow > 0 && low * weight < median * weight - options.Sigma1 * noise;
        }

        for (int r = 0; r < rows; r++)
        {
            var row = result.Row(firstRow + r);
            for (int x = 0; x < width; x++)
            {
                int index = (offset + r) * width + x;
                if (weights[index] == 0)
                {
                    row[x] = keepRaw ? band.FirstRaw(index) : medians[index];
                    continue;
                }
                double sigma = options.Grow > 0 && AnyNear(flags, width, band.Rows, x, offset + r, options.Grow) ? options.Sigma2 : options.Sigma1;
                float w = weights[index];
                row[x] = lows[index] * w < medians[index] * w - sigma * noises[index] ? lows[index] : medians[index];
            }
        }
    }

    /// <summary>Two images: their mean; else the median without the highest value, which is the value itself where only one is left.</summary>
    private static float Central(ReadOnlySpan<float> values, int images)
    {
        if (images != 2) return CombineBand.Median(values, 0, images > 1 ? 1 : 0);
        return values.Length == 1 ? values[0] : 0.5f * (values[0] + values[1]);
    }

    /// <summary>Sum of the weights, and sqrt(max(0, m W + sum of weight sky / exposure + sum of squared read noises)).</summary>
    private static (float Weight, float Noise) Noise(CombineBand band, int index, float median)
    {
        double weight = 0, background = 0, readNoise = 0;
        for (int i = 0; i < band.Values.Length; i++)
        {
            var source = band.Sources[i];
            float w = band.Weights[i][index];
            weight += w;
            background += w * (source.Sky / source.ExposureTime);
            if (band.IsGood(i, index)) readNoise += source.ReadNoise * source.ReadNoise;
        }
        return ((float)weight, (float)Math.Sqrt(Math.Max(0, median * weight + background + readNoise)));
    }

    private static bool AnyNear(bool[] flags, int width, int rows, int x, int y, int reach)
    {
        for (int v = Math.Max(0, y - reach); v <= Math.Min(rows - 1, y + reach); v++)
            for (int u = Math.Max(0, x - reach); u <= Math.Min(width - 1, x + reach); u++)
                if (flags[v * width + u]) return true;
        return false;
    }
}
