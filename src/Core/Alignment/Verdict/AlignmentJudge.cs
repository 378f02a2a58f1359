using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Decides how far an alignment can be trusted, and says why. A doubt makes it poor; no better than chance makes it fail.</summary>
internal static class AlignmentJudge
{
    /// <summary>Alignments that chance gives more often than this are failures.</summary>
    private const double LogFailed = -2;
    /// <summary>Alignments that chance gives less often than this can be good.</summary>
    private const double LogGood = -6;
    /// <summary>The largest rotation between a header and the sky that a guided HST exposure shows, degrees.</summary>
    private const double LargestRotation = 1;
    /// <summary>The largest change of scale, relative; velocity aberration and breathing stay below 2e-4, filters below 1e-3.</summary>
    private const double LargestScale = 0.002;
    /// <summary>The largest skew, degrees.</summary>
    private const double LargestSkew = 0.1;
    /// <summary>A share of chance pairs above this falsifies the fit.</summary>
    private const double LargestChanceShare = 0.3;
    /// <summary>The largest standard error of the position at a corner of the image, reference pixels.</summary>
    private const double LargestCornerError = 0.7;
    /// <summary>Trends of the residuals over the field below this are not told, above the other doubted, reference pixels.</summary>
    private const double SmallTrend = 0.02, LargestTrend = 0.15;
    /// <summary>Dates that are off by less say nothing, years.</summary>
    private const double SmallestEpoch = 0.5;
    /// <summary>By how much a wrong date may move a fit, reference pixels.</summary>
    private const double LargestDrift = 0.1;
    /// <summary>How much larger than explained the rms may be; more than three times, as of pairs spread evenly over the tolerance, is no measurement.</summary>
    private const double LargestExcess = 3;
    /// <summary>How much worse pairs may be that are left out of the fit.</summary>
    private const double LargestHeldOutRatio = 2;

    public static (AlignmentVerdict Verdict, IReadOnlyList<string> Reasons, ChanceEstimate? Chance) Judge(ImageCatalog image, ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        if (match.Fit is not { } fit)
            return (AlignmentVerdict.Failed, [.. new[] { match.Failure ?? "no fit", match.Suggestion }.OfType<string>()], null);

        var reasons = new List<string>();
        var verdict = AlignmentVerdict.Good;
        var chance = match.Chance ?? AlignmentEvidence.ChanceOf(match, frame, options);
        reasons.Add(Text($"{chance.Matches} matches within {chance.Radius:G2} pixel of the fit, {Few(chance.ExpectedByChance)} expected by chance") + Odds(chance));
        if (chance.LogFalseAlarms > LogFailed)
        {
            reasons.Add("the matches are no better than chance: the fit is not to be used");
            reasons.Add("lower the number of false sources (threshold, peakmax, use_sharp_round, dqbits), or check that the reference covers the field"
                + (options.SearchRad.IsAutomatic ? "" : "; searchrad auto looks farther"));
            return (AlignmentVerdict.Failed, reasons, chance);
        }
        if (chance.LogFalseAlarms > LogGood) Doubt("the evidence is thin; look at the residuals before you use it");
        if (match.Offset?.Warning is { } warning && match.SearchedRadius is null) Doubt(warning + "; enlarge searchrad");

        double mas = 1000 * frame.Wcs.PixelScale;
        reasons.Add(Text($"rms {fit.RmsX:F3}, {fit.RmsY:F3} pixel ({mas * fit.RmsX:F1}, {mas * fit.RmsY:F1} mas) of {fit.Count} of {match.Pairs.Count} matches") + Weighting(options));
        double rms = fit.Rmse / Math.Sqrt(2);
        if (AlignmentEvidence.ExpectedRms(match, frame.Wcs) is { } explained && rms > LargestExcess * explained)
            Doubt(Text($"an rms of {rms:F2} pixel is {rms / explained:F1} times what the errors of centroids and catalog explain ({explained:F2}): wrong matches, proper motions or distortion are in it"));
        double byChance = AlignmentEvidence.ChancePairs(chance, match.Tolerance ?? options.Tolerance);
        if (byChance > LargestChanceShare * fit.Count)
            Doubt(Text($"about {byChance:F0} of the {fit.Count} matches are chance pairs; lower tolerance or find fewer false sources"));
        if (NearMisses.Find(match, frame.Wcs, chance, match.Tolerance ?? options.Tolerance) is { } misses) Doubt(misses);
        if (match.Remark is { } remark)
        {
            if (match.IsDoubtful) Doubt(remark); else reasons.Add(remark);
        }
        JudgePlausibility(fit, Doubt);
        JudgeGeometry(image, match, frame, fit, reasons, Doubt);
        JudgeConsistency(image, match, frame, options, reasons, Doubt);
        return (verdict, reasons, chance);

        void Doubt(string reason)
        {
            reasons.Add(reason);
            verdict = AlignmentVerdict.Poor;
        }
    }

    private static void JudgePlausibility(LinearFit fit, Action<string> doubt)
    {
        double rotation = Math.Abs(Math.IEEERemainder(fit.Rotation, 360));
        if (rotation > LargestRotation) doubt(Text($"a rotation of {rotation:F3} degrees is not plausible for a guided exposure"));
        if (Math.Abs(fit.Scale - 1) > LargestScale) doubt(Text($"a scale of {fit.Scale:F5} is not plausible"));
        if (Math.Abs(fit.Skew) > LargestSkew) doubt(Text($"a skew of {fit.Skew:F3} degrees is not plausible"));
        if (fit.M11 * fit.M22 - fit.M12 * fit.M21 < 0) doubt("the fit turns the image into its mirror image");
    }

    /// <summary>How well the fit is determined over the whole image, and whether it holds for pairs that it has not seen.</summary>
    private static void JudgeGeometry(ImageCatalog image, ImageMatch match, SkyFrame frame, LinearFit fit, List<string> reasons, Action<string> doubt)
    {
        double corner = AlignmentEvidence.WorstCornerError(image, match, frame.Wcs), mas = 1000 * frame.Wcs.PixelScale;
        string size = Text($"the position at the worst corner of the image is known to {corner:F3} pixel ({mas * corner:F1} mas)");
        if (corner > LargestCornerError) doubt(size + "; more sources, or sources over more of the field, would help");
        else reasons.Add(size);
        var (heldOut, expected) = AlignmentEvidence.HeldOutRms(match);
        if (heldOut > LargestHeldOutRatio * expected && heldOut > 0.1)
            doubt(Text($"matches that are left out of the fit miss it by {heldOut:F3} pixel, expected are {expected:F3}: single matches rule the fit; use a simpler fitgeometry"));
    }

    /// <summary>Whether something in the lists contradicts the fit: their chips, their dates, the detector, or another solution.</summary>
    private static void JudgeConsistency(ImageCatalog image, ImageMatch match, SkyFrame frame, TweakRegOptions options, List<string> reasons, Action<string> doubt)
    {
        if (AlignmentEvidence.DetectorFixedShare(image, match) is > 0.5 and var share)
            doubt(Text($"{100 * share:F0} % of the matches lie on the same pixels of both detectors: they may be hot pixels; set dqbits or use_sharp_round"));
        if (ChipOffset.Find(image, match) is { } disagreement) doubt(disagreement);
        var shares = MatchShare.Of(image, match, frame);
        reasons.Add(Text($"{shares.Sum(s => s.Matched)} of the {shares.Sum(s => s.Inside)} sources that could have a match have one"));
        // A reference that grew image by image does not cover the chips alike.
        if (!options.ExpandRefCat && MatchShare.Lacking(shares) is { } lacking) doubt(lacking);
        if (RivalOffset.Find(image, match, frame.Wcs, AlignmentEvidence.SearchedRadius(match, options)) is { } rival) doubt(rival);
        if (FieldTrend.Of(match, frame.Wcs) is { LogChance: < LogGood, Amplitude: > SmallTrend } trend)
        {
            string text = Text($"the residuals follow the place in the field by {trend.Amplitude:F2} pixel");
            if (trend.Amplitude > LargestTrend) doubt(text + ": the geometry is too simple, or the distortion is that of another detector or missing");
            else reasons.Add(text);
        }
        JudgeEpoch(image, match, frame, doubt, reasons);
        if (match.Reference.IsImage) reasons.Add($"this holds relative to {match.Reference.Name}, whose own pointing error stays");
    }

    private static void JudgeEpoch(ImageCatalog image, ImageMatch match, SkyFrame frame, Action<string> doubt, List<string> reasons)
    {
        if (match.Reference.Motions is not { } motions)
        {
            if (!match.Reference.IsImage) reasons.Add("the catalog has no proper motions: its positions count as those of the day of the exposure");
            return;
        }
        if (EpochTrend.Of(match, frame.Wcs) is { } trend && Math.Abs(trend.Years) > Math.Max(SmallestEpoch, 5 * trend.Error))
        {
            string text = Text($"the residuals follow the proper motions as if the positions of the catalog were {Math.Abs(trend.Years):F1} years off (standard error {trend.Error:F1})");
            if (trend.Displacement > LargestDrift) doubt(text + Text($", which moves the fit by {trend.Displacement:F2} pixel; check ref_epoch, proper_motion and the date of the exposure"));
            else reasons.Add(text);
        }
        else if (match.Reference.MovesWithTime && (!motions.HasEpochs || image.Epoch is null))
        {
            string missing = motions.HasEpochs ? "the date of the exposure is not known" : "the catalog has proper motions but no ref_epoch";
            double drift = 10 * motions.MeanMotion / (1000 * frame.Wcs.PixelScale);
            if (drift > LargestDrift) doubt(Text($"{missing}: its stars move by {drift:F2} pixel in ten years; add the column, or set proper_motion no"));
            else reasons.Add(missing + ": positions are taken as they are");
        }
    }

    /// <summary>A number of pairs: two digits where it is small, whole where it is not.</summary>
    private static string Few(double pairs) => pairs.ToString(pairs >= 10 ? "F0" : "G2", CultureInfo.InvariantCulture);

    /// <summary>The odds in words where they can be doubted; beyond 10^20 the number says nothing more.</summary>
    private static string Odds(ChanceEstimate chance) => chance.LogFalseAlarms switch
    {
        < -20 => "",
        <= -1 => Text($"; chance does as well once in 10^{-chance.LogFalseAlarms:F0} searches"),
        _ => "; chance does as well in most searches",
    };

    /// <summary>How the pairs were weighted, where that is not DrizzlePac's way.</summary>
    private static string Weighting(TweakRegOptions options) => options.FitWeights switch
    {
        FitWeights.Brightness => ", weighted by brightness",
        FitWeights.Catalog => ", weighted by the errors of the catalog",
        FitWeights.Both => ", weighted by brightness and the errors of the catalog",
        _ => "",
    } + options.Robust switch
    {
        RobustEstimator.Huber => "; Huber's estimate, nothing was clipped",
        RobustEstimator.Biweight => "; Tukey's biweight, nothing was clipped",
        _ => "",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
