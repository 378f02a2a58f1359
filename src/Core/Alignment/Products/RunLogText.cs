using System.Globalization;
using HstNotebooks.Parameters;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>What the log says at each step, close to DrizzlePac's words so that scripts that read them keep working.</summary>
internal static class RunLogText
{
    public static void Parameters(RunLog log, TweakRegOptions options)
    {
        log.Info("PARAMETERS that differ from the defaults:");
        foreach (var (name, value) in ParameterSet.Differences(options)) log.Info($"\t{name} :\t{value}");
        if (!options.Verbose) return;
        log.Info("ALL PARAMETERS:");
        foreach (var parameter in ParameterSet.Describe<TweakRegOptions>()) log.Info($"\t{parameter.Name} ({parameter.Section}): default {ParameterSet.FormatValue(parameter.Default)}");
    }

    public static void Sources(RunLog log, ImageCatalog image, bool areFound)
    {
        log.Info();
        log.Info($"===  {(areFound ? "Source finding" : "Source catalogs")} for image '{image.FileName}':");
        foreach (var chip in image.Chips)
        {
            log.Info($"  #  Source finding for '{image.FileName}', EXT=('SCI', {chip.ExtVer})");
            if (areFound) log.Info("Finding sources using sky sigma = " + chip.SkySigma.ToString("R", CultureInfo.InvariantCulture));
            log.Info($"     Found {chip.Count} objects.");
        }
        log.Info($"===  FINAL number of objects in image '{image.FileName}': {image.Count}");
    }

    public static void Plane(RunLog log, string reference, SkyFrame frame)
    {
        log.Info();
        log.Info("===============================================================");
        log.Info("Performing alignment in the projection plane defined by the WCS");
        log.Info(Text($"derived from '{reference}': CRVAL {frame.Wcs.CrVal1:F9} {frame.Wcs.CrVal2:F9}, {frame.Wcs.PixelScale:F6} arcsec/pixel, {frame.Width} x {frame.Height} pixels"));
        log.Info("===============================================================");
    }

    public static void Fit(RunLog log, ImageCatalog image, ReferenceCatalog reference, ImageMatch match)
    {
        log.Info();
        log.Info("====================");
        log.Info($"Performing fit for: {image.FileName}");
        log.Info();
        log.Info($"Matching sources from '{image.FileName}' with sources from reference {(reference.IsImage ? "image" : "catalog")} '{reference.Name}'");
        if (match.Offset is { } offset)
        {
            log.Info("Computing initial guess for X and Y shifts...");
            log.Info($"Found initial X and Y shifts of {G(offset.ShiftX, 4)}, {G(offset.ShiftY, 4)} with significance of {G(offset.Significance, 4)} and {offset.MatchCount} matches");
        }
        log.Info($"Found {match.Pairs.Count} matches for {image.FileName}...");
        if (match.Fit is not { } fit)
        {
            log.Warning(match.Failure ?? "no fit");
            return;
        }
        log.Info($"Computed  {TransformFitter.Name(fit.Geometry)}  fit for  {image.FileName} : ");
        string shift = Text($"XSH: {fit.ShiftX:F4}  YSH: {fit.ShiftY:F4}");
        if (fit.Geometry == FitGeometry.RScale) shift += $"    ROT: {G(fit.Rotation, 10)}    SCALE: {Text($"{fit.Scale:F6}")}";
        if (fit.Geometry == FitGeometry.General) shift += $"    PROPER ROT: {G(fit.Rotation, 10)}    ";
        log.Info(shift);
        if (fit.Geometry == FitGeometry.General)
        {
            log.Info($"<ROT>: {G(fit.Rotation, 10)}  SKEW: {G(fit.Skew, 10)}    ROT_X: {G(fit.RotationX, 10)}  ROT_Y: {G(fit.RotationY, 10)}");
            log.Info($"<SCALE>: {G(fit.Scale, 10)}  SCALE_X: {G(fit.ScaleX, 10)}  SCALE_Y: {G(fit.ScaleY, 10)}");
        }
        log.Info($"FIT XRMS: {G(fit.RmsX, 2),-7}    FIT YRMS: {G(fit.RmsY, 2),-7}");
        log.Info($"FIT RMSE: {G(fit.Rmse, 2),-7}    FIT MAE: {G(fit.Mae, 2),-7}");
        log.Info($"Final solution based on  {fit.Count}  objects.");
    }

    public static void Verdict(RunLog log, ImageAlignment image)
    {
        string line = $"VERDICT for {image.FileName}: {image.Verdict.ToString().ToLowerInvariant()}: {string.Join("; ", image.Reasons)}";
        if (image.Verdict is AlignmentVerdict.Poor or AlignmentVerdict.Failed) log.Warning(line); else log.Info(line);
        if (image.Fit is not null) log.Info($"RMS_RA: {G(image.RmsRa, 2)} (deg)   RMS_DEC: {G(image.RmsDec, 2)} (deg)");
    }

    private static string G(double value, int digits) => GeneralNumber.Format(value, digits);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
