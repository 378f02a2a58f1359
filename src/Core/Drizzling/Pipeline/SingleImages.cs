using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The separately drizzled images of a run, cut to what each exposure covers: in memory up to a part of the frame, else in one scratch
/// file that vanishes with the run. So the memory of the median does not grow with the number of exposures.
/// </summary>
internal sealed class SingleImages(SkyFrame frame, bool inMemory, ParallelOptions parallel) : IDisposable
{
    /// <summary>Pixels that may stay in memory; no more than the frame has twice, so that it is the same for any number of exposures.</summary>
    private const long MaxPixelsInMemory = 36L << 20;

    private readonly List<SingleImage> singles = [];
    private ScratchFile? scratch;
    private long pixelsInMemory;

    /// <summary>The images in the order in which they were added.</summary>
    public IReadOnlyList<ICombineSource> Sources => singles;

    /// <summary>Starts the image of an exposure.</summary>
    /// <param name="part">Where it lies on the frame.</param>
    /// <param name="fill">Value outside.</param>
    /// <param name="exposure">Exposure time, sky and read noise in electrons.</param>
    public SingleImage Start(DrizzleFrame part, float fill, (double Time, double Sky, double ReadNoise) exposure)
    {
        long pixels = (long)part.Width * part.Height;
        bool stays = inMemory || pixelsInMemory + pixels <= Math.Min(MaxPixelsInMemory, 2L * frame.Width * frame.Height);
        if (stays) pixelsInMemory += pixels;
        var single = new SingleImage(frame, part, fill, exposure, stays ? null : scratch ??= new ScratchFile(Directory.GetCurrentDirectory()), parallel);
        singles.Add(single);
        return single;
    }

    /// <summary>Lets the images and the scratch file go.</summary>
    public void Dispose()
    {
        singles.Clear();
        scratch?.Dispose();
    }
}
