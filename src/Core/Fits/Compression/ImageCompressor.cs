using System.Buffers.Binary;
using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits.FitsTables;

namespace HstNotebooks.Fits.Compression;

/// <summary>Encodes an image as the table of a tile-compressed one.</summary>
internal sealed class ImageCompressor
{
    private readonly PixelStore pixels;
    private readonly TileCompression options;
    private readonly TileGrid grid;
    private readonly EncodedTile[] tiles;
    private readonly bool isReal;
    private readonly bool rounds;

    /// <exception cref="FitsException">The options do not go with the pixels.</exception>
    public ImageCompressor(PixelStore pixels, TileCompression options)
    {
        this.pixels = pixels;
        this.options = options;
        isReal = pixels.BitPix < 0;
        rounds = isReal && options.QuantizeLevel != 0;
        if (pixels.BitPix == 64) throw new FitsException("images of 64-bit integers are not compressed: no common reader could unpack them") { Expected = "8, 16 or 32 bits, or real numbers" };
        if (options.Code == TileCode.Rice && isReal && !rounds)
            throw new FitsException("RICE_1 cannot hold unrounded real numbers") { Expected = "GZIP_2 for such images", Advice = "use TileCode.Gzip, or a QuantizeLevel" };
        if (options.DitherSeed is < 1 or > 10000) throw new FitsException($"the dither seed is {options.DitherSeed}") { Keyword = "ZDITHER0", Expected = "1 to 10000" };
        grid = new TileGrid(pixels.Axes, TileSize());
        if (grid.Count > int.MaxValue / 64) throw new FitsException($"{grid.Count} tiles are too many") { Keyword = "ZTILE1" };
        tiles = new EncodedTile[grid.Count];
        Parallel.For(0, tiles.Length, i => tiles[i] = Encode(i));
        HeapLength = tiles.Sum(t => (long)t.Bytes.Length);
        if (HeapLength > int.MaxValue) throw new FitsException("the compressed image is larger than 2 GB");
    }

    private int RowLength => rounds ? 8 + 8 + 16 : 8;
    private long HeapLength { get; }
    /// <summary>Length of the table and its heap, in bytes.</summary>
    public long Length => (long)tiles.Length * RowLength + HeapLength;

    /// <summary>The cards of the table.</summary>
    public FitsHeader Header()
    {
        var header = new FitsHeader();
        header.Set("XTENSION", "BINTABLE", "binary table extension");
        header.Set("BITPIX", 8, "8-bit bytes");
        header.Set("NAXIS", 2, "2-dimensional binary table");
        header.Set("NAXIS1", RowLength, "width of table in bytes");
        header.Set("NAXIS2", tiles.Length, "number of rows in table");
        header.Set("PCOUNT", HeapLength, "size of special data area");
        header.Set("GCOUNT", 1, "one data group");
        header.Set("TFIELDS", rounds ? 4 : 1, "number of fields in each row");
        int longest = tiles.Max(t => t.Bytes.Length);
        header.Set("TTYPE1", "COMPRESSED_DATA");
        header.Set("TFORM1", $"1PB({longest})");
        if (rounds)
        {
            header.Set("TTYPE2", "GZIP_COMPRESSED_DATA");
            header.Set("TFORM2", $"1PB({longest})");
            header.Set("TTYPE3", "ZSCALE");
            header.Set("TFORM3", "1D");
            header.Set("TTYPE4", "ZZERO");
            header.Set("TFORM4", "1D");
        }
        header.Set("ZIMAGE", true, "extension contains compressed image");
        header.Set("ZTENSION", "IMAGE", "Image extension");
        header.Set("ZBITPIX", pixels.BitPix, "data type of original image");
        header.Set("ZNAXIS", grid.Axes.Length, "dimension of original image");
        for (int i = 0; i < grid.Axes.Length; i++) header.Set(BinaryColumn.Key("ZNAXIS", i + 1), grid.Axes[i]);
        for (int i = 0; i < grid.Axes.Length; i++) header.Set(BinaryColumn.Key("ZTILE", i + 1), grid.Tile[i], "size of tiles to be compressed");
        header.Set("ZPCOUNT", 0, "number of parameters");
        header.Set("ZGCOUNT", 1, "number of groups");
        header.Set("ZCMPTYPE", options.Code == TileCode.Rice ? "RICE_1" : "GZIP_2", "compression algorithm");
        if (options.Code == TileCode.Rice)
        {
            header.Set("ZNAME1", "BLOCKSIZE", "compression block size");
            header.Set("ZVAL1", Rice.DefaultBlock, "pixels per block");
            header.Set("ZNAME2", "BYTEPIX", "bytes per pixel (1, 2, 4, or 8)");
            header.Set("ZVAL2", RiceBytes, "bytes per pixel (1, 2, 4, or 8)");
        }
        if (!isReal) return header;
        header.Set("ZQUANTIZ", !rounds ? "NONE" : options.Dither switch { FloatDither.Subtractive1 => "SUBTRACTIVE_DITHER_1", FloatDither.Subtractive2 => "SUBTRACTIVE_DITHER_2", _ => "NO_DITHER" },
            rounds ? "pixel quantization algorithm" : "lossless compression without quantization");
        if (!rounds) return header;
        if (options.Dither != FloatDither.None) header.Set("ZDITHER0", options.DitherSeed, "dithering offset when quantizing floats");
        header.Set("ZBLANK", Quantization.Null, "null value in the compressed integer array");
        return header;
    }

    /// <summary>Writes the table's rows and heap.</summary>
    public void WriteTo(Stream target)
    {
        var row = new byte[RowLength];
        long offset = 0;
        foreach (var tile in tiles)
        {
            row.AsSpan().Clear();
            var descriptor = row.AsSpan(tile.IsExact && rounds ? 8 : 0, 8);
            BinaryPrimitives.WriteInt32BigEndian(descriptor, tile.Bytes.Length);
            BinaryPrimitives.WriteInt32BigEndian(descriptor[4..], (int)offset);
            if (rounds)
            {
                BinaryPrimitives.WriteDoubleBigEndian(row.AsSpan(16), tile.Scale);
                BinaryPrimitives.WriteDoubleBigEndian(row.AsSpan(24), tile.Zero);
            }
            target.Write(row);
            offset += tile.Bytes.Length;
        }
        foreach (var tile in tiles) target.Write(tile.Bytes);
    }

    private int RiceBytes => isReal ? 4 : Math.Min(4, pixels.BitPix / 8);

    private EncodedTile Encode(long number)
    {
        var (start, size) = grid.Place(number);
        int count = size.Aggregate(1, (a, b) => a * b);
        int width = Math.Abs(pixels.BitPix) / 8;
        byte[] raw = new byte[count * width];
        int at = 0;
        foreach (long rowStart in TileGrid.RowStarts(grid.Axes, start, size))
        {
            pixels.ReadStored(rowStart, raw.AsSpan(at, size[0] * width));
            at += size[0] * width;
        }
        if (!rounds && options.Code == TileCode.Gzip) return new EncodedTile(Gzip.Pack(width > 1 ? Gzip.Shuffle(raw, width) : raw), true, 1, 0);

        var integers = new int[count];
        double scale = 1, zero = 0;
        if (isReal)
        {
            var real = new double[count];
            for (int i = 0; i < count; i++)
                real[i] = width == 4 ? BinaryPrimitives.ReadSingleBigEndian(raw.AsSpan(4 * i)) : BinaryPrimitives.ReadDoubleBigEndian(raw.AsSpan(8 * i));
            if (!Quantization.TryRound(real, integers, options.QuantizeLevel, size[0], options.Dither, number, options.DitherSeed, out scale, out zero))
                return new EncodedTile(Gzip.Pack(raw), true, 0, 0);
        }
        else
        {
            for (int i = 0; i < count; i++)
                integers[i] = width switch { 1 => raw[i], 2 => BinaryPrimitives.ReadInt16BigEndian(raw.AsSpan(2 * i)), _ => BinaryPrimitives.ReadInt32BigEndian(raw.AsSpan(4 * i)) };
        }
        if (options.Code == TileCode.Rice) return new EncodedTile(Rice.Encode(integers, RiceBytes), false, scale, zero);
        var bytes = new byte[count * 4];
        PixelBytes.ToBigEndian<int>(integers, bytes);
        return new EncodedTile(Gzip.Pack(Gzip.Shuffle(bytes, 4)), false, scale, zero);
    }

    private long[] TileSize()
    {
        var axes = pixels.Axes;
        var size = new long[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            long wanted = options.Tile is null ? (i == 0 ? 0 : 1) : i < options.Tile.Count ? options.Tile[i] : 1;
            if (wanted < 0) throw new FitsException($"the tile size {wanted.ToString(CultureInfo.InvariantCulture)} is negative") { Keyword = BinaryColumn.Key("ZTILE", i + 1) };
            size[i] = wanted == 0 ? axes[i] : Math.Min(wanted, axes[i]);
        }
        if (size.Aggregate((Int128)1, (a, b) => a * b) > 1 << 28) throw new FitsException("the tiles are too large") { Keyword = "ZTILE1", Expected = "at most 2^28 pixels" };
        return size;
    }

    /// <summary>A tile's code; <c>IsExact</c> where its pixels were packed without rounding.</summary>
    private sealed record EncodedTile(byte[] Bytes, bool IsExact, double Scale, double Zero);
}
