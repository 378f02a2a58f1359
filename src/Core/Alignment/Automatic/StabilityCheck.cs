using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Tests whether a fit stays where it is when the matching starts again from it with a wider tolerance. A rotation or scale beyond
/// what the tolerance allows leaves out the pairs far from where the first guess fits; the fit to the rest is then wrong, although
/// its pairs are real and its rms is small.
/// </summary>
internal static class StabilityCheck
{
    /// <summary>A fit that moves farther than this at a corner, and farther than its errors explain, is not stable; reference pixels.</summary>
    private const double LargestMove = 0.35;
    private const double LargestMoveInSigma = 2;
    private const double LargestInSigma = 4;
    /// <summary>How far away matching starts again where errors fill the tolerance, reference pixels.</summary>
    private const double StartDistance = 2;
    /// <summary>Another solution is a rival with this part of the pairs.</summary>
    private const double AsMany = 0.9;
    /// <summary>A new solution is taken over where it has so many times the pairs.</summary>
    private const double ClearlyMore = 1.15;

    /// <summary>The match, or the better one that the check found, or the match with a remark that it is not stable.</summary>
    public static ImageMatch Apply(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        if (match.Fit is null) return Rescue(match, frame, options);
        var settled = Settle(match, frame, options);
        return settled is { IsDoubtful: false, Fit: { } fit } && fit.Rmse > options.Tolerance / 3 ? OtherStarts(settled, frame, options) : settled;
    }

    /// <summary>
    /// Errors as large as the tolerance can leave a fit where it started, on one side of a broad or double peak of offsets. So the
    /// matching starts again from places around the fit: from all of them it must come back.
    /// </summary>
    private static ImageMatch OtherStarts(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        var fit = match.Fit!;
        var start = LinearTransform.Of(fit);
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(1, 0), (-1, 0), (0, 1), (0, -1)])
        {
            var moved = start with { Tx = start.Tx + StartDistance * x, Ty = start.Ty + StartDistance * y };
            if (FitRefiner.Refine(match, moved, fit.Geometry, frame, options) is not { Fit: { } other }) continue;
            double distance = double.Hypot(other.ShiftX - fit.ShiftX, other.ShiftY - fit.ShiftY);
            double error = fit.Uncertainty!.SmallSampleFactor * double.Hypot(fit.Uncertainty.PositionError(0, 0), other.Uncertainty!.PositionError(0, 0));
            if (other.Count < AsMany * fit.Count || distance < Math.Max(LargestMove, LargestInSigma * error)) continue;
            return match with
            {
                Remark = (match.Remark is { } remark ? remark + "; " : "") + Text($"matching that starts {StartDistance:G2} pixel away ends {distance:F2} pixel away with {other.Count} matches: the errors are too large for the tolerance; set searchrad auto, or take a better catalog"),
                IsDoubtful = true,
            };
        }
        return match;
    }

    private static ImageMatch Settle(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        var fit = match.Fit!;
        var geometry = fit.Geometry == FitGeometry.Shift ? FitGeometry.RScale : fit.Geometry;
        if (FitRefiner.Refine(match, LinearTransform.Of(fit), geometry, frame, options) is not { } again) return match;
        double move = Move(match, fit, again.Fit!, frame.Wcs, out double error, out double stated);
        if (!(move > Math.Max(LargestMove, LargestMoveInSigma * error))) return move > stated && fit.Rmse > options.Tolerance / 3 ? Widened(match, move / stated) : match;
        if (fit.Geometry == FitGeometry.Shift)
        {
            return match with
            {
                Remark = Text($"a rotation of {Math.IEEERemainder(again.Fit!.Rotation, 360):F4} degrees and a scale of {again.Fit.Scale:F6}, which a shift cannot follow, move a corner by {move:F2} pixel; use fitgeometry rscale"),
                IsDoubtful = true,
            };
        }
        bool isBetter = again.Fit!.Count >= ClearlyMore * fit.Count
            && AlignmentEvidence.ChanceOf(again, frame, options).LogFalseAlarms < AlignmentEvidence.ChanceOf(match, frame, options).LogFalseAlarms;
        return isBetter
            ? again with { Remark = Text($"matched again with a wider tolerance: {again.Fit.Count} matches instead of {fit.Count}, a corner moved by {move:F2} pixel") }
            : match with { Remark = Text($"with a wider tolerance a corner moves by {move:F2} pixel: the matches do not hold the fit; set searchrad auto or change tolerance"), IsDoubtful = true };
    }

    /// <summary>
    /// Where the tolerance cuts off pairs, the fit stays near the first guess and its residuals say less than they seem to: its
    /// standard errors are widened to the distance between the two fits.
    /// </summary>
    private static ImageMatch Widened(ImageMatch match, double factor)
    {
        double rms = match.Fit!.Rmse;
        return match with
        {
            Fit = match.Fit with { Uncertainty = match.Fit.Uncertainty!.Widened(factor) },
            Remark = Text($"the errors ({rms:F2} pixel) fill the tolerance; standard errors are widened by {factor:F1}, what a wider tolerance changes"),
        };
    }

    /// <summary>Too few pairs about the peak of the histogram: a rotation may have spread them.</summary>
    private static ImageMatch Rescue(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        if (match.Offset is not { MatchCount: > 2 } offset || options.FitGeometry == FitGeometry.Shift) return match;
        var again = FitRefiner.Refine(match, LinearTransform.Identity with { Tx = offset.ShiftX, Ty = offset.ShiftY }, options.FitGeometry, frame, options);
        return again is null || again.Fit!.Count < options.MinObj ? match : again with
        {
            Failure = null,
            Suggestion = null,
            Remark = Text($"matched again with a wider tolerance, because the first guess left too few matches: {again.Fit.Count} matches"),
        };
    }

    /// <summary>The largest distance between two fits at the corners of the area of the sources, and the standard errors of the second and the first there.</summary>
    private static double Move(ImageMatch match, LinearFit first, LinearFit second, LinearWcs frame, out double error, out double stated)
    {
        var (a, b) = (LinearTransform.Of(first), LinearTransform.Of(second));
        double[] x = [.. match.ImagePositions.X.Where(double.IsFinite)], y = [.. match.ImagePositions.Y.Where(double.IsFinite)];
        double worst = 0;
        (error, stated) = (0, 0);
        foreach (double cx in (ReadOnlySpan<double>)[x.Min() - frame.CrPix1, x.Max() - frame.CrPix1])
        {
            foreach (double cy in (ReadOnlySpan<double>)[y.Min() - frame.CrPix2, y.Max() - frame.CrPix2])
            {
                var (ax, ay) = a.Apply(cx, cy);
                var (bx, by) = b.Apply(cx, cy);
                double distance = double.Hypot(ax - bx, ay - by);
                if (distance > worst) (worst, error, stated) = (distance, second.Uncertainty!.PositionError(cx, cy), first.Uncertainty!.PositionError(cx, cy));
            }
        }
        return worst;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
