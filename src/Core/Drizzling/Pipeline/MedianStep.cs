using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Step 4: the single images combined into one without cosmic rays.</summary>
internal static class MedianStep
{
    public static MedianImage Run(DrizzleRun run, SingleImages singles)
    {
        if (!run.KeepIntermediate) return Combine(run, singles, (_, _) => { });
        string path = $"{run.OutputRoot}_med.fits";
        var (file, hdu) = IntermediateFile.Reserve<float>(path, run.SeparateFrame, ProductHeader.ForSingle(run, run.Exposures[0]));
        MedianImage? median = null;
        try
        {
            BandedFile.Write([(path, file)], open => median = Combine(run, singles, (band, image) => open[0].WriteRows<float>(hdu, band.FirstRow, image.Span)), run.Cancel);
        }
        catch
        {
            median?.Dispose();
            throw;
        }
        run.AddProduct(path);
        return median!;
    }

    private static MedianImage Combine(DrizzleRun run, SingleImages singles, Action<DrizzleFrame, Image<float>> write)
    {
        var options = Options(run.Options);
        ImageCombiner.Check(singles.Sources, options);
        run.SeenOnce = SingleCoverage.Part(singles.Sources, options);
        if (SingleCoverage.Warning(run.SeenOnce) is { } warning) run.Warnings.Add(warning);
        var median = new MedianImage(run.SeparateFrame, run.Parallel);
        try
        {
            var bands = FrameBands.Of(run.SeparateFrame, 1, run.MaxBandPixels);
            for (int b = 0; b < bands.Count; b++)
            {
                run.Clock.Report(b, bands.Count, "");
                var image = run.Pool.Rent<float>(bands[b].Width, bands[b].Height);
                ImageCombiner.Combine(singles.Sources, options, bands[b].FirstRow, image, run.Parallel);
                write(bands[b], image);
                if (!median.Add(bands[b], image)) run.Pool.Return(image);
            }
            return median;
        }
        catch
        {
            median.Dispose();
            throw;
        }
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
