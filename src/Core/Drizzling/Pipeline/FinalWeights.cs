using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The weight map of a chip for the final drizzle (facts: astrodrizzle-pipeline 7.12); sets <see cref="ChipState.WeightScale"/>.</summary>
internal static class FinalWeights
{
    public static Image<float> Make(DrizzleRun run, ExposureState exposure, Chip chip, ChipState state, Image<byte> mask)
    {
        double ratio = run.FinalFrame.Wcs.PixelScale / state.NaturalScale, p4 = Math.Pow(ratio, 4);
        double time = exposure.ExposureTime;
        switch (run.Options.FinalWhtType)
        {
            case WeightType.Exp:
                state.WeightScale = Factor(run.Options.FinalWtScl);
                return ChipPixels.Weights(run.Pool, mask, (float)time);
            case WeightType.Err:
                if (chip.ReadError() is not { } error)
                {
                    run.Warnings.Add($"{exposure.FileName}[sci,{state.ExtVer}] has no ERR array; its good pixels weigh 1");
                    state.WeightScale = 1;
                    return ChipPixels.Weights(run.Pool, mask, 1);
                }
                state.WeightScale = 1 / p4;
                return FromErrors(error, mask, time);
            case WeightType.Ivm:
                state.WeightScale = time * time / p4;
                return InverseVariance.Make(run, exposure, chip, state, mask);
            default:
                throw new ArgumentOutOfRangeException(nameof(run));
        }
    }

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

    private static double Factor(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text.Equals("exptime", StringComparison.OrdinalIgnoreCase) || text.Equals("expsq", StringComparison.OrdinalIgnoreCase)) return 1;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value) ? value
            : throw new ParameterException($"'{text}' is no value for final_wt_scl") { Parameter = "final_wt_scl", Expected = "exptime, expsq or a number above 0" };
    }
}
