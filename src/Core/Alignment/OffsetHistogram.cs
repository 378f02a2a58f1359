using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>
/// Finds the offset between two lists from the two-dimensional histogram of the offsets of all pairs
/// (facts: matching-and-fitting 3.2 to 3.4).
/// </summary>
/// <remarks>
/// Different from the reference on purpose: its offsets are too large by ceil(r) - r pixels in x and y where the radius r is not a
/// whole number of pixels; here bin ceil(r) is offset zero, always.
/// </remarks>
public static class OffsetHistogram
{
    /// <summary>The largest radius, in pixels; beyond it the histogram itself becomes too large to be of use.</summary>
    public const int LargestRadius = 4000;

    /// <summary>Finds the most frequent offset.</summary>
    /// <param name="image">Positions of the image's sources, 1-based reference pixels.</param>
    /// <param name="reference">Positions of the reference sources.</param>
    /// <param name="radius">How far offsets may reach in x and in y, pixels, above 0.</param>
    /// <param name="centreX">Offset in x around which to look, pixels.</param>
    /// <param name="centreY">Offset in y around which to look, pixels.</param>
    /// <exception cref="Errors.ParameterException">The radius is not above 0 or larger than <see cref="LargestRadius"/>.</exception>
    public static OffsetPeak Find(PositionList image, PositionList reference, double radius, double centreX = 0, double centreY = 0)
    {
        if (!(radius > 0 && radius <= LargestRadius))
        {
            throw new Errors.ParameterException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a search radius of {radius} pixels cannot be used"))
            { Parameter = "searchrad", Expected = $"more than 0 and at most {LargestRadius} pixels" };
        }
        int half = (int)Math.Ceiling(radius);
        var histogram = Fill(image, reference, half, centreX, centreY);
        var peak = Evaluate(histogram, half);
        return peak with { ShiftX = peak.ShiftX + centreX, ShiftY = peak.ShiftY + centreY, CentreX = centreX, CentreY = centreY };
    }

    private static Image<int> Fill(PositionList image, PositionList reference, int half, double centreX, double centreY)
    {
        int size = 2 * half + 1;
        var histogram = new Image<int>(size, size);
        var grid = new PointGrid(reference.X, reference.Y, Math.Max(half + 0.5, 1));
        double reach = half + 0.5;
        int[] counts = histogram.Pixels;
        for (int i = 0; i < image.Count; i++)
        {
            double px = image.X[i] - centreX, py = image.Y[i] - centreY;
            if (!double.IsFinite(px) || !double.IsFinite(py)) continue;
            grid.ForEachNear(px, py, reach, j =>
            {
                double dx = px - reference.X[j] + reach, dy = py - reference.Y[j] + reach;
                if (dx >= 0 && dy >= 0 && dx < size && dy < size) counts[(int)dy * size + (int)dx]++;
            });
        }
        return histogram;
    }

    private static OffsetPeak Evaluate(Image<int> histogram, int half)
    {
        int[] counts = histogram.Pixels;
        int filled = counts.Count(c => c > 0);
        if (filled == 0)
            return new OffsetPeak(0, 0, 0, 0, histogram, "no pair of sources is closer than the search radius");

        var peak = HistogramPeak.Find(histogram);
        int most = counts.Max();
        double lowerSum = 0;
        int lowerBins = 0;
        foreach (int count in counts)
        {
            if (count <= 0 || count >= most) continue;
            lowerSum += count;
            lowerBins++;
        }
        double significance = lowerBins == 0 ? 0 : most / Math.Sqrt(lowerSum / lowerBins);
        string? warning = peak.IsAtEdge && filled > 1 ? "the offset lies at the edge of the search radius" : null;
        return new OffsetPeak(peak.X - half, peak.Y - half, significance, peak.PairCount, histogram, warning);
    }
}
