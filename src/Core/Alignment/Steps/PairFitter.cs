using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>Fits pairs of a match, with the weights that are asked for.</summary>
internal static class PairFitter
{
    /// <summary>The fit of some pairs.</summary>
    /// <exception cref="Errors.InputException">Too few pairs, or all in one place or on one line.</exception>
    public static LinearFit Fit(ImageMatch match, IReadOnlyList<(int Reference, int Image)> pairs, PixelPosition crpix, FitGeometry geometry, ClippingOptions clipping) =>
        LinearFitter.Fit(Reference(match, pairs), Image(match, pairs), crpix, geometry, clipping, match.Errors?.For(pairs));

    /// <summary>Another geometry for exactly the pairs of a fit, with the weights that they have there.</summary>
    public static LinearFit Again(ImageMatch match, IReadOnlyList<(int Reference, int Image)> pairs, LinearFit fit, PixelPosition crpix, FitGeometry geometry)
    {
        var kept = fit.Kept.Select(k => pairs[k]).ToList();
        return LinearFitter.Fit(Reference(match, kept), Image(match, kept), crpix, geometry, new ClippingOptions(0), fit.Weights is null ? null : new FitWeighting { Fixed = fit.Weights });
    }

    private static PositionList Reference(ImageMatch match, IReadOnlyList<(int Reference, int Image)> pairs) => match.ReferencePositions.Take([.. pairs.Select(p => p.Reference)]);

    private static PositionList Image(ImageMatch match, IReadOnlyList<(int Reference, int Image)> pairs) => match.ImagePositions.Take([.. pairs.Select(p => p.Image)]);
}
