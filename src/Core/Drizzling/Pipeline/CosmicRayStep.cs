using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Steps 5 and 6: the median blotted onto each chip, and the pixels of the chip that differ from it flagged.</summary>
internal static class CosmicRayStep
{
    /// <summary>Long exposures lose a few percent of their pixels to cosmic rays; more than this is something else.</summary>
    private const double SuspiciousPart = 0.1;

    public static void Run(DrizzleRun run, MedianImage median) => Run(run, (exposure, state) =>
    {
        var blot = Blot(run, state, median);
        if (run.KeepIntermediate) IntermediateFile.Write(run, $"{exposure.Root}_sci{state.ExtVer}_blt.fits", blot);
        return blot;
    });

    /// <summary>Compares every chip with a blotted image, which becomes an image of the pool.</summary>
    public static void Run(DrizzleRun run, Func<ExposureState, ChipState, Image<float>> blotOf)
    {
        var options = Options(run.Options);
        var spaces = new Dictionary<int, Workspaces<CosmicRayBand>>();
        int done = 0, chips = run.Chips.Count();
        foreach (var exposure in run.Exposures)
        {
            using var file = run.Open(exposure);
            using var cleaned = run.Options.DrizCr && run.Options.DrizCrCorr ? new CleanedFile(run, exposure) : null;
            foreach (var state in exposure.Chips)
            {
                run.Clock.Report(done++, chips, $"{exposure.FileName}[sci,{state.ExtVer}]");
                run.Cancel.ThrowIfCancellationRequested();
                var blot = blotOf(exposure, state);
                if (!spaces.TryGetValue(state.Width, out var space)) spaces[state.Width] = space = CosmicRayTest.SpacesFor(state.Width);
                if (run.Options.DrizCr && !state.IsMasked) Flag(run, exposure, ChipPixels.Find(file, state), state, blot, options, space);
                cleaned?.Clean(state, blot);
                run.Pool.Return(blot);
            }
            cleaned?.Save();
        }
    }

    /// <summary>The median on the pixels of a chip, in native units with sky.</summary>
    public static Image<float> Blot(DrizzleRun run, ChipState state, MedianImage median)
    {
        var o = run.Options;
        var frame = run.SeparateFrame;
        double ratio = frame.Wcs.PixelScale / state.NaturalScale;
        double factor = state.Detector.ExposureTime / (ratio * ratio) / state.Detector.ConversionToElectrons;
        double sky = o.BlotAddSky && state.SkyToSubtract is { } subtracted ? subtracted : o.BlotAddSky ? 0 : o.BlotSkyVal;
        var blot = run.Pool.Rent<float>(state.Width, state.Height);
        MedianBlot.Blot(median, state.MapOnto(frame, o.StepSize, run.Cancel), blot, o.BlotInterp, factor, sky, o.BlotSinScl, run.Parallel);
        return blot;
    }

    private static void Flag(DrizzleRun run, ExposureState exposure, Chip chip, ChipState state, Image<float> blot, CosmicRayOptions options, Workspaces<CosmicRayBand> spaces)
    {
        var image = ChipPixels.ReadScience(run, chip);
        var input = new CosmicRayInput(image, blot)
        {
            ConversionToElectrons = state.Detector.ConversionToElectrons,
            ReadNoise = state.Detector.ReadNoise,
            Sky = state.SkyInNoise,
            CteDirection = state.Detector.CteDirection,
        };
        var mask = CosmicRayTest.FindMask(input, options, run.Parallel, run.Pool.Rent<byte>(state.Width, state.Height), spaces);
        run.Pool.Return(image);
        state.CosmicRays = new PackedMask(mask);
        double part = (double)state.CosmicRays.Masked / state.PixelCount;
        if (part > SuspiciousPart)
            run.Warnings.Add(FormattableString.Invariant($"{exposure.FileName}[sci,{state.ExtVer}]: {100 * part:F0} % of the pixels are flagged as cosmic rays; look at the alignment and the sky, and whether the median covers the chip"));
        if (run.KeepIntermediate) IntermediateFile.Write(run, $"{exposure.Root}_sci{state.ExtVer}_crmask.fits", mask);
        run.Pool.Return(mask);
    }

    /// <summary>The parameters of the cosmic-ray test of a run.</summary>
    public static CosmicRayOptions Options(AstroDrizzleOptions o)
    {
        var (snr1, snr2) = DrizzleRun.ParsePair(o.DrizCrSnr, "driz_cr_snr");
        var (scale1, scale2) = DrizzleRun.ParsePair(o.DrizCrScale, "driz_cr_scale");
        return new CosmicRayOptions { Snr1 = snr1, Snr2 = snr2, Scale1 = scale1, Scale2 = scale2, Grow = o.DrizCrGrow, CteGrow = o.DrizCrCteGrow };
    }
}
