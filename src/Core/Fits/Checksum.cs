using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;


namespace HstNotebooks.Fits;

/// <summary>The 32-bit ones' complement checksum of FITS (standard 4.0, section 4.4.2.7 and appendix J).</summary>
internal static class Checksum
{
    /// <summary>What CHECKSUM holds while the sum of its header is formed.</summary>
    public const string Zero = "0000000000000000";

    /// <summary>Adds bytes to a sum; their number is a multiple of 4.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        ulong total = sum;
        // 32-bit words in 64-bit sums: no carry is lost below 4 G words.
        foreach (uint word in MemoryMarshal.Cast<byte, uint>(bytes)) total += BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;
        while (total > uint.MaxValue) total = (total & uint.MaxValue) + (total >> 32);
        return (uint)total;
    }

    /// <summary>Adds two sums.</summary>
    public static uint Add(uint a, uint b)
    {
        ulong total = (ulong)a + b;
        return (uint)((total & uint.MaxValue) + (total >> 32));
    }

    /// <summary>The 16 characters whose bytes make the sum of the HDU all ones (appendix J.3).</summary>
    public static string Encode(uint sum)
    {
        uint value = ~sum;
        Span<char> text = stackalloc char[16];
        Span<int> four = stackalloc int[4];
        for (int i = 0; i < 4; i++)
        {
            int part = (int)(value >> (24 - 8 * i)) & 0xFF;
            int quotient = part / 4 + '0';
            four.Fill(quotient);
            four[0] += part % 4;
            AvoidPunctuation(four);
            for (int j = 0; j < 4; j++) text[4 * j + i] = (char)four[j];
        }
        // The string begins in column 12, so its bytes are rotated by one within the words.
        return text[15] + text[..15].ToString();
    }

    /// <summary>DATASUM as it stands in headers; null where it is no such number.</summary>
    public static uint? Parse(string? text) =>
        uint.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out uint sum) ? sum : null;

    /// <summary>Moves pairs of characters apart, keeping their sum, until all are letters or digits.</summary>
    private static void AvoidPunctuation(Span<int> four)
    {
        bool again = true;
        while (again)
        {
            again = false;
            for (int j = 0; j < 4; j += 2)
                if (IsPunctuation(four[j]) || IsPunctuation(four[j + 1]))
                {
                    four[j]++;
                    four[j + 1]--;
                    again = true;
                }
        }
    }

    private static bool IsPunctuation(int c) => c is (>= ':' and <= '@') or (>= '[' and <= '`');
}
