using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Matches the sources of an image with the reference and fits the transformation (facts: matching-and-fitting).</summary>
internal static class ImageMatcher
{
    /// <summary>Radius of the histogram that is shown where the offset was found otherwise, reference pixels.</summary>
    private const double HistogramRadius = 25;

    /// <summary>Matches and fits; what goes wrong is told in the result.</summary>
    public static ImageMatch Match(ImageCatalog image, ReferenceCatalog reference, SkyFrame frame, TweakRegOptions options, CancellationToken cancel)
    {
        var atEpoch = reference.At(image.Epoch);
        var referencePositions = atEpoch.Project(frame.Wcs);
        var result = new ImageMatch
        {
            Reference = atEpoch,
            ReferencePositions = referencePositions,
            ThinnedReference = ToleranceMatcher.Thin(referencePositions, options.Separation),
            ImagePositions = image.Project(frame.Wcs),
            Errors = SourceErrors.Of(image, atEpoch, frame.Wcs, options),
        };
        if (options.SearchRad.IsAutomatic && options.Use2DHist) return WithHistogram(AutomaticMatcher.Match(result, image.Flux, frame, options, cancel));
        if (image.Count < Math.Max(1, options.MinObj))
        {
            return result with
            {
                Failure = $"only {image.Count} sources in the image; minobj asks for {options.MinObj}",
                Suggestion = "lower threshold, or minobj where the field is sparse",
            };
        }

        double offsetX = options.XOffset, offsetY = options.YOffset;
        if (options.Use2DHist)
        {
            double radius = options.SearchUnits == SearchUnits.Pixels ? options.SearchRad.Value : options.SearchRad.Value / frame.Wcs.PixelScale;
            var peak = OffsetHistogram.Find(result.ImagePositions, result.ReferencePositions, radius, options.XOffset, options.YOffset);
            result = result with { Offset = peak };
            (offsetX, offsetY) = (peak.ShiftX, peak.ShiftY);
            if (peak.MatchCount == 0)
            {
                return result with
                {
                    Failure = "no source of the image lies within the search radius of a reference source",
                    Suggestion = "check that the reference covers the field, or enlarge searchrad",
                };
            }
        }
        result = result with
        {
            Pairs = ToleranceMatcher.Match(result.ImagePositions, result.ReferencePositions, result.ThinnedReference, offsetX, offsetY, options.Tolerance, options.Separation),
        };
        return StabilityCheck.Apply(MatchAgain(Fit(result, frame, options), frame, options), frame, options);
    }

    /// <summary>The histogram about the offset that was found, for the plots.</summary>
    private static ImageMatch WithHistogram(ImageMatch match) => match.Fit is not { } fit ? match
        : match with { Offset = OffsetHistogram.Find(match.ImagePositions, match.ReferencePositions, HistogramRadius, fit.ShiftX, fit.ShiftY) };

    /// <summary>
    /// Matches once more about the fit. The first guess is good to a fraction of a pixel only and knows no rotation, so pairs near
    /// the tolerance or far from the centre are missed; the reference leaves it at that. Kept where it finds more pairs. Not done
    /// where the errors fill the tolerance, because pairs cut off at its edge would then pull the fit.
    /// </summary>
    private static ImageMatch MatchAgain(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        if (match.Fit is not { } fit || fit.Rmse > options.Tolerance / 3) return match;
        var fitted = LinearTransform.Of(fit).Invert(match.ImagePositions, frame.Wcs);
        var pairs = ToleranceMatcher.Match(fitted, match.ReferencePositions, match.ThinnedReference, 0, 0, options.Tolerance, options.Separation);
        if (pairs.Count <= match.Pairs.Count) return match;
        var again = Fit(match with { Pairs = pairs, Fit = null }, frame, options);
        return again.Fit is { } better && better.Count > fit.Count ? again : match;
    }

    private static ImageMatch Fit(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        if (match.Pairs.Count < options.MinObj)
        {
            return match with
            {
                Failure = string.Create(CultureInfo.InvariantCulture, $"{match.Pairs.Count} matches within {options.Tolerance} pixel; minobj asks for {options.MinObj}"),
                Suggestion = "enlarge searchrad or tolerance, change threshold so that more stars and fewer cosmic rays are found, or lower minobj where the field is sparse",
            };
        }
        try
        {
            var crpix = new PixelPosition(frame.Wcs.CrPix1, frame.Wcs.CrPix2);
            var clipping = new ClippingOptions(options.Sigma is null ? 0 : options.NClip, options.Sigma ?? 3);
            var geometry = options.FitGeometry == FitGeometry.Auto ? GeometryChoice.Choose(match, match.Pairs, crpix, clipping) : options.FitGeometry;
            return match with { Fit = PairFitter.Fit(match, match.Pairs, crpix, geometry, clipping) };
        }
        catch (InputException e)
        {
            return match with { Failure = e.Message, Suggestion = "use fitgeometry shift, or find more sources" };
        }
    }
}
