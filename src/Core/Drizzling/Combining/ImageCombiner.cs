using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Combines separately drizzled images into one that is free of cosmic rays (facts: astrodrizzle-pipeline 7.9).
/// Works in bands of rows over all cores, so memory does not grow with the number of images beyond the bands.
/// </summary>
public static class ImageCombiner
{
    /// <summary>Numbers that the bands of one thread may hold.</summary>
    private const int BandNumbers = 4 << 20;

    /// <summary>Combines images of equal size. The result is 0 where every image is masked.</summary>
    /// <param name="sources">The images, at least one.</param>
    /// <param name="options">How.</param>
    /// <param name="parallel">Number of cores and cancellation; null = all cores.</param>
    /// <exception cref="InputException">No image, or images of different size.</exception>
    /// <exception cref="ParameterException">All values would be rejected.</exception>
    public static Image<float> Combine(IReadOnlyList<ICombineSource> sources, CombineOptions? options = null, ParallelOptions? parallel = null)
    {
        options ??= new CombineOptions();
        Check(sources, options);
        var result = new Image<float>(sources[0].Width, sources[0].Height);
        Combine(sources, options, 0, result, parallel);
        return result;
    }

    /// <summary>Combines the rows of an image from <paramref name="start"/> on, as many as the result has; the same as those of the whole.</summary>
    internal static void Combine(IReadOnlyList<ICombineSource> sources, CombineOptions options, int start, Image<float> result, ParallelOptions? parallel)
    {
        int width = sources[0].Width, height = sources[0].Height, end = start + result.Height;
        bool minMed = options.Type is CombineType.MinMed or CombineType.IMinMed;
        int halo = minMed ? Math.Max(0, options.Grow) : 0;
        int bandRows = options.BufferSize is { } megabytes
            ? (int)Math.Clamp(megabytes * 1e6 / (sizeof(float) * Math.Max(1, width)), 1, height)
            : Math.Clamp(BandNumbers / Math.Max(1, 2 * width * sources.Count) - 2 * halo, 3, 128);
        bandRows = Math.Clamp(CombineBand.MaxRows(sources.Count, width) - 2 * halo, 1, bandRows);
        int bands = (result.Height + bandRows - 1) / bandRows;
        var spaces = new Workspaces<MinMedCombine>(() => new MinMedCombine(new CombineBand(sources, options, bandRows + 2 * halo), options));
        spaces.For(bands, parallel, (b, space) =>
            {
                var band = space.Band;
                int first = start + b * bandRows, rows = Math.Min(bandRows, end - first);
                int from = Math.Max(0, first - halo), to = Math.Min(height, first + rows + halo);
                band.Load(from, to - from);
                if (minMed) space.Run(first - from, rows, result, first - start);
                else for (int r = 0; r < rows; r++) band.CombineRow(r, result.Row(first - start + r));
            });
    }

    internal static void Check(IReadOnlyList<ICombineSource> sources, CombineOptions options)
    {
        if (sources.Count == 0) throw new InputException("there is no image to combine");
        foreach (var source in sources)
            if (source.Width != sources[0].Width || source.Height != sources[0].Height)
                throw new InputException($"images of {sources[0].Width} x {sources[0].Height} and {source.Width} x {source.Height} pixels cannot be combined");
        CheckRejects(sources.Count, options);
    }

    /// <summary>Refuses to leave out as many values as there are images.</summary>
    internal static void CheckRejects(int images, CombineOptions options)
    {
        if (options.LowRejects < 0 || options.HighRejects < 0 || options.LowRejects + options.HighRejects >= images)
            throw new ParameterException($"rejecting {options.LowRejects} low and {options.HighRejects} high values of {images} images leaves none")
            {
                Parameter = "combine_nlow, combine_nhigh",
                Expected = $"a sum from 0 to {images - 1}",
            };
    }
}
