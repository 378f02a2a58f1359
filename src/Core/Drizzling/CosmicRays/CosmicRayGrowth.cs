using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Enlarges cosmic-ray masks (1 = good, 0 = hit).</summary>
public static class CosmicRayGrowth
{
    /// <summary>A pixel stays good only if all pixels of the square of side <paramref name="size"/> around it are good.
    /// An even square reaches one pixel farther to the lower left. The image is mirrored at its edges.</summary>
    public static Image<byte> Grow(Image<byte> mask, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        int before = size / 2, after = size - 1 - before;
        var result = mask.Clone();
        for (int y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] != 0) continue;
                // The hit pixel spoils those whose square reaches it.
                for (int v = Math.Max(0, y - after); v <= Math.Min(mask.Height - 1, y + before); v++)
                    result.Row(v)[Math.Max(0, x - after)..Math.Min(mask.Width, x + before + 1)].Clear();
            }
        }
        return result;
    }

    /// <summary>
    /// Masks the charge trail of each hit: <paramref name="length"/> pixels of its column below it (direction +1, where the next pixels
    /// y+1 to y+n of a pixel must be good) or above it (direction -1).
    /// </summary>
    public static Image<byte> GrowTrails(Image<byte> mask, int length, int direction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var result = mask.Clone();
        for (int y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] != 0) continue;
                for (int n = 1; n <= length; n++)
                {
                    int v = y - n * Math.Sign(direction);
                    if (v >= 0 && v < mask.Height) result[v, x] = 0;
                }
            }
        }
        return result;
    }
}
