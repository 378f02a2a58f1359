using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>Counts values in equal bins; a value on the last border belongs to the last bin.</summary>
internal static class Binning
{
    public static (double[] Edges, double[] Counts) Count(IEnumerable<double> values, int bins, double? from, double? to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] finite = [.. values.Where(double.IsFinite)];
        var (low, high) = Limits(finite, from, to);
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => low + (high - low) * i / bins)];
        double[] counts = new double[bins];
        foreach (double value in finite)
            if (value >= low && value <= high) counts[Bin(value, low, high, bins)]++;
        return (edges, counts);
    }

    public static ImageSeries Count2D(IReadOnlyList<double> x, IReadOnlyList<double> y, int bins, string barTitle)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (x0, x1) = Limits([.. x.Where(double.IsFinite)], null, null);
        var (y0, y1) = Limits([.. y.Where(double.IsFinite)], null, null);
        var counts = new Image<float>(bins, bins);
        for (int i = 0; i < x.Count; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i])) counts[Bin(y[i], y0, y1, bins), Bin(x[i], x0, x1, bins)]++;
        float most = counts.Pixels.Max();
        return new ImageSeries(counts, x0, x1, y0, y1, new PixelDisplay(0, Math.Max(1, most), Stretch.Linear, Colormap.Viridis), barTitle);
    }

    private static int Bin(double value, double low, double high, int bins) => Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1);

    private static (double Low, double High) Limits(double[] finite, double? from, double? to)
    {
        double low = from ?? (finite.Length == 0 ? 0 : finite.Min()), high = to ?? (finite.Length == 0 ? 1 : finite.Max());
        return high > low ? (low, high) : (low - 0.5, low + 0.5);
    }
}
