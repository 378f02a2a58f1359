using HstNotebooks.Images;

namespace HstNotebooks.Pictures;

/// <summary>
/// The display limits of IRAF's zscale: a straight line is fitted to the sorted values of a sample of the pixels, outliers rejected, and
/// the limits are where that line, made steeper by the contrast, meets the ends about the median.
/// </summary>
/// <remarks>The constants are those of IRAF as astropy's ZScaleInterval has them, with which the limits agree.</remarks>
public static class ZScale
{
    private const int MinimumPixels = 5, MaximumIterations = 5;
    private const double MaximumRejected = 0.5, RejectionSigma = 2.5;

    /// <summary>The limits for an image; (0, 1) where it has no finite pixel.</summary>
    /// <param name="image">The image; pixels that are not finite are left out.</param>
    /// <param name="contrast">Smaller values let more of the range saturate less; 0 gives the range of the sample.</param>
    /// <param name="samples">Number of pixels looked at.</param>
    public static (double Low, double High) Limits(Image<float> image, double contrast = 0.25, int samples = 1000)
    {
        float[] sorted = Sample(image, samples);
        if (sorted.Length == 0) return (0, 1);
        Array.Sort(sorted);
        double low = sorted[0], high = sorted[^1];
        if (FitSlope(sorted) is { } slope)
        {
            if (contrast > 0) slope /= contrast;
            int count = sorted.Length, centre = (count - 1) / 2;
            double median = count % 2 == 1 ? sorted[centre] : 0.5 * ((double)sorted[centre] + sorted[centre + 1]);
            low = Math.Max(low, median - (centre - 1) * slope);
            high = Math.Min(high, median + (count - centre) * slope);
        }
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    /// <summary>Every n-th finite pixel in memory order.</summary>
    private static float[] Sample(Image<float> image, int samples)
    {
        float[] pixels = image.Pixels;
        long finite = 0;
        foreach (float p in pixels) if (float.IsFinite(p)) finite++;
        long stride = Math.Max(1, finite / samples);
        var sample = new List<float>(samples);
        long index = 0;
        foreach (float p in pixels)
        {
            if (!float.IsFinite(p)) continue;
            if (index++ % stride != 0) continue;
            sample.Add(p);
            if (sample.Count == samples) break;
        }
        return [.. sample];
    }

    /// <summary>Slope of the line through the sorted values, or null where too few of them lie on one.</summary>
    private static double? FitSlope(float[] sorted)
    {
        int count = sorted.Length, needed = Math.Max(MinimumPixels, (int)(count * MaximumRejected));
        bool[] rejected = new bool[count];
        int good = count, before = count + 1, grow = Math.Max(1, (int)(count * 0.01));
        double slope = 0;
        for (int iteration = 0; iteration < MaximumIterations && good < before && good >= needed; iteration++)
        {
            (slope, double intercept) = FitLine(sorted, rejected);
            double limit = RejectionSigma * Deviation(sorted, rejected, slope, intercept);
            for (int i = 0; i < count; i++)
                if (Math.Abs(sorted[i] - (slope * i + intercept)) > limit) rejected[i] = true;
            rejected = Grow(rejected, grow);
            (before, good) = (good, rejected.Count(r => !r));
        }
        return good >= needed ? slope : null;
    }

    private static (double Slope, double Intercept) FitLine(float[] values, bool[] rejected)
    {
        double n = 0, meanX = 0, meanY = 0, sxx = 0, sxy = 0;
        for (int i = 0; i < values.Length; i++)
            if (!rejected[i]) { n++; meanX += i; meanY += values[i]; }
        meanX /= n;
        meanY /= n;
        for (int i = 0; i < values.Length; i++)
            if (!rejected[i]) { sxx += (i - meanX) * (i - meanX); sxy += (i - meanX) * (values[i] - meanY); }
        double slope = sxx > 0 ? sxy / sxx : 0;
        return (slope, meanY - slope * meanX);
    }

    private static double Deviation(float[] values, bool[] rejected, double slope, double intercept)
    {
        double n = 0, sum = 0, squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (rejected[i]) continue;
            double d = values[i] - (slope * i + intercept);
            (n, sum, squares) = (n + 1, sum + d, squares + d * d);
        }
        return Math.Sqrt(Math.Max(0, squares / n - sum / n * (sum / n)));
    }

    /// <summary>Rejects the neighbours of rejected values too, over a window of <paramref name="width"/>.</summary>
    private static bool[] Grow(bool[] rejected, int width)
    {
        int after = (width - 1) / 2, before = width - 1 - after;
        bool[] grown = new bool[rejected.Length];
        for (int i = 0; i < rejected.Length; i++)
            if (rejected[i])
                for (int j = Math.Max(0, i - after); j <= Math.Min(rejected.Length - 1, i + before); j++) grown[j] = true;
        return grown;
    }
}
