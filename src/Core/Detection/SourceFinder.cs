using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>
/// Finds point sources in the image of a chip: convolution with a Gaussian of zero sum, threshold, regions, and a marginal
/// Gaussian fit for each (Stetson 1987, PASP 99, 191; facts: source-finding).
/// </summary>
/// <remarks>
/// Different from the reference on purpose: a single source in a chip is found (the reference needs two), and an image in which
/// nothing is above the threshold gives an empty list.
/// </remarks>
public static class SourceFinder
{
    /// <summary>Finds the sources of one image.</summary>
    /// <param name="image">The pixels; NaN marks missing ones.</param>
    /// <param name="options">How to find; DrizzlePac's defaults where null.</param>
    /// <param name="mask">Non-zero marks usable pixels; null: all are. It acts on detections, not on the convolution.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="Errors.InputException">The image holds no finite pixel.</exception>
    /// <exception cref="Errors.ParameterException">An option cannot be used.</exception>
    public static SourceList Find(Image<float> image, SourceFindingOptions? options = null, Image<byte>? mask = null, CancellationToken cancel = default)
    {
        options ??= new SourceFindingOptions();
        Check(image, mask);
        var kernel = KernelOf(options);

        double sigma = options.ComputeSig ? SkyStatistics.Measure(image.Pixels, cancel).Sigma : options.SkySigma ?? 0;
        double sky = sigma * sigma;
        var found = Search();
        if (found.Count == 0 && !options.ComputeSig)
        {
            sigma = SkyStatistics.Measure(image.Pixels, cancel).Sigma;
            found = Search();
        }
        return found;

        SourceList Search()
        {
            double threshold = options.Threshold is { } factor ? sigma * factor.Value : sigma * sigma;
            return Measure(image, Convolve(image, kernel, threshold, mask, cancel), options, kernel, sigma, sky, threshold, cancel);
        }
    }

    /// <exception cref="Errors.InputException">There are no pixels, or the mask has another size.</exception>
    internal static void Check(Image<float> image, Image<byte>? mask)
    {
        if (mask is not null && (mask.Width != image.Width || mask.Height != image.Height))
            throw new Errors.InputException($"the mask is {mask.Width} x {mask.Height} pixels, the image {image.Width} x {image.Height}");
        if (image.Width == 0 || image.Height == 0) throw new Errors.InputException("the image has no pixels");
    }

    /// <summary>The kernel that the options ask for.</summary>
    internal static DetectionKernel KernelOf(SourceFindingOptions options) => new(options.ConvWidth ?? 3.5, options.NSigma ?? 1.5, options.Ratio, options.Theta);

    /// <summary>The pixels of the convolved image above a threshold.</summary>
    internal static DetectedPixels Convolve(Image<float> image, DetectionKernel kernel, double threshold, Image<byte>? mask, CancellationToken cancel) =>
        DetectedPixels.Find(image, kernel, threshold, mask, HasNaN(image.Pixels), cancel);

    /// <summary>The sources among pixels above the threshold.</summary>
    internal static SourceList Measure(Image<float> image, DetectedPixels pixels, SourceFindingOptions options, DetectionKernel kernel,
        double sigma, double sky, double threshold, CancellationToken cancel)
    {
        var regions = Segmentation.FindRegions(pixels, image.Height);
        var measured = new SourceMeasurement.Source?[regions.Count];
        var measurement = new SourceMeasurement(image, pixels, kernel, options, sky);
        const int Chunk = 256;
        Parallel.For(0, (regions.Count + Chunk - 1) / Chunk, new ParallelOptions { CancellationToken = cancel }, chunk =>
        {
            for (int i = chunk * Chunk; i < Math.Min(regions.Count, (chunk + 1) * Chunk); i++)
                measured[i] = measurement.Measure(regions[i]);
        });

        SourceMeasurement.Source[] sources = [.. measured.Where(m => m.HasValue).Select(m => m!.Value)];
        var all = new SourceList
        {
            // Single precision, as the reference rounds positions and fluxes before it compares neighbours.
            X = [.. sources.Select(s => (double)(float)s.X + 1)],
            Y = [.. sources.Select(s => (double)(float)s.Y + 1)],
            Flux = [.. sources.Select(s => (double)(float)s.Flux)],
            Peak = [.. sources.Select(s => s.Peak)],
            Sharpness = [.. sources.Select(s => s.Sharpness)],
            Round1 = [.. sources.Select(s => s.Round1)],
            Round2 = [.. sources.Select(s => s.Round2)],
            SkySigma = sigma,
            Threshold = threshold,
        };
        return all.Take(SeparationFilter.Keep(all.X, all.Y, kernel.Separation));
    }

    private static bool HasNaN(ReadOnlySpan<float> pixels)
    {
        // A sum of zeros stays zero unless a pixel is NaN or infinite.
        var sum = System.Runtime.Intrinsics.Vector256<float>.Zero;
        var vectors = System.Runtime.InteropServices.MemoryMarshal.Cast<float, System.Runtime.Intrinsics.Vector256<float>>(pixels);
        foreach (var value in vectors) sum += value * 0;
        float total = System.Runtime.Intrinsics.Vector256.Sum(sum);
        foreach (float value in pixels[(vectors.Length * 8)..]) total += value * 0;
        return float.IsNaN(total);
    }
}
