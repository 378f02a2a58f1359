using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Step 3: each exposure drizzled onto an image of its own, in electrons per second.</summary>
internal static class SeparateStep
{
    public static SingleImages Run(DrizzleRun run)
    {
        var frame = run.SeparateFrame;
        var singles = new SingleImages(frame, run.Options.InMemory, run.Parallel);
        try
        {
            var parts = run.Exposures.Select(e => Part(run, e)).ToArray();
            for (int i = 0; i < run.Exposures.Count; i++)
            {
                var exposure = run.Exposures[i];
                run.Clock.Report(i, run.Exposures.Count, exposure.FileName);
                Drizzle(run, exposure, SameSize(parts, i, frame), singles);
            }
            return singles;
        }
        catch
        {
            singles.Dispose();
            throw;
        }
    }

    /// <summary>The part of an exposure enlarged to the size of the largest one, so that memory is used again.</summary>
    private static DrizzleFrame SameSize(DrizzleFrame[] parts, int i, Wcs.SkyFrame frame)
    {
        int width = parts.Max(p => p.Width), height = parts.Max(p => p.Height);
        return new DrizzleFrame(Math.Min(parts[i].FirstColumn, frame.Width - width), Math.Min(parts[i].FirstRow, frame.Height - height), width, height);
    }

    private static void Drizzle(DrizzleRun run, ExposureState exposure, DrizzleFrame part, SingleImages singles)
    {
        float fill = (float)(run.Options.DrizSepFillVal ?? 0);
        var single = singles.Start(part, fill, NoiseOf(exposure));
        if (run.KeepIntermediate) SingleProduct.Write(run, exposure, part, fill, product => InBands(run, exposure, part, fill, single, product));
        else InBands(run, exposure, part, fill, single, null);
    }

    private static void InBands(DrizzleRun run, ExposureState exposure, DrizzleFrame part, float fill, SingleImage single, SingleProduct? product)
    {
        bool first = true;
        foreach (var band in FrameBands.Of(part, 2, run.MaxBandPixels))
        {
            var drizzler = new Drizzler(band, run.Options.DrizSepKernel, run.Options.DrizSepPixFrac, fill, keepContext: false, run.Pool);
            using (var file = run.Open(exposure))
                foreach (var state in exposure.Chips) Add(run, drizzler, exposure, ChipPixels.Find(file, state), state, first);
            product?.Write(band, drizzler, fill);
            if (!single.Add(band, drizzler.Science, drizzler.Weight)) drizzler.Return();
            first = false;
        }
    }

    private static void Add(DrizzleRun run, Drizzler drizzler, ExposureState exposure, Exposures.Chip chip, ChipState state, bool firstTime)
    {
        var (o, frame) = (run.Options, run.SeparateFrame);
        var map = state.MapOnto(frame, o.StepSize, run.Cancel);
        double ratio = frame.Wcs.PixelScale / state.NaturalScale;
        if (!firstTime && !drizzler.Reaches(map, state.Width, state.Height, ratio)) return;
        var mask = ChipPixels.ReadMask(run, chip, state, run.Bits.Separate);
        if (firstTime) state.IsMasked = !mask.Span.Contains((byte)1);
        if (firstTime && run.KeepIntermediate) IntermediateFile.Write(run, $"{exposure.Root}_sci{state.ExtVer}_single_mask.fits", mask);
        var values = ChipPixels.ReadForDrizzle(run, chip, state, state.Detector.EffectiveGain);
        drizzler.AddImage(values, new DropWeights(null, mask), map, ratio, ChipPixels.RateDivisor(state), WeightScale(o.DrizSepWtScl, "driz_sep_wt_scl", exposure.ExposureTime), run.Parallel);
        run.Pool.Return(mask);
        run.Pool.Return(values);
    }

    /// <summary>What the median needs to know of the noise of an exposure: seconds, sky and read noise (rms of the chips) in electrons.</summary>
    public static (double Time, double Sky, double ReadNoise) NoiseOf(ExposureState exposure) =>
        (exposure.ExposureTime, exposure.Chips.Min(c => c.SkyInNoise * c.Detector.ConversionToElectrons), Math.Sqrt(exposure.Chips.Average(c => c.Detector.ReadNoise * c.Detector.ReadNoise)));

    /// <summary>The part of the frame that an exposure covers.</summary>
    private static DrizzleFrame Part(DrizzleRun run, ExposureState exposure)
    {
        var frame = run.SeparateFrame;
        int left = frame.Width, low = frame.Height, right = -1, high = -1;
        foreach (var chip in exposure.Chips)
        {
            var footprint = new DropFootprint(chip.MapOnto(frame, run.Options.StepSize, run.Cancel), chip.Width, chip.Height, 3 * chip.NaturalScale / frame.Wcs.PixelScale + 2);
            (left, low) = (Math.Min(left, footprint.FirstColumn), Math.Min(low, footprint.FirstRow));
            (right, high) = (Math.Max(right, footprint.LastColumn), Math.Max(high, footprint.LastRow));
        }
        (left, low) = (Math.Clamp(left, 0, frame.Width), Math.Clamp(low, 0, frame.Height));
        (right, high) = (Math.Clamp(right, -1, frame.Width - 1), Math.Clamp(high, -1, frame.Height - 1));
        return new DrizzleFrame(left, low, Math.Max(0, right + 1 - left), Math.Max(0, high + 1 - low));
    }

    /// <summary>The weight of an exposure: its time, the square of it, or a number.</summary>
    public static double WeightScale(string text, string parameter, double exposureTime)
    {
        text = text.Trim();
        if (text.Length == 0 || text.Equals("exptime", StringComparison.OrdinalIgnoreCase)) return exposureTime;
        if (text.Equals("expsq", StringComparison.OrdinalIgnoreCase)) return exposureTime * exposureTime;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value) ? value
            : throw new ParameterException($"'{text}' is no value for {parameter}") { Parameter = parameter, Expected = "exptime, expsq or a number above 0" };
    }
}
