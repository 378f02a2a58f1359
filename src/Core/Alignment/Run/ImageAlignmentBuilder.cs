using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Turns what the steps found into the result of an image.</summary>
internal static class ImageAlignmentBuilder
{
    /// <summary>The result; a null match is the reference image.</summary>
    public static ImageAlignment Build(ImageCatalog image, ImageMatch? match, SkyFrame frame, TweakRegOptions options)
    {
        if (match is null)
        {
            return new ImageAlignment
            {
                Path = image.Path,
                FileName = image.FileName,
                Verdict = AlignmentVerdict.Reference,
                Reasons = ["the others were aligned to this image"],
                Sources = ResultTables.Sources(image, image.Project(frame.Wcs)),
                AlignedWcs = image.Chips.ToDictionary(c => c.ExtVer, c => c.Wcs),
            };
        }
        var (verdict, reasons, chance) = AlignmentJudge.Judge(image, match, frame, options);
        var result = new ImageAlignment
        {
            Path = image.Path,
            FileName = image.FileName,
            Verdict = verdict,
            Reasons = reasons,
            Sources = ResultTables.Sources(image, match.ImagePositions),
            Offset = match.Offset,
            Chance = chance,
            MatchCount = match.Pairs.Count,
            Epoch = match.Reference is { MovesWithTime: true, Motions.HasEpochs: true } ? image.Epoch : null,
            Fit = match.Fit,
            AlignedWcs = image.Chips.ToDictionary(c => c.ExtVer, c => c.Wcs),
        };
        if (match.Fit is not { } fit) return result;
        var (rmsRa, rmsDec) = SkyRms(fit, frame.Wcs);
        return result with
        {
            Matches = ResultTables.Matches(image, match, frame.Wcs),
            RmsRa = rmsRa,
            RmsDec = rmsDec,
            // A fit that failed is there to be looked at, not to be used.
            AlignedWcs = verdict == AlignmentVerdict.Failed ? result.AlignedWcs
                : image.Chips.ToDictionary(c => c.ExtVer, c => c.Wcs.WithLinear(WcsCorrection.FromFit(c.Wcs, frame.Wcs, HeaderUpdates.PlaneFitOf(fit)))),
        };
    }

    /// <summary>RMS_RA and RMS_DEC as TweakReg defines them: coordinate differences in degrees, RA without cos(dec) (facts: matching-and-fitting 3.9).</summary>
    private static (double Ra, double Dec) SkyRms(LinearFit fit, LinearWcs frame)
    {
        var sky = frame.PixelToSky(frame.CrPix1 + fit.RmsX, frame.CrPix2 + fit.RmsY);
        return (Math.Abs(Math.IEEERemainder(sky.Ra - frame.CrVal1, 360)), Math.Abs(sky.Dec - frame.CrVal2));
    }
}
