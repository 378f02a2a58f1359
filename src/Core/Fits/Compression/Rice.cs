using System.Buffers.Binary;
using System.Numerics;

namespace HstNotebooks.Fits.Compression;

/// <summary>
/// The Rice code of tile-compressed images (FITS standard 4.0, section 10.4.1): differences of neighbours, mapped to
/// non-negative numbers, in blocks with the best number of low bits each.
/// </summary>
internal static class Rice
{
    /// <summary>Pixels in a block, where the header does not say.</summary>
    public const int DefaultBlock = 32;

    /// <summary>Decodes pixels of 1, 2 or 4 bytes.</summary>
    /// <returns>False where the bytes end too early.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, Span<int> pixels, int bytesPerPixel, int block)
    {
        var (choiceBits, largest, width) = Parameters(bytesPerPixel);
        if (bytes.Length < bytesPerPixel) return pixels.IsEmpty;
        int last = bytesPerPixel switch { 1 => bytes[0], 2 => BinaryPrimitives.ReadInt16BigEndian(bytes), _ => BinaryPrimitives.ReadInt32BigEndian(bytes) };
        var reader = new BitReader(bytes[bytesPerPixel..]);
        for (int start = 0; start < pixels.Length; start += block)
        {
            var part = pixels.Slice(start, Math.Min(block, pixels.Length - start));
            int low = (int)reader.Read(choiceBits) - 1;
            if (low < 0)
            {
                part.Fill(last);
            }
            else if (low >= largest)
            {
                for (int i = 0; i < part.Length; i++) part[i] = last = Wrap(last + Unmap(reader.Read(width)), bytesPerPixel);
            }
            else
            {
                for (int i = 0; i < part.Length; i++)
                {
                    uint high = (uint)reader.ReadZeros();
                    part[i] = last = Wrap(last + Unmap((high << low) | reader.Read(low)), bytesPerPixel);
                }
            }
            if (reader.Overrun) return false;
        }
        return true;
    }

    /// <summary>Encodes pixels of 1, 2 or 4 bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<int> pixels, int bytesPerPixel, int block = DefaultBlock)
    {
        var (choiceBits, largest, width) = Parameters(bytesPerPixel);
        var writer = new BitWriter(pixels.Length * bytesPerPixel + 16);
        if (pixels.IsEmpty) return [];
        int last = pixels[0];
        writer.Write((uint)last & Mask(bytesPerPixel * 8), bytesPerPixel * 8);
        Span<uint> mapped = stackalloc uint[block];
        for (int start = 0; start < pixels.Length; start += block)
        {
            var part = pixels.Slice(start, Math.Min(block, pixels.Length - start));
            double sum = 0;
            for (int i = 0; i < part.Length; i++)
            {
                int difference = bytesPerPixel == 1 ? (sbyte)(part[i] - last) : Wrap(part[i] - last, bytesPerPixel);
                mapped[i] = ((uint)difference << 1 ^ (uint)(difference >> 31)) & Mask(width);
                sum += mapped[i];
                last = part[i];
            }
            // Half the mean, in bits, is the best number of low bits.
            double mean = Math.Max(0, (sum - part.Length / 2 - 1) / part.Length);
            uint half = (uint)mean >> 1;
            int low = half == 0 ? 0 : 32 - BitOperations.LeadingZeroCount(half);
            if (low >= largest)
            {
                writer.Write((uint)largest + 1, choiceBits);
                foreach (uint value in mapped[..part.Length]) writer.Write(value, width);
            }
            else if (low == 0 && sum == 0)
            {
                writer.Write(0, choiceBits);
            }
            else
            {
                writer.Write((uint)low + 1, choiceBits);
                foreach (uint value in mapped[..part.Length])
                {
                    writer.WriteZerosAndOne(value >> low);
                    writer.Write(value & Mask(low), low);
                }
            }
        }
        return writer.ToArray();
    }

    /// <summary>Bits that name the choice of a block, the choice that means "as they are", and bits of a pixel.</summary>
    private static (int ChoiceBits, int Largest, int Width) Parameters(int bytesPerPixel) => bytesPerPixel switch
    {
        1 => (3, 6, 8),
        2 => (4, 14, 16),
        _ => (5, 25, 32),
    };

    private static int Unmap(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static int Wrap(int value, int bytesPerPixel) => bytesPerPixel switch { 1 => (byte)value, 2 => (short)value, _ => value };

    private static uint Mask(int bits) => bits >= 32 ? uint.MaxValue : (1u << bits) - 1;
}
