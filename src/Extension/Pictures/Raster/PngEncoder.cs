using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace HstNotebooks.Pictures;

/// <summary>Writes pictures as PNG (W3C recommendation, second edition): with a palette of 256 colours where that serves, else as RGB.</summary>
public static class PngEncoder
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="dotsPerInch">Resolution noted in the file for printing.</param>
    public static byte[] Encode(Pixmap picture, int dotsPerInch = 144)
    {
        var palette = Palette.Find(picture);
        using var file = new MemoryStream();
        file.Write(Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, (byte)(palette is null ? 2 : 3));
        Chunk(file, "IHDR", header);
        byte[] density = new byte[9];
        int perMetre = (int)Math.Round(dotsPerInch / 0.0254);
        BinaryPrimitives.WriteInt32BigEndian(density, perMetre);
        BinaryPrimitives.WriteInt32BigEndian(density.AsSpan(4), perMetre);
        density[8] = 1;
        Chunk(file, "pHYs", density);
        if (palette is not null)
            Chunk(file, "PLTE", [.. palette.Colours.SelectMany(c => new[] { (byte)(c >> 16), (byte)(c >> 8), (byte)c })]);
        Chunk(file, "IDAT", palette is null ? SmallerOf(FilteredRgb(picture, 2), FilteredRgb(picture, 0)) : Compress(Indexed(picture, palette)));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Indexed(Pixmap picture, Palette palette)
    {
        byte[] rows = new byte[(picture.Width + 1) * picture.Height];
        byte[] rgb = picture.Rgb;
        for (int y = 0, from = 0, to = 0; y < picture.Height; y++)
        {
            to++;
            for (int x = 0; x < picture.Width; x++, from += 3)
                rows[to++] = palette.IndexOf[rgb[from] << 16 | rgb[from + 1] << 8 | rgb[from + 2]];
        }
        return rows;
    }

    private static byte[] SmallerOf(byte[] one, byte[] other)
    {
        byte[][] both = [one, other];
        return both.AsParallel().AsOrdered().Select(Compress).MinBy(c => c.Length)!;
    }

    /// <summary>Rows as they are (filter 0), which suits drawings, or as differences to the row above (filter 2), which suits smooth pictures.</summary>
    private static byte[] FilteredRgb(Pixmap picture, byte filter)
    {
        int stride = 3 * picture.Width;
        byte[] rows = new byte[(stride + 1) * picture.Height];
        for (int y = 0; y < picture.Height; y++)
        {
            var row = picture.Rgb.AsSpan(y * stride, stride);
            var target = rows.AsSpan(y * (stride + 1), stride + 1);
            target[0] = y == 0 ? (byte)0 : filter;
            if (target[0] == 0) { row.CopyTo(target[1..]); continue; }
            var above = picture.Rgb.AsSpan((y - 1) * stride, stride);
            for (int i = 0; i < stride; i++) target[i + 1] = (byte)(row[i] - above[i]);
        }
        return rows;
    }

    private static byte[] Compress(byte[] data)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(data);
        return target.ToArray();
    }

    private static void Chunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(data);
        var check = new Crc32Sum();
        check.Add(name);
        check.Add(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, check.Value);
        file.Write(number);
    }
}
