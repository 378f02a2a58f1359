using HstNotebooks.Errors;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Improves a rough transformation by matching and fitting in turn with a shrinking tolerance. Started with a wide tolerance it also
/// finds the pairs that a first guess without rotation leaves out.
/// </summary>
internal static class FitRefiner
{
    /// <summary>The tolerance that the refinement starts with, reference pixels.</summary>
    public const double WidestTolerance = 4;
    private static readonly double[] Tolerances = [WidestTolerance, 2.5, 1.5];
    /// <summary>The last tolerance holds this many standard deviations of the residuals, so that the fit does not feel its edge.</summary>
    private const double ToleranceInSigma = 3.3;
    private const double LargestTolerance = 3;
    private const int PairsForRotation = 5;
    private const int LastRounds = 3;

    /// <summary>The refined match, or null where too few pairs are left.</summary>
    /// <param name="match">The lists.</param>
    /// <param name="start">Where to start, relative to CRPIX.</param>
    /// <param name="geometry">What to fit in the end.</param>
    /// <param name="frame">The reference plane.</param>
    /// <param name="options">Tolerance, separation and clipping.</param>
    public static ImageMatch? Refine(ImageMatch match, LinearTransform start, FitGeometry geometry, SkyFrame frame, TweakRegOptions options)
    {
        var crpix = new PixelPosition(frame.Wcs.CrPix1, frame.Wcs.CrPix2);
        var transform = start;
        double tolerance = options.Tolerance;
        try
        {
            foreach (double wide in Tolerances)
            {
                var pairs = PairsWithin(match, transform, frame, Math.Max(wide, options.Tolerance), options.Separation);
                if (pairs.Count < 3) return null;
                transform = Improve(match, pairs, transform, crpix, out double sigma);
                tolerance = Math.Clamp(ToleranceInSigma * sigma, options.Tolerance, Math.Max(LargestTolerance, options.Tolerance));
            }
            IReadOnlyList<(int Reference, int Image)> last = [];
            for (int round = 0; round < LastRounds; round++)
            {
                last = PairsWithin(match, transform, frame, tolerance, options.Separation);
                if (last.Count < 3) return null;
                transform = Improve(match, last, transform, crpix, out _);
            }
            last = PairsWithin(match, transform, frame, tolerance, options.Separation);
            var clipping = new ClippingOptions(options.Sigma is null ? 0 : options.NClip, options.Sigma ?? 3);
            if (geometry == FitGeometry.Auto) geometry = GeometryChoice.Choose(match, last, crpix, clipping);
            if (last.Count < TransformFitter.SmallestCount(geometry) + 1) return null;
            return match with { Pairs = last, Fit = PairFitter.Fit(match, last, crpix, geometry, clipping), Tolerance = tolerance, Chance = null };
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>Rotation and scale from few pairs would run away; until there are enough only the shift is improved.</summary>
    private static LinearTransform Improve(ImageMatch match, IReadOnlyList<(int Reference, int Image)> pairs, LinearTransform transform, PixelPosition crpix, out double sigma)
    {
        if (pairs.Count >= PairsForRotation)
        {
            var fit = PairFitter.Fit(match with { Errors = null }, pairs, crpix, FitGeometry.RScale, new ClippingOptions(3, 2.5));
            sigma = fit.Rmse / Math.Sqrt(2);
            return LinearTransform.Of(fit);
        }
        double x = 0, y = 0, squares = 0;
        foreach (var (r, i) in pairs)
        {
            var (fx, fy) = transform.Apply(match.ReferencePositions.X[r] - crpix.X, match.ReferencePositions.Y[r] - crpix.Y);
            double dx = match.ImagePositions.X[i] - crpix.X - fx, dy = match.ImagePositions.Y[i] - crpix.Y - fy;
            (x, y, squares) = (x + dx / pairs.Count, y + dy / pairs.Count, squares + (dx * dx + dy * dy) / pairs.Count);
        }
        sigma = Math.Sqrt(Math.Max(0, squares - x * x - y * y) / 2);
        return transform with { Tx = transform.Tx + x, Ty = transform.Ty + y };
    }

    private static IReadOnlyList<(int Reference, int Image)> PairsWithin(ImageMatch match, LinearTransform transform, SkyFrame frame, double tolerance, double separation) =>
        ToleranceMatcher.Match(transform.Invert(match.ImagePositions, frame.Wcs), match.ReferencePositions, match.ThinnedReference, 0, 0, tolerance, separation);
}
