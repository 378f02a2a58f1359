using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Drizzling;

/// <summary>Refuses what only a late step would find out, before the first step, and says which parameters have no effect.</summary>
internal static class RunChecks
{
    /// <summary>Exposure times that differ by more than this factor are said where the minimum of a few is taken.</summary>
    private const double UnequalTimes = 4;

    public static void Check(DrizzleRun run)
    {
        var o = run.Options;
        AtomicFile.RequireWritable(run.OutputRoot + "_" + run.Suffix + ".fits", "output");
        if (o.DrizCombine) _ = BlendedHeaders.Rules(run);
        if (o.Median) ImageCombiner.CheckRejects(run.Exposures.Count, MedianStep.Options(o));
        if (o.SkySub && o.SkyFile.Trim().Length > 0) _ = SkyValues.Read(o.SkyFile.Trim(), "skyfile");
        else if (!o.SkySub && o.SkyUser.Trim().StartsWith('@')) _ = SkyValues.Read(o.SkyUser.Trim()[1..], "skyuser");
        else if (o.SkySub) _ = SkyUserMasks.Read(o.SkyMaskCat);
        foreach (var exposure in run.Exposures)
        {
            if (o.DrizCombine && o.FinalWhtType == WeightType.Ivm && exposure.InverseVarianceFile is { } map) InputException.ThrowIfMissing(map, "input", "inverse variance file");
            RequireWritable(exposure.Path);
            if (exposure.DataQualityFile is { } quality && quality != exposure.Path) RequireWritable(quality);
        }
        Warn(run);
    }

    /// <summary>What the user set and the run does not use.</summary>
    private static void Warn(DrizzleRun run)
    {
        var o = run.Options;
        if (o.SkySub && o.SkyUser.Trim().Length > 0) run.Warnings.Add("skyuser is not used, because skysub is true and the sky is measured; set skysub to false where it is subtracted already");
        if (!o.SkySub && o.SkyFile.Trim().Length > 0) run.Warnings.Add("skyfile is not used, because skysub is false");
        if (o.Blot && o.BlotAddSky && o.BlotSkyVal != 0) run.Warnings.Add("blot_skyval is not used, because blot_addsky is true");
        if (o.DrizCombine && !Drizzler.ConservesFlux(o.FinalKernel))
            run.Warnings.Add($"final_kernel {o.FinalKernel.ToString().ToLowerInvariant()} conserves flux nearly, not exactly; square, turbo and point do");
        double shortest = run.Exposures.Min(e => e.ExposureTime), longest = run.Exposures.Max(e => e.ExposureTime);
        if (o.DrizCr && o.CombineType is (CombineType.MinMed or CombineType.IMinMed) && longest > UnequalTimes * shortest)
            run.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"the exposures last {shortest:G4} to {longest:G4} s, and combine_type minmed takes the lowest value whatever its noise: good pixels of the long ones may be flagged as cosmic rays; leave the short ones out, or use median"));
        if (o.FinalWhtType != WeightType.Ivm && run.Exposures.Any(e => e.InverseVarianceFile is not null))
            run.Warnings.Add("the input list names inverse variance maps, which are used with final_wht_type IVM only");
    }

    /// <summary>The sky and the cosmic rays go into the inputs at the end of the run.</summary>
    private static void RequireWritable(string path)
    {
        string? reason = null;
        if (File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly)) reason = "it is read-only";
        else
        {
            try { using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1); }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { reason = e.Message; }
        }
        if (reason is null) return;
        throw new InputException("the input cannot be changed: " + reason)
        { File = path, Parameter = "input", Advice = "make it writable, or drizzle a copy: the sky (MDRIZSKY) and the cosmic rays (DQ) are recorded in the inputs" };
    }
}
