using System.IO.Compression;

namespace HstNotebooks.Fits.Compression;

/// <summary>GZIP_1 and GZIP_2 of tile-compressed images (FITS standard 4.0, section 10.4.2): gzip of big-endian pixels, in GZIP_2 sorted by significance of their bytes.</summary>
internal static class Gzip
{
    /// <summary>Unpacks a whole gzip file.</summary>
    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    /// <exception cref="IOException">There are more than 2 GB.</exception>
    public static byte[] Unpack(Stream packed)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <summary>Unpacks at most a number of bytes; null where the data are damaged or longer.</summary>
    public static byte[]? TryUnpack(ReadOnlySpan<byte> packed, int maximum)
    {
        try
        {
            using var unpacked = new MemoryStream(Math.Min(maximum, 64 + packed.Length * 4));
            using var gzip = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[Math.Min(maximum + 1, 1 << 16)];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                if (unpacked.Length + read > maximum) return null;
                unpacked.Write(buffer, 0, read);
            }
            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>All first bytes of the elements, then all second bytes, and so on.</summary>
    public static byte[] Shuffle(ReadOnlySpan<byte> bytes, int size)
    {
        var result = new byte[bytes.Length];
        int count = bytes.Length / size;
        for (int i = 0; i < count; i++)
            for (int k = 0; k < size; k++) result[k * count + i] = bytes[i * size + k];
        return result;
    }

    /// <summary>Undoes <see cref="Shuffle"/>.</summary>
    public static byte[] Unshuffle(ReadOnlySpan<byte> bytes, int size)
    {
        var result = new byte[bytes.Length];
        int count = bytes.Length / size;
        for (int i = 0; i < count; i++)
            for (int k = 0; k < size; k++) result[i * size + k] = bytes[k * count + i];
        return result;
    }
}
