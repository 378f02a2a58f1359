using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>Step 1: one static mask for each detector area, from all exposures that share it.</summary>
internal static class StaticMaskStep
{
    public static void Run(DrizzleRun run)
    {
        var masks = new Dictionary<(Camera Camera, int Width, int Height, int ExtVer), StaticMask>();
        int done = 0;
        foreach (var state in run.Exposures)
        {
            run.Clock.Report(done++, run.Exposures.Count, state.FileName);
            using var exposure = run.Open(state);
            foreach (var chip in state.Chips)
            {
                run.Cancel.ThrowIfCancellationRequested();
                var key = (state.Camera, chip.Width, chip.Height, chip.ExtVer);
                if (!masks.TryGetValue(key, out var mask)) masks[key] = mask = new StaticMask(chip.Width, chip.Height);
                var image = ChipPixels.ReadScience(run, ChipPixels.Find(exposure, chip));
                var statistics = mask.Add(image, run.Options.StaticSig);
                run.Pool.Return(image);
                if (!statistics.HasHistogram)
                    run.Warnings.Add($"{state.FileName}[sci,{chip.ExtVer}] has no spread of values; it adds nothing to the static mask");
                chip.StaticMask = mask;
            }
        }
        if (!run.KeepIntermediate) return;
        // Areas of the same size in two cameras: the name says which.
        bool several = masks.Keys.Select(k => k.Camera).Distinct().Count() > 1;
        foreach (var (key, mask) in masks)
            IntermediateFile.Write(run, $"{run.OutputRoot}_{(several ? key.Camera.ToString().ToLowerInvariant() + "_" : "")}{key.Height}x{key.Width}_{key.ExtVer}_staticMask.fits", mask.Mask);
    }
}
