using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Cuts an output frame into bands of rows that fit into memory.</summary>
internal static class FrameBands
{
    /// <summary>Pixels of all images of a band together, unless a test asks for fewer.</summary>
    public const long MaxPixels = 96L << 20;

    /// <summary>The bands of a frame, from the first row up; one where the frame is small.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="images">Images of the size of a band that are in memory together.</param>
    /// <param name="maxPixels">Pixels that these may have together.</param>
    public static IReadOnlyList<DrizzleFrame> Of(SkyFrame frame, int images, long maxPixels) => Of(new DrizzleFrame(0, 0, frame.Width, frame.Height), images, maxPixels);

    /// <summary>The bands of a part of a frame. All but the last are of the same height, a multiple of that in which the drizzler works.</summary>
    public static IReadOnlyList<DrizzleFrame> Of(DrizzleFrame part, int images, long maxPixels)
    {
        long fit = maxPixels / ((long)images * Math.Max(1, part.Width));
        int rows = fit >= part.Height ? Math.Max(1, part.Height) : (int)Math.Max(1, fit / Drizzler.BandRows) * Drizzler.BandRows;
        var bands = new List<DrizzleFrame>();
        for (int first = 0; first < part.Height; first += rows) bands.Add(part with { FirstRow = part.FirstRow + first, Height = Math.Min(rows, part.Height - first) });
        return bands;
    }
}
