using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Step 7: all chips drizzled onto the final frame, in bands of rows that are written as they are done. A frame that fits into memory is one band.
/// </summary>
internal static class FinalStep
{
    public static void Run(DrizzleRun run)
    {
        var o = run.Options;
        var chips = run.Exposures.SelectMany(e => e.Chips.Select(c => (Exposure: e, Chip: c))).ToArray();
        foreach (var (exposure, chip) in chips) chip.WeightScale = FinalWeights.Scale(run, exposure, chip);
        // The errors take the image of the variances, its weights and the result.
        var bands = FrameBands.Of(run.FinalFrame, (o.Context ? 3 : 2) + (o.FinalErr ? 3 : 0), run.MaxBandPixels);
        var touched = new long[chips.Length];
        FinalProducts.Write(run, products =>
        {
            // The headers, which take more than the images where exposures are many, are written by now.
            run.Pool.Clear();
            for (int b = 0; b < bands.Count; b++)
            {
                var drizzler = new Drizzler(bands[b], o.FinalKernel, o.FinalPixFrac, (float)(o.FinalFillVal ?? o.FinalMaskVal ?? double.NaN), o.Context, run.Pool);
                var errors = o.FinalErr ? new ErrorDrizzler(bands[b], o.FinalKernel, o.FinalPixFrac) : null;
                for (int i = 0; i < chips.Length; i++)
                {
                    run.Clock.Report(b * chips.Length + i, bands.Count * chips.Length, $"{chips[i].Exposure.FileName}[sci,{chips[i].Chip.ExtVer}]");
                    run.Cancel.ThrowIfCancellationRequested();
                    touched[i] += Add(run, drizzler, errors, chips[i].Exposure, chips[i].Chip, firstTime: b == 0);
                    // A context plane is done when its 32 images are.
                    if ((i + 1) % Drizzler.BitsPerPlane == 0 || i == chips.Length - 1) products.WriteContext(drizzler, bands[b]);
                }
                Scale(run, drizzler.Science.Span);
                products.Write(run, drizzler, bands[b]);
                if (errors is not null)
                {
                    var image = errors.Errors(drizzler.Weight);
                    Scale(run, image.Span);
                    products.WriteErrors(image, bands[b]);
                }
                drizzler.Return();
            }
        });
        run.IsEmpty = Array.TrueForAll(touched, n => n == 0);
        if (run.IsEmpty) run.Warnings.Add("the output is empty: all exposures lie beside its frame, or all their pixels are masked");
        for (int i = 0; i < chips.Length; i++)
        {
            chips[i].Chip.ForgetMaps();
            if (touched[i] == 0 && !run.IsEmpty) run.Warnings.Add($"{chips[i].Exposure.FileName}[sci,{chips[i].Chip.ExtVer}] adds nothing to the output: it lies beside the frame or all its pixels are masked");
        }
    }

    private static long Add(DrizzleRun run, Drizzler drizzler, ErrorDrizzler? errors, ExposureState exposure, ChipState state, bool firstTime)
    {
        var map = state.MapOnto(run.FinalFrame, run.Options.StepSize, run.Cancel);
        double ratio = run.FinalFrame.Wcs.PixelScale / state.NaturalScale;
        if (!firstTime && !drizzler.Reaches(map, state.Width, state.Height, ratio))
        {
            drizzler.Skip();
            return 0;
        }
        using var file = run.Open(exposure);
        var chip = ChipPixels.Find(file, state);
        var mask = ChipPixels.ReadMask(run, chip, state, run.Bits.Final);
        WithoutCosmicRays(run, exposure, state, mask);
        var weights = FinalWeights.Make(run, exposure, chip, state, mask);
        if (firstTime && run.KeepIntermediate)
        {
            var written = weights.ToImage(state.Width, state.Height, run.Pool);
            IntermediateFile.Write(run, $"{exposure.Root}_sci{state.ExtVer}_final_mask.fits", written);
            run.Pool.Return(written);
        }
        var values = ChipPixels.ReadForDrizzle(run, chip, state, FinalGain(run, state));
        long touched = drizzler.AddImage(values, weights, map, ratio, ChipPixels.RateDivisor(state), state.WeightScale, run.Parallel);
        if (errors is not null) AddErrors(run, errors, (exposure, chip, state), values, weights, map, ratio, firstTime);
        run.Pool.Return(mask);
        run.Pool.Return(values);
        if (weights.PerPixel is { } perPixel) run.Pool.Return(perPixel);
        return touched;
    }

    private static void AddErrors(DrizzleRun run, ErrorDrizzler errors, (ExposureState Exposure, Chip Chip, ChipState State) of, Image<float> values, DropWeights weights,
        PixelRowMapping map, double ratio, bool firstTime)
    {
        var (exposure, chip, state) = of;
        var image = ChipErrors.Read(run, exposure, chip, state, FinalGain(run, state), firstTime);
        var perPixel = weights.ToImage(state.Width, state.Height, run.Pool);
        // A value that is no number never reaches the output, and neither may its weight.
        for (int i = 0; i < values.Pixels.Length; i++) if (!float.IsFinite(values.Pixels[i])) perPixel.Pixels[i] = 0;
        long without = errors.AddImage(image, perPixel, map, ratio, ChipPixels.RateDivisor(state), state.WeightScale, run.Parallel);
        run.Pool.Return(image);
        run.Pool.Return(perPixel);
        if (without > 0 && firstTime) run.Warnings.Add($"{exposure.FileName}[sci,{state.ExtVer}]: {without} good pixels have no error above 0; they count as free of noise in ERR");
    }

    /// <summary>Takes the cosmic rays out, unless they are all that is left of the mask.</summary>
    private static void WithoutCosmicRays(DrizzleRun run, ExposureState exposure, ChipState state, Image<byte> mask)
    {
        if (state.CosmicRays is not { } hits) return;
        var before = mask.Span.Count((byte)1) <= hits.Masked ? mask.Clone() : null;
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
