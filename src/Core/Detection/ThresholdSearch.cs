using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>
/// Finds sources with the threshold <c>auto</c>: the highest threshold that still gives the wanted number of sources, so that the
/// brightest stars are found and as few cosmic rays and noise peaks as possible.
/// </summary>
public static class ThresholdSearch
{
    private const double Lowest = 4;
    private const double Highest = 1e6;
    private const int MostRounds = 12;

    /// <summary>Finds the sources of an image; where the threshold is a number, simply with it.</summary>
    /// <param name="image">The pixels.</param>
    /// <param name="options">How to find.</param>
    /// <param name="mask">Non-zero marks usable pixels; null: all are.</param>
    /// <param name="cancel">Stops the search.</param>
    public static SourceList Find(Image<float> image, SourceFindingOptions options, Image<byte>? mask = null, CancellationToken cancel = default)
    {
        if (options.Threshold is not { IsAutomatic: true }) return SourceFinder.Find(image, options, mask, cancel);

        SourceFinder.Check(image, mask);
        // The number of sources falls with the threshold; bisection in the logarithm, from a first guess that suits HST exposures.
        double low = Lowest, high = Highest, threshold = 100;
        // The sky and the convolved image are the same in every round; pixels below a threshold that gave too many sources are done with.
        double sigma = options.ComputeSig ? SkyStatistics.Measure(image.Pixels, cancel).Sigma : options.SkySigma ?? 0;
        if (!(sigma > 0)) sigma = SkyStatistics.Measure(image.Pixels, cancel).Sigma;
        var kernel = SourceFinder.KernelOf(options);
        DetectedPixels? pixels = null;
        double pixelsFrom = double.PositiveInfinity;
        SourceList? best = null;
        for (int round = 0; round < MostRounds; round++)
        {
            if (threshold < pixelsFrom)
            {
                pixels = SourceFinder.Convolve(image, kernel, sigma * threshold, mask, cancel);
                pixelsFrom = threshold;
            }
            var found = SourceFinder.Measure(image, threshold == pixelsFrom ? pixels! : pixels!.Above(sigma * threshold), options, kernel, sigma, sigma * sigma, sigma * threshold, cancel);
            if (best is null || Distance(found) < Distance(best)) best = found;
            if (found.Count >= 0.8 * options.WantedSources && found.Count <= 1.25 * options.WantedSources) return found;
            if (found.Count > options.WantedSources) low = threshold; else high = threshold;
            if (high / low < 1.05) break;
            threshold = Math.Sqrt(low * high);
        }
        return best!;

        double Distance(SourceList list) => Math.Abs(Math.Log((list.Count + 1.0) / (options.WantedSources + 1.0)));
    }
}
