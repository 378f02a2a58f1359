using HstNotebooks.Images;

namespace HstNotebooks.Pictures;

/// <summary>Display limits between which a given part of the pixels lies.</summary>
public static class PercentileLimits
{
    private const int MaximumSample = 1_000_000;

    /// <summary>The limits that hold the middle <paramref name="percent"/> of the finite pixels (of a regular sample of a million where there are more).</summary>
    public static (double Low, double High) Limits(Image<float> image, double percent = 99.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        int stride = Math.Max(1, image.Pixels.Length / MaximumSample);
        var sample = new List<float>();
        for (int i = 0; i < image.Pixels.Length; i += stride)
            if (float.IsFinite(image.Pixels[i])) sample.Add(image.Pixels[i]);
        if (sample.Count == 0) return (0, 1);
        sample.Sort();
        double low = At(sample, (100 - percent) / 200), high = At(sample, (100 + percent) / 200);
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }

    private static double At(List<float> sorted, double part)
    {
        double at = part * (sorted.Count - 1);
        int i = Math.Min((int)at, sorted.Count - 2);
        return sorted.Count == 1 ? sorted[0] : sorted[i] + (at - i) * ((double)sorted[i + 1] - sorted[i]);
    }
}
