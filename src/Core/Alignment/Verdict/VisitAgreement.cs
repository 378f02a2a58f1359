using System.Globalization;

namespace HstNotebooks.Alignment;

/// <summary>
/// Compares the exposures of a visit. They share guide stars, so that the errors of their pointing agree to a fraction of an
/// arcsecond; one that stands apart is told, and doubted where its own evidence is not overwhelming.
/// </summary>
internal static class VisitAgreement
{
    /// <summary>Root names of one visit share their first letters: instrument, programme and visit.</summary>
    private const int VisitLetters = 6;
    private const int LeastExposures = 3;
    /// <summary>An exposure that differs by more than this from the median of the others stands apart, arcseconds.</summary>
    private const double LargestDifference = 0.5;
    /// <summary>Evidence beyond doubt: log10 of the false alarms.</summary>
    private const double Overwhelming = -20;

    /// <summary>The results, with a remark on those that stand apart.</summary>
    public static List<ImageAlignment> Apply(IReadOnlyList<ImageAlignment> images, double pixelScale)
    {
        var result = images.ToList();
        foreach (var visit in images.Where(i => i is { Fit: not null, Verdict: AlignmentVerdict.Good or AlignmentVerdict.Poor, FileName.Length: > VisitLetters }).GroupBy(i => i.FileName[..VisitLetters]))
        {
            if (visit.Count() < LeastExposures) continue;
            foreach (var image in visit)
            {
                var others = visit.Where(i => i != image).Select(i => i.Fit!).ToList();
                double x = Median(others.Select(f => f.ShiftX)), y = Median(others.Select(f => f.ShiftY));
                double difference = pixelScale * double.Hypot(image.Fit!.ShiftX - x, image.Fit.ShiftY - y);
                // Only one that differs from others that agree among themselves.
                double scatter = pixelScale * others.Max(f => double.Hypot(f.ShiftX - x, f.ShiftY - y));
                if (difference <= LargestDifference || scatter > LargestDifference / 2) continue;
                bool isDoubtful = !(image.Chance?.LogFalseAlarms < Overwhelming);
                string reason = string.Create(CultureInfo.InvariantCulture, $"its shift differs by {difference:F2} arcsec from those of the {others.Count} other exposures of the visit, which agree within {scatter:F2}");
                result[result.IndexOf(image)] = image with
                {
                    Reasons = [.. image.Reasons, reason],
                    Verdict = isDoubtful ? AlignmentVerdict.Poor : image.Verdict,
                };
            }
        }
        return result;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
