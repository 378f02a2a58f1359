using System.Runtime.ExceptionServices;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits.Compression;

/// <summary>
/// The pixels of a tile-compressed image. Only the slabs of tiles that are asked for are decoded, several at a time on all cores;
/// the last one is kept for the next row.
/// </summary>
internal sealed class CompressedPixels(CompressedImage image, TileDecoder decoder, PixelScaling scaling, long tableLength)
    : PixelStore(image.Grid.Axes, image.BitPix)
{
    private Slab? last;

    public override long DataLength => tableLength;

    public override unsafe void Read<T>(long firstPixel, Span<T> target)
    {
        if (target.IsEmpty) return;
        long size = image.Grid.PixelsInSlab;
        long first = firstPixel / size, final = (firstPixel + target.Length - 1) / size;
        if (first == final)
        {
            Copy(Get(first), firstPixel, target);
            return;
        }
        int length = target.Length;
        fixed (T* start = target)
        {
            nint address = (nint)start;
            OnAllCores(first, final + 1, number =>
            {
                long from = Math.Max(firstPixel, number * size), to = Math.Min(firstPixel + length, (number + 1) * size);
                Copy(Decode(number), from, new Span<T>((T*)address + (from - firstPixel), (int)(to - from)));
            });
        }
    }

    /// <summary>Runs a loop on all cores; of several damaged tiles the first one is reported.</summary>
    private static void OnAllCores(long first, long end, Action<long> body)
    {
        try
        {
            Parallel.For(first, end, body);
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<FitsException>().MinBy(x => x.Row) is { } damaged)
        {
            ExceptionDispatchInfo.Throw(damaged);
        }
    }

    public override void ReadStored(long firstPixel, Span<byte> target)
    {
        int size = Math.Abs(BitPix) / 8;
        for (int at = 0; at < target.Length;)
        {
            long pixel = firstPixel + at / size;
            var slab = Get(pixel / image.Grid.PixelsInSlab);
            long within = pixel - slab.Number * image.Grid.PixelsInSlab;
            int count = (int)Math.Min((target.Length - at) / size, slab.Pixels.Count - within);
            slab.Pixels.ReadStored(within, target.Slice(at, count * size));
            at += count * size;
        }
    }

    /// <summary>The table is written as it is; see <see cref="ImageHdu"/>.</summary>
    public override void WriteTo(Stream target) => decoder.WriteTable(target);

    private void Copy<T>(Slab slab, long firstPixel, Span<T> target) where T : unmanaged =>
        slab.Pixels.Read(firstPixel - slab.Number * image.Grid.PixelsInSlab, target);

    private Slab Get(long number)
    {
        var slab = last;
        if (slab?.Number != number) last = slab = Decode(number);
        return slab;
    }

    private Slab Decode(long number)
    {
        var grid = image.Grid;
        long layers = Math.Min(grid.Tile[^1], grid.Axes[^1] - number * grid.Tile[^1]);
        long pixels = layers * grid.PixelsInLayer;
        int size = Math.Abs(image.BitPix) / 8;
        for (long i = 0; i < grid.TilesInSlab; i++)
            decoder.RequireRoom(number * grid.TilesInSlab + i, grid.Place(number * grid.TilesInSlab + i).Size.Aggregate(1L, (a, b) => a * b));
        var bytes = new byte[pixels * size];
        long offset = number * grid.PixelsInSlab;
        for (long i = 0; i < grid.TilesInSlab; i++)
        {
            long tile = number * grid.TilesInSlab + i;
            var (start, extent) = grid.Place(tile);
            byte[] decoded = decoder.Decode(tile, extent);
            int row = extent[0] * size, at = 0;
            foreach (long rowStart in TileGrid.RowStarts(grid.Axes, start, extent))
            {
                decoded.AsSpan(at, row).CopyTo(bytes.AsSpan((int)((rowStart - offset) * size)));
                at += row;
            }
        }
        return new Slab(number, new FilePixels(new MemorySource(bytes), 0, [pixels], image.BitPix, scaling));
    }

    private sealed record Slab(long Number, FilePixels Pixels);
}
