using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Matches the sources of an image with the reference and fits the transformation (facts: matching-and-fitting).</summary>
internal static class ImageMatcher
{
    /// <summary>Matches and fits; what goes wrong is told in the result.</summary>
    public static ImageMatch Match(ImageCatalog image, ReferenceCatalog reference, SkyFrame frame, TweakRegOptions options)
    {
        var atEpoch = reference.At(image.Epoch);
        var result = new ImageMatch
        {
            Reference = atEpoch,
            ReferencePositions = atEpoch.Project(frame.Wcs),
            ImagePositions = image.Project(frame.Wcs),
        };
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
            var peak = OffsetHistogram.Find(result.ImagePositions, result.ReferencePositions, radius);
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
            Pairs = ToleranceMatcher.Match(result.ImagePositions, result.ReferencePositions, offsetX, offsetY, options.Tolerance, options.Separation),
        };
        return Fit(result, frame, options);
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
            var fit = LinearFitter.Fit(match.ReferencePositions.Take([.. match.Pairs.Select(p => p.Reference)]),
                match.ImagePositions.Take([.. match.Pairs.Select(p => p.Image)]),
                new PixelPosition(frame.Wcs.CrPix1, frame.Wcs.CrPix2), options.FitGeometry,
                new ClippingOptions(options.Sigma is null ? 0 : options.NClip, options.Sigma ?? 3));
            return match with { Fit = fit };
        }
        catch (InputException e)
        {
            return match with { Failure = e.Message, Suggestion = "use fitgeometry shift, or find more sources" };
        }
    }
}
