using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Looks for another offset that explains nearly as many sources as the fit does. It is there where the field repeats itself, where an
/// exposure holds every star twice (a jump of the telescope), and where a catalog holds two catalogs with different zero points;
/// which of the two is right, the lists cannot say.
/// </summary>
internal static class RivalOffset
{
    /// <summary>A rival needs this part of the fit's own pairs.</summary>
    private const double LeastShare = 0.5;
    /// <summary>How rare chance must make it: log10.</summary>
    private const double Convincing = -6;
    private const int LargestRadius = 250;
    private const int BoxHalf = 1;
    /// <summary>Farther off than the sources of one star or of one track of a cosmic ray are from each other, pixels.</summary>
    private const int LeastDistance = 4;
    private const int SampledSources = 5000;

    /// <summary>Says which rival there is; null where there is none.</summary>
    public static string? Find(ImageCatalog image, ImageMatch match, LinearWcs frame, double searched)
    {
        int[] sample = Sample(match.ImagePositions.Count);
        var fitted = LinearTransform.Of(match.Fit!).Invert(match.ImagePositions.Take(sample), frame);
        int radius = (int)Math.Clamp(Math.Ceiling(searched), 2 * LeastDistance, LargestRadius);
        var histogram = OffsetHistogram.Find(fitted, match.ReferencePositions, radius).Histogram;
        var sums = new BoxSums(histogram.Pixels, histogram.Width);
        double pairs = sums.Around(radius, radius, BoxHalf), box = (2 * BoxHalf + 1) * (2 * BoxHalf + 1);
        double background = (double)histogram.Pixels.Sum() / histogram.Pixels.Length * box;
        var best = (X: 0, Y: 0, Count: 0);
        for (int y = BoxHalf; y < histogram.Height - BoxHalf; y++)
        {
            for (int x = BoxHalf; x < histogram.Width - BoxHalf; x++)
            {
                if (Math.Abs(x - radius) < LeastDistance && Math.Abs(y - radius) < LeastDistance) continue;
                int count = sums.Around(x, y, BoxHalf);
                if (count > best.Count) best = (x - radius, y - radius, count);
            }
        }
        if (best.Count - background < LeastShare * (pairs - background)) return null;
        // Pairs that come in clumps, as those of bright stars' spikes do, are no rival.
        double dispersion = OverDispersion.Of(histogram, (radius, radius), (radius + best.X, radius + best.Y));
        double log = Math.Log10(histogram.Pixels.Length) + ChanceEstimate.LogPoissonTail((best.Count - 1) / dispersion, Math.Max(background, 1e-4) / dispersion);
        return log > Convincing || IsOfDetector(image, match, sample, fitted, best.X, best.Y) ? null : string.Create(CultureInfo.InvariantCulture,
            $"an offset of ({best.X}, {best.Y}) pixel from this one brings {best.Count} sources together, this one {pairs:F0}: the field repeats itself, or one of the lists holds its stars twice");
    }

    /// <summary>Whether the rival is the pattern of hot pixels, which every other exposure of the detector shows at the offset of the dither.</summary>
    private static bool IsOfDetector(ImageCatalog image, ImageMatch match, int[] sample, PositionList fitted, double x, double y)
    {
        if (match.Reference.Original is not { } original) return false;
        var pairs = ToleranceMatcher.Match(fitted, match.ReferencePositions, match.ThinnedReference, x, y, BoxHalf + 0.5, 0);
        int same = pairs.Count(p => Math.Abs(original.X[p.Reference] - image.X[sample[p.Image]]) < 0.5 && Math.Abs(original.Y[p.Reference] - image.Y[sample[p.Image]]) < 0.5);
        return same > 0.3 * pairs.Count;
    }

    /// <summary>Sources spread evenly over a long list; the numbers of both solutions shrink alike.</summary>
    private static int[] Sample(int count)
    {
        int step = Math.Max(1, count / SampledSources);
        return [.. Enumerable.Range(0, count / step).Select(i => i * step)];
    }
}
