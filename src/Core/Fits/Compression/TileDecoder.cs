using System.Buffers.Binary;
using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits.FitsTables;

namespace HstNotebooks.Fits.Compression;

/// <summary>Decodes the tiles of a compressed image from the rows and the heap of its table.</summary>
internal sealed class TileDecoder
{
    private readonly CompressedImage image;
    private readonly FitsHeader header;
    private readonly HduExtent extent;
    private readonly int rowLength;
    private readonly long tableLength;
    private readonly BinaryColumn? compressed, gzipped, plain, scale, zero, blank;

    /// <exception cref="FitsException">The table lacks the columns of compressed images.</exception>
    public TileDecoder(CompressedImage image, FitsHeader header, HduExtent extent)
    {
        this.image = image;
        this.header = header;
        this.extent = extent;
        rowLength = header.GetInt("NAXIS1");
        tableLength = (long)rowLength * header.GetInt("NAXIS2");
        foreach (var column in BinaryColumn.ReadAll(header))
            switch (column.Name.ToUpperInvariant())
            {
                case "COMPRESSED_DATA": compressed = column; break;
                case "GZIP_COMPRESSED_DATA": gzipped = column; break;
                case "UNCOMPRESSED_DATA": plain = column; break;
                case "ZSCALE": scale = column; break;
                case "ZZERO": zero = column; break;
                case "ZBLANK": blank = column; break;
            }
        bool arrays = compressed is not null && ((BinaryColumn?[])[compressed, gzipped, plain]).All(c => c is null or { Descriptor: not null });
        bool reals = ((BinaryColumn?[])[scale, zero]).All(c => c is null or { Descriptor: null, Repeat: 1, Type: 'E' or 'D' });
        if (!arrays || !reals || blank is not (null or { Descriptor: null, Repeat: 1, Type: 'J' }))
            throw new FitsException("the columns of the compressed image are not those of the standard")
            { File = header.File, Hdu = header.HduLabel, Keyword = "TFORM1", Expected = "COMPRESSED_DATA of variable length, and ZSCALE, ZZERO, ZBLANK of one number" };
    }

    /// <summary>Writes the table's data unit as it is.</summary>
    public void WriteTable(Stream target) => extent.Source.CopyTo(target, extent.DataStart, extent.DataLength);

    /// <summary>Refuses a tile whose bytes cannot hold as many pixels as the header says, before memory is taken for them.</summary>
    /// <exception cref="FitsException">The tile is damaged.</exception>
    public void RequireRoom(long tile, long count)
    {
        using var lease = extent.Source.Lease();
        var row = lease.Span(extent.DataStart + tile * rowLength, rowLength);
        long bytes = Length(row, compressed!) * BinaryColumn.ElementSize(compressed!.Type);
        if (gzipped is not null) bytes = Math.Max(bytes, Length(row, gzipped));
        if (plain is not null) bytes = Math.Max(bytes, Length(row, plain) * BinaryColumn.ElementSize(plain.Type));
        // A block of equal pixels takes 3 bits in the Rice code; deflate packs at most 1032 bytes into one.
        double most = image.Code switch
        {
            "RICE_1" or "RICE_ONE" => bytes * 1100.0 + bytes * 8.0 / 3 * image.RiceBlock,
            "HCOMPRESS_1" or "PLIO_1" => 1 << 26,
            _ => bytes * 1100.0,
        };
        if (count > most) throw Damaged(tile, $"{bytes} bytes for {count} pixels");

        static long Length(ReadOnlySpan<byte> row, BinaryColumn column) => column.Descriptor switch
        {
            'P' => BinaryPrimitives.ReadInt32BigEndian(Field(row, column)),
            'Q' => BinaryPrimitives.ReadInt64BigEndian(Field(row, column)),
            _ => 0,
        };
    }

    /// <summary>The pixels of a tile as big-endian bytes of ZBITPIX.</summary>
    /// <exception cref="FitsException">The tile is damaged.</exception>
    public byte[] Decode(long tile, int[] size)
    {
        int count = size.Aggregate(1, (a, b) => a * b);
        int width = Math.Abs(image.BitPix) / 8;
        using var lease = extent.Source.Lease();
        var heap = new BinaryHeap(header, lease, extent.DataStart, tableLength);
        var row = lease.Span(extent.DataStart + tile * rowLength, rowLength);
        int number = (int)Math.Min(tile, int.MaxValue - 1);

        var bytes = heap.Bytes(Field(row, compressed!), BinaryColumn.ElementSize(compressed!.Type), number);
        if (bytes.IsEmpty)
        {
            // A tile that could not be rounded is kept as it is, packed or not.
            if (gzipped is not null && heap.Bytes(Field(row, gzipped), 1, number) is { IsEmpty: false } packed)
                return Gzip.TryUnpack(packed, count * width) is { } exact && exact.Length == count * width ? exact : throw Damaged(tile, "gzip");
            if (plain is not null && heap.Bytes(Field(row, plain), BinaryColumn.ElementSize(plain.Type), number) is { } raw && raw.Length == count * width) return raw.ToArray();
            throw Damaged(tile, "missing");
        }

        double? tileScale = scale is null ? image.Scaling?.Scale : Real(row, scale);
        bool isRounded = image.IsReal && tileScale is { } s && s != 0;
        if (!isRounded && image.Code is "GZIP_1" or "GZIP_2" or "NOCOMPRESS" && Exact(bytes, count, width) is { } stored) return stored;
        if (image.IsReal && !isRounded) throw Damaged(tile, "without scale");

        var integers = new int[count];
        if (!TryIntegers(bytes, integers, count)) throw Damaged(tile, image.Code);
        if (!image.IsReal) return Integers(integers, width, tile);

        var pixels = new double[count];
        double tileZero = zero is null ? image.Scaling?.Zero ?? 0 : Real(row, zero);
        int? mark = blank is not null ? BinaryPrimitives.ReadInt32BigEndian(Field(row, blank)) : image.Blank ?? Quantization.Null;
        Quantization.Restore(integers, pixels, tileScale!.Value, tileZero, mark, image.Dither, tile, image.DitherSeed);
        var result = new byte[count * width];
        if (width == 8) PixelBytes.ToBigEndian<double>(pixels, result);
        else
        {
            var singles = new float[count];
            for (int i = 0; i < count; i++) singles[i] = (float)pixels[i];
            PixelBytes.ToBigEndian<float>(singles, result);
        }
        return result;
    }

    /// <summary>Pixels that were packed without rounding; null where the bytes are not as many as the pixels need.</summary>
    private byte[]? Exact(ReadOnlySpan<byte> bytes, int count, int width)
    {
        if (image.Code == "NOCOMPRESS") return bytes.Length == count * width ? bytes.ToArray() : null;
        if (Gzip.TryUnpack(bytes, count * 8) is not { } unpacked || unpacked.Length != count * width) return null;
        return image.Code == "GZIP_2" && width > 1 ? Gzip.Unshuffle(unpacked, width) : unpacked;
    }

    private bool TryIntegers(ReadOnlySpan<byte> bytes, int[] integers, int count)
    {
        switch (image.Code)
        {
            case "RICE_1" or "RICE_ONE": return Rice.TryDecode(bytes, integers, image.RiceBytes, image.RiceBlock);
            case "HCOMPRESS_1": return Hcompress.TryDecode(bytes, integers, image.Smooth);
            case "PLIO_1": return PixelList.TryDecode(bytes, integers);
            case "GZIP_1" or "GZIP_2":
                // Integers may be stored in fewer or more bytes than ZBITPIX says.
                if (Gzip.TryUnpack(bytes, count * 4) is not { } unpacked || unpacked.Length % count != 0) return false;
                int size = unpacked.Length / count;
                if (size is not (1 or 2 or 4)) return false;
                if (image.Code == "GZIP_2" && size > 1) unpacked = Gzip.Unshuffle(unpacked, size);
                for (int i = 0; i < count; i++)
                    integers[i] = size switch
                    {
                        1 => unpacked[i],
                        2 => BinaryPrimitives.ReadInt16BigEndian(unpacked.AsSpan(2 * i)),
                        _ => BinaryPrimitives.ReadInt32BigEndian(unpacked.AsSpan(4 * i)),
                    };
                return true;
            default: return false;
        }
    }

    private byte[] Integers(int[] integers, int width, long tile)
    {
        var result = new byte[integers.Length * width];
        for (int i = 0; i < integers.Length; i++)
        {
            int value = integers[i];
            switch (width)
            {
                case 1:
                    if (value is < 0 or > 255) throw Damaged(tile, "out of range");
                    result[i] = (byte)value;
                    break;
                case 2:
                    if (value is < short.MinValue or > ushort.MaxValue) throw Damaged(tile, "out of range");
                    BinaryPrimitives.WriteInt16BigEndian(result.AsSpan(2 * i), (short)value);
                    break;
                case 4: BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(4 * i), value); break;
                default: BinaryPrimitives.WriteInt64BigEndian(result.AsSpan(8 * i), value); break;
            }
        }
        return result;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> row, BinaryColumn column) => row.Slice(column.Offset, column.Width);

    private static double Real(ReadOnlySpan<byte> row, BinaryColumn column) => column.Type switch
    {
        'E' => BinaryPrimitives.ReadSingleBigEndian(Field(row, column)),
        'D' => BinaryPrimitives.ReadDoubleBigEndian(Field(row, column)),
        _ => 0,
    };

    private FitsException Damaged(long tile, string what) =>
        new($"tile {(tile + 1).ToString(CultureInfo.InvariantCulture)} of the compressed image is damaged ({what})")
        { File = header.File, Hdu = header.HduLabel, Row = tile + 1, Advice = "fetch the file again" };
}
