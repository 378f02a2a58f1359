using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Decides how far an alignment can be trusted, and says why.</summary>
internal static class AlignmentJudge
{
    /// <summary>Alignments that chance gives more often than this are failures.</summary>
    private const double LogFailed = -2;
    /// <summary>Alignments that chance gives less often than this can be good.</summary>
    private const double LogGood = -6;
    /// <summary>The largest rotation between a header and the sky that a guided HST exposure shows, degrees.</summary>
    private const double LargestRotation = 1;
    /// <summary>The largest change of scale, relative.</summary>
    private const double LargestScale = 0.003;
    /// <summary>The largest skew, degrees.</summary>
    private const double LargestSkew = 0.1;

    public static (AlignmentVerdict Verdict, IReadOnlyList<string> Reasons, ChanceEstimate? Chance) Judge(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        if (match.Fit is not { } fit)
            return (AlignmentVerdict.Failed, [.. new[] { match.Failure ?? "no fit", match.Suggestion }.OfType<string>()], null);

        var reasons = new List<string>();
        var verdict = AlignmentVerdict.Good;
        var chance = Chance(match, fit, frame, options);
        string evidence = Text($"{chance.Matches} matches within {chance.Radius:G2} pixel of the fit, {chance.ExpectedByChance:G2} expected by chance (10^{chance.LogFalseAlarms:F0} false alarms)");
        reasons.Add(evidence);
        if (chance.LogFalseAlarms > LogFailed)
        {
            reasons.Add("the matches are no better than chance: the fit is not to be used");
            reasons.Add("lower the number of false sources (threshold, peakmax, use_sharp_round, dqbits), check that the reference covers the field, or change searchrad");
            return (AlignmentVerdict.Failed, reasons, chance);
        }
        if (chance.LogFalseAlarms > LogGood) Doubt("the evidence is thin; look at the residuals before you use it");
        if (match.Offset?.Warning is { } warning) Doubt(warning + "; enlarge searchrad");
        double rotation = Math.Abs(Math.IEEERemainder(fit.Rotation, 360));
        if (rotation > LargestRotation) Doubt(Text($"a rotation of {rotation:F3} degrees is not plausible for a guided exposure"));
        if (Math.Abs(fit.Scale - 1) > LargestScale) Doubt(Text($"a scale of {fit.Scale:F5} is not plausible"));
        if (Math.Abs(fit.Skew) > LargestSkew) Doubt(Text($"a skew of {fit.Skew:F3} degrees is not plausible"));
        reasons.Add(Text($"rms {fit.RmsX:F3}, {fit.RmsY:F3} pixel ({1000 * frame.Wcs.PixelScale * fit.RmsX:F1}, {1000 * frame.Wcs.PixelScale * fit.RmsY:F1} mas) of {fit.Count} of {match.Pairs.Count} matches"));
        return (verdict, reasons, chance);

        void Doubt(string reason)
        {
            reasons.Add(reason);
            verdict = AlignmentVerdict.Poor;
        }
    }

    private static ChanceEstimate Chance(ImageMatch match, LinearFit fit, SkyFrame frame, TweakRegOptions options)
    {
        var fitted = LinearTransform.Of(fit).Invert(match.ImagePositions, frame.Wcs);
        double searched = match.Offset is { } offset ? offset.Histogram.Width / 2.0 : options.Tolerance;
        return ChanceEstimate.Of(fitted, match.ReferencePositions, match.Pairs, options.Tolerance, searched,
            TransformFitter.SmallestCount(fit.Geometry));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
