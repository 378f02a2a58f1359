using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The weight map of a chip for the final drizzle (facts: astrodrizzle-pipeline 7.12).</summary>
internal static class FinalWeights
{
    /// <summary>The factor of the weights, for <see cref="ChipState.WeightScale"/>.</summary>
    public static double Scale(DrizzleRun run, ExposureState exposure, ChipState state)
    {
        double ratio = run.FinalFrame.Wcs.PixelScale / state.NaturalScale, p4 = Math.Pow(ratio, 4), time = exposure.ExposureTime;
        switch (run.Options.FinalWhtType)
        {
            case WeightType.Exp:
                return Factor(run.Options.FinalWtScl);
            case WeightType.Err:
                using (var file = run.Open(exposure))
                    if (file.File.Find("ERR", state.ExtVer) is ImageHdu { HasData: true }) return 1 / p4;
                run.Warnings.Add($"{exposure.FileName}[sci,{state.ExtVer}] has no ERR array; its good pixels weigh 1");
                return 1;
            case WeightType.Ivm:
                return time * time / p4;
            default:
                throw new ArgumentOutOfRangeException(nameof(run));
        }
    }

    /// <summary>The weights; those that are given pixel by pixel are an image of the pool.</summary>
    public static DropWeights Make(DrizzleRun run, ExposureState exposure, Chip chip, ChipState state, Image<byte> mask) => run.Options.FinalWhtType switch
    {
        WeightType.Exp => new DropWeights(null, mask, (float)exposure.ExposureTime),
        WeightType.Err => ChipPixels.ReadError(run, chip, 1) is { } error ? new DropWeights(FromErrors(error, mask, exposure.ExposureTime), null) : new DropWeights(null, mask),
        WeightType.Ivm => new DropWeights(InverseVariance.Make(run, exposure, chip, state, mask), null),
        _ => throw new ArgumentOutOfRangeException(nameof(run)),
    };

    private static Image<float> FromErrors(Image<float> error, Image<byte> mask, double time)
    {
        var pixels = error.Span;
        for (int i = 0; i < pixels.Length; i++)
        {
            double e = time / pixels[i];
            pixels[i] = mask.Pixels[i] != 0 && pixels[i] > 0 ? (float)(e * e) : 0;
        }
        return error;
    }

    /// <summary>The user's factor of the exposure time weights.</summary>
    public static double Factor(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text.Equals("exptime", StringComparison.OrdinalIgnoreCase) || text.Equals("expsq", StringComparison.OrdinalIgnoreCase)) return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value) ? value
            : throw new ParameterException($"'{text}' is no value for final_wt_scl") { Parameter = "final_wt_scl", Expected = "exptime, expsq or a number above 0" };
    }
}
