using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Step 4: the single images combined into one without cosmic rays.</summary>
internal static class MedianStep
{
    public static Image<float> Run(DrizzleRun run, SingleImages singles)
    {
        var median = ImageCombiner.Combine(singles.Sources, Options(run.Options), run.Parallel);
        if (run.KeepIntermediate)
            IntermediateFile.Write(run, $"{run.OutputRoot}_med.fits", median, ProductHeader.ForSingle(run, run.Exposures[0]));
        return median;
    }

    /// <summary>The parameters of the median of a run.</summary>
    public static CombineOptions Options(AstroDrizzleOptions o)
    {
        var (sigma1, sigma2) = DrizzleRun.ParsePair(o.CombineNSigma, "combine_nsigma");
        return new CombineOptions
        {
            Type = o.CombineType,
            UseMasks = o.MedianNewMasks,
            MaskPoint = o.CombineMaskPt,
            LowRejects = o.CombineNLow,
            HighRejects = o.CombineNHigh,
            LowThreshold = o.CombineLThresh,
            HighThreshold = o.CombineHThresh,
            Sigma1 = sigma1,
            Sigma2 = sigma2,
            Grow = o.CombineGrow,
            BufferSize = o.CombineBufSize,
        };
    }
}
