using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>
/// How much more the numbers of chance pairs scatter than Poisson numbers do. Cosmic rays and bright stars are found as several
/// sources next to each other, so that chance pairs come in clumps.
/// </summary>
internal static class OverDispersion
{
    private const int Box = 3;
    private const int LeastBoxes = 30;

    /// <summary>Variance over mean of the counts in boxes of 3 x 3 bins away from the highest bin; at least 1.</summary>
    public static double Of(Image<int> histogram)
    {
        int at = Array.IndexOf(histogram.Pixels, histogram.Pixels.Max());
        return Of(histogram, (at % histogram.Width, at / histogram.Width));
    }

    /// <summary>The same away from given peaks (column and row of a bin).</summary>
    public static double Of(Image<int> histogram, params ReadOnlySpan<(int X, int Y)> peaks)
    {
        double sum = 0, squares = 0;
        int boxes = 0;
        for (int y = 0; y + Box <= histogram.Height; y += Box)
        {
            for (int x = 0; x + Box <= histogram.Width; x += Box)
            {
                bool isPeak = false;
                foreach (var peak in peaks) isPeak |= Math.Abs(x + 1 - peak.X) <= 2 * Box && Math.Abs(y + 1 - peak.Y) <= 2 * Box;
                if (isPeak) continue;
                double count = 0;
                for (int j = 0; j < Box; j++)
                {
                    for (int i = 0; i < Box; i++) count += histogram[y + j, x + i];
                }
                (sum, squares, boxes) = (sum + count, squares + count * count, boxes + 1);
            }
        }
        if (boxes < LeastBoxes || sum == 0) return 1;
        double mean = sum / boxes, variance = (squares - sum * mean) / (boxes - 1);
        return Math.Max(1, variance / mean);
    }
}
