using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Compares the aligned images of a run with one another: where two overlap, the same stars must lie in the same places, whatever the
/// errors of the catalog are. A catalog whose errors are as large as the tolerance can hold an image in the wrong place with hundreds of matches;
/// the other images show it.
/// </summary>
internal static class MutualAgreement
{
    /// <summary>Every image is compared with so many that follow it in the list.</summary>
    private const int Neighbours = 4;
    private const int MostSources = 2000;
    /// <summary>How far stars are searched around their places, reference pixels.</summary>
    private const int Radius = 6;
    /// <summary>How rare chance must make the common stars: log10.</summary>
    private const double Convincing = -6;
    private const double LargestOffset = 0.3;
    private const double LargestInSigma = 4;

    private readonly record struct Comparison(int First, int Second, double X, double Y, bool Agrees);

    /// <summary>The results, those that contradict more images than they agree with made poor.</summary>
    public static List<ImageAlignment> Apply(IReadOnlyList<ImageCatalog> images, IReadOnlyDictionary<ImageCatalog, ImageMatch> matches, IReadOnlyList<ImageAlignment> alignments, LinearWcs frame)
    {
        var result = alignments.ToList();
        int[] usable = [.. Enumerable.Range(0, images.Count).Where(i => alignments[i] is { Fit: not null, Verdict: AlignmentVerdict.Good or AlignmentVerdict.Poor } && matches.ContainsKey(images[i]))];
        var fitted = usable.ToDictionary(i => i, i => Brightest(images[i], matches[images[i]], frame));
        var comparisons = new List<Comparison>();
        for (int a = 0; a < usable.Length; a++)
        {
            for (int b = a + 1; b < Math.Min(usable.Length, a + 1 + Neighbours); b++)
                if (Compare(usable[a], usable[b]) is { } comparison) comparisons.Add(comparison);
        }
        foreach (int i in usable)
        {
            var own = comparisons.Where(c => c.First == i || c.Second == i).ToList();
            var against = own.Where(c => !c.Agrees).ToList();
            if (against.Count == 0) continue;
            var worst = against.MaxBy(c => double.Hypot(c.X, c.Y));
            double sign = worst.First == i ? 1 : -1;
            string reason = string.Create(CultureInfo.InvariantCulture,
                $"its stars lie ({sign * worst.X:F2}, {sign * worst.Y:F2}) pixel from those of {images[worst.First == i ? worst.Second : worst.First].FileName}; it contradicts {against.Count} of {own.Count} images that it overlaps");
            result[i] = result[i] with
            {
                Reasons = [.. result[i].Reasons, reason],
                Verdict = against.Count > own.Count - against.Count ? AlignmentVerdict.Poor : result[i].Verdict,
            };
        }
        return result;

        Comparison? Compare(int first, int second)
        {
            var (a, b) = (fitted[first], fitted[second]);
            if (Offset(images[first], a.Positions, a.Index, images[second], b.Positions, b.Index) is not { } offset) return null;
            double limit = Math.Max(LargestOffset, LargestInSigma * double.Hypot(double.Hypot(Error(first, offset), Error(second, offset)), offset.Error));
            return new Comparison(first, second, offset.X, offset.Y, double.Hypot(offset.X, offset.Y) <= limit);
        }

        double Error(int image, CommonStars at)
        {
            var uncertainty = alignments[image].Fit!.Uncertainty!;
            return uncertainty.SmallSampleFactor * uncertainty.PositionError(at.MeanX - frame.CrPix1, at.MeanY - frame.CrPix2);
        }
    }

    /// <summary>The brightest sources brought onto the reference by the fit, and their places in the list of the image.</summary>
    private static (PositionList Positions, int[] Index) Brightest(ImageCatalog image, ImageMatch match, LinearWcs frame)
    {
        int[] index = [.. Enumerable.Range(0, image.Count).OrderByDescending(i => double.IsNaN(image.Flux[i]) ? 0 : image.Flux[i]).ThenBy(i => i).Take(MostSources)];
        return (LinearTransform.Of(match.Fit!).Invert(match.ImagePositions.Take(index), frame), index);
    }

    private readonly record struct CommonStars(double X, double Y, double Error, double MeanX, double MeanY);

    /// <summary>The most frequent offset between the sources of two images (first minus second); null where there are no common stars.</summary>
    private static CommonStars? Offset(ImageCatalog first, PositionList a, int[] indexA, ImageCatalog second, PositionList b, int[] indexB)
    {
        var pairs = new List<(double X, double Y, int At)>();
        var grid = new PointGrid(b.X, b.Y, Radius);
        for (int i = 0; i < a.Count; i++)
        {
            double x = a.X[i], y = a.Y[i];
            if (!double.IsFinite(x) || !double.IsFinite(y)) continue;
            int at = i, source = indexA[i];
            grid.ForEachNear(x, y, Radius, j =>
            {
                double dx = x - b.X[j], dy = y - b.Y[j];
                int other = indexB[j];
                // What lies in the middle of the same pixel of the detector may be a hot one.
                bool isHot = first.ExtVer[source] == second.ExtVer[other] && AlignmentEvidence.IsCentred(first.X[source]) && AlignmentEvidence.IsCentred(second.X[other])
                    && Math.Abs(first.X[source] - second.X[other]) < 0.5 && Math.Abs(first.Y[source] - second.Y[other]) < 0.5;
                if (!isHot && Math.Abs(dx) <= Radius && Math.Abs(dy) <= Radius) pairs.Add((dx, dy, at));
            });
        }
        if (pairs.Count < 4) return null;
        // The place with most pairs within a pixel, then their mean.
        var best = pairs.MaxBy(p => pairs.Count(q => double.Hypot(q.X - p.X, q.Y - p.Y) <= 1));
        double cx = best.X, cy = best.Y;
        var near = pairs;
        for (int round = 0; round < 5; round++)
        {
            near = [.. pairs.Where(p => double.Hypot(p.X - cx, p.Y - cy) <= 1)];
            if (near.Count == 0) return null;
            (cx, cy) = (near.Average(p => p.X), near.Average(p => p.Y));
        }
        double side = 2.0 * Radius, expected = (pairs.Count - near.Count) / (side * side) * Math.PI;
        if (Math.Log10(side * side) + ChanceEstimate.LogPoissonTail(near.Count - 1, Math.Max(expected, 0.01)) > Convincing) return null;
        double scatter = Math.Sqrt(near.Average(p => (p.X - cx) * (p.X - cx) + (p.Y - cy) * (p.Y - cy)));
        return new CommonStars(cx, cy, scatter / Math.Sqrt(near.Count), near.Average(p => a.X[p.At]), near.Average(p => a.Y[p.At]));
    }
}
