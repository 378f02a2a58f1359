using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Matching with <c>searchrad auto</c>: offsets to 30 arcseconds and rotations to 1 degree. Nearby offsets are tried first. Every
/// candidate is refined by matching and fitting with a shrinking tolerance; the one that chance would give least often is taken.
/// </summary>
internal static class AutomaticMatcher
{
    /// <summary>How far offsets are searched, arcseconds, one step after the other.</summary>
    private static readonly double[] Radii = [3, 10, 30];
    private const double LargestRotation = 1;
    private const int Candidates = 15;
    /// <summary>An alignment rarer than this by chance ends the search; wider searches would only add rivals.</summary>
    private const double Convincing = -8;

    /// <summary>Finds the pairs; the result has no fit where nothing was found.</summary>
    public static ImageMatch Match(ImageMatch match, double[] flux, SkyFrame frame, TweakRegOptions options, CancellationToken cancel)
    {
        ImageMatch? best = null;
        double bestLog = double.PositiveInfinity;
        var image = BrightestFirst(match.ImagePositions, flux);
        if (image.Count == 0 || match.ReferencePositions.Count == 0) return match with { Failure = "there are no sources to match", Suggestion = "lower threshold" };
        var centre = new PixelPosition(image.X.Average(), image.Y.Average());
        foreach (double arcseconds in Radii)
        {
            double radius = Math.Min(arcseconds / frame.Wcs.PixelScale, OffsetHistogram.LargestRadius);
            foreach (var candidate in RotationScan.Find(image, match.ReferencePositions, centre, radius, LargestRotation, Candidates, cancel))
            {
                var start = Start(candidate, centre, new PixelPosition(frame.Wcs.CrPix1, frame.Wcs.CrPix2));
                // A peak spreads over several rotations; from each of them the refinement ends in the same place.
                if (bestLog < Convincing && IsSame(start, LinearTransform.Of(best!.Fit!), frame)) continue;
                if (Refine(match, start, radius, frame, options) is not { } refined) continue;
                double log = refined.Chance!.LogFalseAlarms;
                if (log < bestLog) (best, bestLog) = (refined, log);
            }
            if (bestLog < Convincing) break;
        }
        return best ?? match with
        {
            Failure = "no offset within 30 arcseconds and no rotation within 1 degree brings the sources onto the reference",
            Suggestion = "check that the reference covers the field, and that stars are found (threshold, conv_width)",
        };
    }

    /// <summary>Whether a start lies within the widest tolerance of a solution in every corner of the frame.</summary>
    private static bool IsSame(LinearTransform start, LinearTransform solution, SkyFrame frame)
    {
        foreach (double x in (ReadOnlySpan<double>)[1 - frame.Wcs.CrPix1, frame.Width - frame.Wcs.CrPix1])
        {
            foreach (double y in (ReadOnlySpan<double>)[1 - frame.Wcs.CrPix2, frame.Height - frame.Wcs.CrPix2])
            {
                var (ax, ay) = start.Apply(x, y);
                var (bx, by) = solution.Apply(x, y);
                if (double.Hypot(ax - bx, ay - by) > FitRefiner.WidestTolerance) return false;
            }
        }
        return true;
    }

    private static ImageMatch? Refine(ImageMatch match, LinearTransform start, double radius, SkyFrame frame, TweakRegOptions options)
    {
        if (FitRefiner.Refine(match, start, options.FitGeometry, frame, options) is not { } refined) return null;
        var result = refined with { SearchedRadius = radius, SearchedRotation = LargestRotation };
        return result with { Chance = AlignmentEvidence.ChanceOf(result, frame, options) };
    }

    /// <summary>The transformation of a candidate relative to CRPIX.</summary>
    private static LinearTransform Start(RotationScan.Candidate candidate, PixelPosition centre, PixelPosition crpix)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(candidate.Rotation));
        // v = u M + t with rotation theta: M = [[cos, -sin], [sin, cos]]; the reference point of the image's centre c lies at c - shift.
        double cx = centre.X - crpix.X, cy = centre.Y - crpix.Y, ux = cx - candidate.ShiftX, uy = cy - candidate.ShiftY;
        return new LinearTransform(cos, -sin, sin, cos, cx - (ux * cos + uy * sin), cy - (-ux * sin + uy * cos));
    }

    private static PositionList BrightestFirst(PositionList positions, double[] flux) => positions.Take([.. Enumerable.Range(0, positions.Count)
        .Where(i => double.IsFinite(positions.X[i]) && double.IsFinite(positions.Y[i]))
        .OrderByDescending(i => double.IsNaN(flux[i]) ? double.NegativeInfinity : flux[i])]);
}
