using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The median of a run: in memory where it is one band, else in a scratch file of which sections are read.</summary>
internal sealed class MedianImage(SkyFrame frame, ParallelOptions parallel) : IDisposable
{
    private ScratchFile? scratch;

    /// <summary>Columns.</summary>
    public int Width => frame.Width;
    /// <summary>Rows.</summary>
    public int Height => frame.Height;
    /// <summary>The image where it is in memory; null where sections must be read.</summary>
    public Image<float>? Whole { get; private set; }

    /// <summary>Takes a band; one that is the whole frame is kept.</summary>
    /// <returns>Whether the image itself is kept; else it may be used again.</returns>
    public bool Add(DrizzleFrame band, Image<float> image)
    {
        if (band.Height == Height)
        {
            Whole = image;
            return true;
        }
        if (scratch is null)
        {
            scratch = new ScratchFile(Directory.GetCurrentDirectory());
            scratch.Reserve((long)Width * Height);
        }
        scratch.Write(image.Pixels, image.Pixels.Length, (long)band.FirstRow * Width, parallel);
        return false;
    }

    /// <summary>Reads a section.</summary>
    public Image<float> Read(DrizzleFrame section)
    {
        var image = new Image<float>(section.Width, section.Height);
        for (int y = 0; y < section.Height; y++) scratch!.Read(image.Row(y), (long)(section.FirstRow + y) * Width + section.FirstColumn);
        return image;
    }

    public void Dispose() => scratch?.Dispose();
}
