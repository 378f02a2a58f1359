using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The standard deviation of each pixel of a chip: its ERR array, else photons and read noise of the chip itself.</summary>
internal static class ChipErrors
{
    /// <summary>The errors in native units times a gain, in an image of the pool.</summary>
    public static Image<float> Read(DrizzleRun run, ExposureState exposure, Chip chip, ChipState state, double gain, bool mayWarn)
    {
        if (ChipPixels.ReadError(run, chip, gain) is { } own) return own;
        if (mayWarn) run.Warnings.Add($"{exposure.FileName}[sci,{state.ExtVer}] has no ERR array; its errors are those of its photons, dark and read noise");
        var image = ChipPixels.ReadScience(run, chip);
        double electrons = state.Detector.ConversionToElectrons, fixedVariance = state.Detector.ReadNoise * state.Detector.ReadNoise + state.Detector.Dark;
        foreach (ref float v in image.Span) v = (float)(Math.Sqrt(Math.Max(0, v * electrons) + fixedVariance) / electrons * gain);
        return image;
    }
}
