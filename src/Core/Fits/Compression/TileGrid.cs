namespace HstNotebooks.Fits.Compression;

/// <summary>How an image is cut into tiles; tiles are numbered with the first axis fastest. Tiles at the far edges may be smaller.</summary>
internal sealed class TileGrid
{
    public TileGrid(long[] axes, long[] tile)
    {
        Axes = axes;
        Tile = tile;
        Counts = [.. axes.Select((length, i) => (length + tile[i] - 1) / tile[i])];
        Count = Counts.Aggregate(1L, (a, b) => a * b);
        TilesInSlab = Counts.Take(Counts.Length - 1).Aggregate(1L, (a, b) => a * b);
        PixelsInLayer = axes.Take(axes.Length - 1).Aggregate(1L, (a, b) => a * b);
    }

    public long[] Axes { get; }
    public long[] Tile { get; }
    /// <summary>Tiles along each axis.</summary>
    public long[] Counts { get; }
    /// <summary>Tiles in all.</summary>
    public long Count { get; }
    /// <summary>A slab is all tiles at the same place along the last axis; its pixels follow one another in the image.</summary>
    public long TilesInSlab { get; }
    /// <summary>Pixels in one step along the last axis.</summary>
    public long PixelsInLayer { get; }
    /// <summary>Pixels of a whole slab.</summary>
    public long PixelsInSlab => PixelsInLayer * Math.Min(Tile[^1], Axes[^1]);

    /// <summary>First pixel (0-based, along each axis) and size of a tile.</summary>
    public (long[] Start, int[] Size) Place(long number)
    {
        var start = new long[Axes.Length];
        var size = new int[Axes.Length];
        for (int i = 0; i < Axes.Length; i++)
        {
            start[i] = number % Counts[i] * Tile[i];
            number /= Counts[i];
            size[i] = (int)Math.Min(Tile[i], Axes[i] - start[i]);
        }
        return (start, size);
    }

    /// <summary>The rows of a tile: where each begins in the image, in pixels.</summary>
    public static IEnumerable<long> RowStarts(long[] axes, long[] start, int[] size)
    {
        var index = new int[axes.Length];
        while (true)
        {
            long at = 0;
            for (int i = axes.Length - 1; i >= 0; i--) at = at * axes[i] + start[i] + index[i];
            yield return at;
            int axis = 1;
            while (axis < axes.Length && ++index[axis] == size[axis]) index[axis++] = 0;
            if (axis >= axes.Length) yield break;
        }
    }
}
