using HstNotebooks.Fits;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>
/// What a run changes in its inputs: MDRIZSKY of each chip, and the data quality with the bits to be reset cleared and the
/// cosmic rays marked. Done after the products are written, each file at once, so that a run that is
/// interrupted before changes nothing; one that is interrupted here stops after the files under way.
/// </summary>
internal static class InputUpdate
{
    public static void Run(DrizzleRun run)
    {
        int done = 0;
        OverCores.For(run.Exposures.Count, run.Parallel, i =>
        {
            var exposure = run.Exposures[i];
            run.Clock.Report(Interlocked.Increment(ref done) - 1, run.Exposures.Count, exposure.FileName);
            run.Opened.Count();
            Update(run, exposure);
        });
    }

    private static void Update(DrizzleRun run, ExposureState exposure)
    {
        using var arrays = new QualityArray(run.Pool);
        FitsFile.Update(exposure.Path, file =>
        {
            file.PrimaryHeader.Remove("MDRIZSKY");
            foreach (var chip in exposure.Chips)
            {
                if (chip.SkyKeyword is { } sky) file.Image("SCI", chip.ExtVer).Header.Set("MDRIZSKY", sky, "Sky value computed by AstroDrizzle");
                if (exposure.DataQualityFile == exposure.Path) UpdateQuality(run, file, exposure, chip, arrays);
            }
        });
        if (exposure.DataQualityFile is not { } other || other == exposure.Path) return;
        FitsFile.Update(other, file =>
        {
            foreach (var chip in exposure.Chips) UpdateQuality(run, file, exposure, chip, arrays);
        });
    }

    private static void UpdateQuality(DrizzleRun run, FitsFile file, ExposureState exposure, ChipState chip, QualityArray arrays)
    {
        int reset = unchecked((int)(run.Bits.Reset.Mask ?? 0)), bit = run.Options.CrBit;
        if (reset == 0 && chip.CosmicRays is null) return;
        // A file of its own may call its data quality SCI (WFPC2's c1m); in the exposure that is the science image.
        var found = file.Find("DQ", chip.ExtVer) ?? (exposure.DataQualityFile == exposure.Path ? null : file.Find("SCI", chip.ExtVer));
        if (found is not ImageHdu { HasData: true } quality) return;
        arrays.Change(quality, reset, bit == 0 ? null : chip.CosmicRays, bit, replace: false);
    }
}
