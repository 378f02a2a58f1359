using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>Masks of usable pixels from regions that include or exclude areas (facts: catalogs-and-regions 2.4).</summary>
internal static class RegionMask
{
    /// <summary>
    /// Starts with nothing where a region includes, else with everything; then the regions act in their order. Non-zero: usable.
    /// </summary>
    public static Image<byte> Make(IReadOnlyList<(PixelRegion Region, bool Includes)> regions, int width, int height)
    {
        var mask = new Image<byte>(width, height);
        if (!regions.Any(r => r.Includes)) mask.Span.Fill(1);
        foreach (var (region, includes) in regions)
        {
            var (x0, y0, x1, y1) = region.Bounds;
            if (!(x1 >= x0 && y1 >= y0)) continue;
            int left = (int)Math.Clamp(Math.Floor(x0) - 1, 0, width), right = (int)Math.Clamp(Math.Ceiling(x1), 0, width);
            int low = (int)Math.Clamp(Math.Floor(y0) - 1, 0, height), high = (int)Math.Clamp(Math.Ceiling(y1), 0, height);
            for (int y = low; y < high; y++)
            {
                var row = mask.Row(y);
                for (int x = left; x < right; x++)
                    if (region.Contains(x + 1, y + 1)) row[x] = includes ? (byte)1 : (byte)0;
            }
        }
        return mask;
    }
}
