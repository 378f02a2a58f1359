using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Sources without a partner that lie just beyond the tolerance of a reference source without one. Where there are more than chance and a
/// fair part of the matches, they are stars that the fit has lost: its few matches agree by luck, and its errors are larger than their scatter.
/// </summary>
internal static class NearMisses
{
    /// <summary>log10 of how often chance may give as many.</summary>
    private const double LogChance = -3;
    /// <summary>The scatter of more matches than these does not come out small by luck.</summary>
    private const int MostMatches = 20;
    /// <summary>Fewer than this part of the matches do not matter.</summary>
    private const double LeastShare = 0.15;

    /// <summary>Says how many there are; null where they do not matter.</summary>
    public static string? Find(ImageMatch match, LinearWcs frame, ChanceEstimate chance, double tolerance)
    {
        const double reach = FitRefiner.WidestTolerance;
        if (tolerance >= reach || match.Fit!.Count > MostMatches) return null;
        var (taken, takenReference) = (match.Pairs.Select(p => p.Image).ToHashSet(), match.Pairs.Select(p => p.Reference).ToHashSet());
        double expected = chance.ExpectedByChance * (reach * reach - tolerance * tolerance) / (chance.Radius * chance.Radius);
        // With many expected the question does not arise, and long lists need not be searched.
        if (expected > match.Pairs.Count) return null;
        var image = LinearTransform.Of(match.Fit).Invert(match.ImagePositions.Take([.. Enumerable.Range(0, match.ImagePositions.Count).Where(i => !taken.Contains(i))]), frame);
        var reference = match.ReferencePositions.Take([.. match.ThinnedReference.Where(r => !takenReference.Contains(r))]);
        int count = ToleranceMatcher.Match(image, reference, 0, 0, reach, 0).Count;
        if (count - expected < LeastShare * match.Fit.Count || ChanceEstimate.LogPoissonTail(count, expected) > LogChance) return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"{count} more sources lie within {reach} pixel of a reference source that has no match either: the errors are larger than the scatter of the matches; enlarge tolerance");
    }
}
