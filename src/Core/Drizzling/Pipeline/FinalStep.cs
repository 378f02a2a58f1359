using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Step 7: all chips drizzled onto the final frame.</summary>
internal static class FinalStep
{
    public static Drizzler Run(DrizzleRun run)
    {
        var o = run.Options;
        var frame = run.FinalFrame;
        float initial = (float)(o.FinalFillVal ?? o.FinalMaskVal ?? double.NaN);
        var drizzler = new Drizzler(frame.Width, frame.Height, o.FinalKernel, o.FinalPixFrac, initial, o.Context);
        int done = 0, chips = run.Chips.Count();
        foreach (var exposure in run.Exposures)
        {
            using var file = exposure.Open();
            foreach (var state in exposure.Chips)
            {
                run.Clock.Report(done++, chips, $"{exposure.FileName}[sci,{state.ExtVer}]");
                var chip = ChipPixels.Find(file, state);
                var mask = ChipPixels.ReadMask(run.Pool, chip, state, run.Bits.Final, run.Bits.Reset);
                WithoutCosmicRays(run, exposure, state, mask);
                var weights = FinalWeights.Make(run, exposure, chip, state, mask);
                if (run.KeepIntermediate) IntermediateFile.Write(run, $"{exposure.Root}_sci{state.ExtVer}_final_mask.fits", weights);
                var values = ChipPixels.ReadForDrizzle(run.Pool, chip, state, FinalGain(run, state));
                long touched = drizzler.AddImage(values, weights, state.MapOnto(frame, o.StepSize, run.Cancel),
                    frame.Wcs.PixelScale / state.NaturalScale, ChipPixels.RateDivisor(state), state.WeightScale, run.Parallel);
                run.Pool.Return(mask);
                run.Pool.Return(weights);
                run.Pool.Return(values);
                state.ForgetMaps();
                if (touched == 0) run.Warnings.Add($"{exposure.FileName}[sci,{state.ExtVer}] adds nothing to the output: it lies beside the frame or all its pixels are masked");
            }
        }
        Scale(run, drizzler.Science.Span);
        return drizzler;
    }

    /// <summary>Takes the cosmic rays out, unless they are all that is left of the mask.</summary>
    private static void WithoutCosmicRays(DrizzleRun run, ExposureState exposure, ChipState state, Image<byte> mask)
    {
        if (state.CosmicRays is not { } hits) return;
        long good = 0;
        foreach (byte m in mask.Span) good += m;
        var before = good <= hits.Masked ? mask.Clone() : null;
        hits.Apply(mask.Pixels);
        if (before is null || mask.Span.ContainsAnyExcept((byte)0)) return;
        before.Span.CopyTo(mask.Span);
        run.Warnings.Add($"{exposure.FileName}[sci,{state.ExtVer}]: every good pixel was flagged as a cosmic ray; the flags are not used");
    }

    /// <summary>
    /// Native units stay native, chip by chip. The reference multiplies each chip by its own gain and divides the sum by that of the last one, so that chips
    /// that photeq made equal in counts come out unequal by the ratio of their gains (3 percent for WF3 of WFPC2).
    /// </summary>
    private static double FinalGain(DrizzleRun run, ChipState state) => run.Options.ProcUnit == ProcessingUnit.Native ? 1 : state.Detector.EffectiveGain;

    private static void Scale(DrizzleRun run, Span<float> science)
    {
        if (run.Options.FinalUnits != FinalUnit.Counts) return;
        float scale = (float)run.TotalExposureTime;
        foreach (ref float v in science) v *= scale;
    }
}
