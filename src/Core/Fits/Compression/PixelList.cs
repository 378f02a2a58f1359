using System.Buffers.Binary;

namespace HstNotebooks.Fits.Compression;

/// <summary>The PLIO_1 code of IRAF pixel masks (FITS standard 4.0, section 10.4.3): 16-bit instructions of runs.</summary>
internal static class PixelList
{
    /// <summary>Decodes a line list.</summary>
    /// <returns>False where the list is malformed.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<int> pixels)
    {
        pixels.Clear();
        int words = bytes.Length / 2;
        if (words < 3) return false;
        // Old lists give their length in word 3; newer ones in words 4 and 5, and where they begin in word 2.
        int length = Word(bytes, 2), first = 3;
        if (length <= 0)
        {
            if (words < 5) return false;
            length = (Word(bytes, 4) << 15) + Word(bytes, 3);
            first = Word(bytes, 1);
        }
        if (first < 0 || length > words) return false;

        int at = 0, value = 1;
        for (int i = first; i < length; i++)
        {
            int instruction = Word(bytes, i), data = instruction & 0xFFF;
            switch ((instruction >> 12) & 0x7)
            {
                case 0: at += data; break;                                  // ZN: zeros
                case 1:                                                     // SH: set the high value
                    if (++i >= length) return false;
                    value = (Word(bytes, i) << 12) + data;
                    break;
                case 2: value += data; break;                               // IH
                case 3: value -= data; break;                               // DH
                case 4:                                                     // HN: high values
                    if (at > pixels.Length) return false;
                    pixels[at..Math.Min(at + data, pixels.Length)].Fill(value);
                    at += data;
                    break;
                case 5:                                                     // PN: zeros, then one high value
                    at += data;
                    if (data > 0 && at <= pixels.Length) pixels[at - 1] = value;
                    break;
                case 6 or 7:                                                // IS, DS: change the high value, one pixel
                    value += ((instruction >> 12) & 0x7) == 6 ? data : -data;
                    if (at < pixels.Length) pixels[at] = value;
                    at++;
                    break;
            }
            if (at >= pixels.Length) return true;
        }
        return true;
    }

    private static int Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * index)..]);
}
