using System.Buffers.Binary;

namespace HstNotebooks.Fits.Compression;

/// <summary>
/// Decodes HCOMPRESS_1 tiles (FITS standard 4.0, section 10.4.4; White 1992): quadtree-coded bit planes of the coefficients of
/// the H-transform, then <see cref="HTransform"/>.
/// </summary>
internal static class Hcompress
{
    private const int HeaderLength = 25;

    /// <summary>Decodes a tile.</summary>
    /// <returns>False where the bytes are malformed or of another size.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<int> pixels, bool smooth)
    {
        if (bytes.Length < HeaderLength || bytes[0] != 0xDD || bytes[1] != 0x99) return false;
        int rows = BinaryPrimitives.ReadInt32BigEndian(bytes[2..]);
        int columns = BinaryPrimitives.ReadInt32BigEndian(bytes[6..]);
        int scale = BinaryPrimitives.ReadInt32BigEndian(bytes[10..]);
        long sum = BinaryPrimitives.ReadInt64BigEndian(bytes[14..]);
        if (rows < 1 || columns < 1 || (long)rows * columns != pixels.Length) return false;

        var coefficients = new long[pixels.Length];
        if (!TryReadCoefficients(bytes, coefficients, rows, columns)) return false;
        coefficients[0] = sum;
        if (scale > 1)
            for (int i = 0; i < coefficients.Length; i++) coefficients[i] *= scale;
        HTransform.Invert(coefficients, rows, columns, smooth ? scale : 0);
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (int)coefficients[i];
        return true;
    }

    private static bool TryReadCoefficients(ReadOnlySpan<byte> bytes, long[] coefficients, int rows, int columns)
    {
        var bits = new BitReader(bytes[HeaderLength..]);
        int topRows = (rows + 1) / 2, leftColumns = (columns + 1) / 2;
        // Sums, differences along either axis, and curvature, each in its quadrant with its number of bit planes.
        bool good = ReadQuadrant(ref bits, coefficients, 0, columns, topRows, leftColumns, bytes[22])
            && ReadQuadrant(ref bits, coefficients, leftColumns, columns, topRows, columns / 2, bytes[23])
            && ReadQuadrant(ref bits, coefficients, columns * topRows, columns, rows / 2, leftColumns, bytes[23])
            && ReadQuadrant(ref bits, coefficients, columns * topRows + leftColumns, columns, rows / 2, columns / 2, bytes[24]);
        if (!good || bits.Read(4) != 0) return false;
        bits.SkipToByte();
        for (int i = 0; i < coefficients.Length; i++)
            if (coefficients[i] != 0 && bits.Read(1) != 0) coefficients[i] = -coefficients[i];
        return !bits.Overrun;
    }

    private static bool ReadQuadrant(ref BitReader bits, long[] target, int start, int stride, int rows, int columns, int planes)
    {
        if (planes > 62) return false;
        if (rows == 0 || columns == 0) return SkipEmpty(ref bits, planes);
        int levels = Levels(Math.Max(rows, columns));
        int halfRows = (rows + 1) / 2, halfColumns = (columns + 1) / 2;
        for (int plane = planes - 1; plane >= 0; plane--)
        {
            byte[] codes;
            uint kind = bits.Read(4);
            if (kind == 0)
            {
                codes = new byte[halfRows * halfColumns];
                for (int i = 0; i < codes.Length; i++) codes[i] = (byte)bits.Read(4);
            }
            else if (kind == 15) codes = ReadTree(ref bits, rows, columns, levels);
            else return false;
            if (bits.Overrun) return false;
            Insert(codes, target, start, stride, rows, columns, plane);
        }
        return true;
    }

    /// <summary>An empty quadrant still has the mark of every bit plane and one code of the top of its tree.</summary>
    private static bool SkipEmpty(ref BitReader bits, int planes)
    {
        for (int plane = 0; plane < planes; plane++)
            if (bits.Read(4) == 15) ReadCode(ref bits);
        return !bits.Overrun;
    }

    /// <summary>Goes down the quadtree of one bit plane: a code has a bit for each of the four cells below, and only those with a one are coded further.</summary>
    private static byte[] ReadTree(ref BitReader bits, int rows, int columns, int levels)
    {
        byte[] codes = [ReadCode(ref bits)];
        for (int level = levels - 1; level > 0; level--)
        {
            int levelRows = Ceiling(rows, level), levelColumns = Ceiling(columns, level);
            var below = new byte[levelRows * levelColumns];
            int parents = (levelColumns + 1) / 2;
            for (int r = 0; r < levelRows; r++)
                for (int c = 0; c < levelColumns; c++)
                    below[r * levelColumns + c] = (byte)(codes[(r >> 1) * parents + (c >> 1)] >> (3 - 2 * (r & 1) - (c & 1)) & 1);
            for (int i = below.Length - 1; i >= 0; i--)
                if (below[i] != 0) below[i] = ReadCode(ref bits);
            codes = below;
        }
        return codes;

        static int Ceiling(int length, int level) => (length + (1 << level) - 1) >> level;
    }

    /// <summary>Sets one bit of the coefficients from the codes of 2 x 2 cells.</summary>
    private static void Insert(byte[] codes, long[] target, int start, int stride, int rows, int columns, int plane)
    {
        int halfColumns = (columns + 1) / 2;
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
            {
                long bit = codes[(r >> 1) * halfColumns + (c >> 1)] >> (3 - 2 * (r & 1) - (c & 1)) & 1;
                target[start + r * stride + c] |= bit << plane;
            }
    }

    /// <summary>The fixed Huffman code of the 16 patterns of four cells.</summary>
    private static byte ReadCode(ref BitReader bits)
    {
        uint code = bits.Read(3);
        if (code < 4) return (byte)(1 << (int)code);
        code = (code << 1) | bits.Read(1);
        switch (code)
        {
            case 8: return 3;
            case 9: return 5;
            case 10: return 10;
            case 11: return 12;
            case 12: return 15;
        }
        code = (code << 1) | bits.Read(1);
        switch (code)
        {
            case 26: return 6;
            case 27: return 7;
            case 28: return 9;
            case 29: return 11;
            case 30: return 13;
        }
        return bits.Read(1) == 0 ? (byte)0 : (byte)14;
    }

    /// <summary>The power of two that covers a length.</summary>
    internal static int Levels(int length) => length <= 1 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(length - 1));
}
