using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Flags the pixels of an exposure that differ from the blotted median by more than noise and misalignment explain
/// (facts: astrodrizzle-pipeline 7.11). Pixels without I/O; thread safe.
/// </summary>
/// <remarks>
/// With x the exposure and b the blot in electrons and D the largest absolute difference of b to its four neighbours, a pixel passes a
/// level when |x - b| &lt;= scale D + snr sqrt(|b + sky| G + rn^2) / G. It is flagged if it fails the second level and it or one of
/// its eight neighbours fails the first. Like the reference, a neighbour is taken as 0 in the first and the last two rows and columns,
/// so that D is at least |b| there, and all four in the last row and column.
/// </remarks>
public static class CosmicRayTest
{
    private const int BandRows = 64;

    /// <summary>The mask of an exposure: 1 = good, 0 = hit.</summary>
    /// <exception cref="ArgumentException">Image and blot differ in size.</exception>
    public static Image<byte> FindMask(CosmicRayInput input, CosmicRayOptions? options = null, ParallelOptions? parallel = null) =>
        FindMask(input, options ?? new CosmicRayOptions(), parallel, new Image<byte>(input.Image.Width, input.Image.Height), SpacesFor(input.Image.Width));

    /// <summary>The working spaces for images of a width; they can be used for one image after the other.</summary>
    internal static Workspaces<CosmicRayBand> SpacesFor(int width) => new(() => new CosmicRayBand(width, BandRows));

    /// <summary>As above, in an image and working spaces that were used before; a mask that has grown is another image.</summary>
    internal static Image<byte> FindMask(CosmicRayInput input, CosmicRayOptions options, ParallelOptions? parallel, Image<byte> mask, Workspaces<CosmicRayBand> spaces)
    {
        var (image, blot) = (input.Image, input.Blot);
        if (image.Width != blot.Width || image.Height != blot.Height)
            throw new ArgumentException($"a blot of {blot.Width} x {blot.Height} for an image of {image.Width} x {image.Height}", nameof(input));
        int bands = (image.Height + BandRows - 1) / BandRows;
        spaces.For(bands, parallel, (b, band) =>
            {
                int first = b * BandRows, rows = Math.Min(BandRows, image.Height - first);
                band.Test(input, options, first, rows);
                for (int r = 0; r < rows; r++) band.Decide(r, mask.Row(first + r));
            });
        if (options.Grow > 1) mask = CosmicRayGrowth.Grow(mask, options.Grow);
        if (options.CteGrow > 0 && input.CteDirection != 0) mask = CosmicRayGrowth.GrowTrails(mask, options.CteGrow, input.CteDirection);
        return mask;
    }
}
