using System.Buffers.Binary;
using System.Numerics;

namespace HstNotebooks.Fits.Compression;

/// <summary>Reads bits, highest first. Behind the end there are only ones, so that no code runs on without end.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;
    private ulong buffer;
    private int count;

    /// <summary>Whether more was read than there is.</summary>
    public bool Overrun { get; private set; }

    /// <summary>Reads up to 32 bits.</summary>
    public uint Read(int bits)
    {
        if (bits == 0) return 0;
        if (count < bits) Fill();
        count -= bits;
        return (uint)(buffer >> count) & (bits == 32 ? uint.MaxValue : (1u << bits) - 1);
    }

    /// <summary>Counts the zeros before the next one, and takes both.</summary>
    public int ReadZeros()
    {
        int zeros = 0;
        while (true)
        {
            if (count == 0) Fill();
            ulong left = buffer << (64 - count);
            if (left != 0)
            {
                int here = BitOperations.LeadingZeroCount(left);
                count -= here + 1;
                return zeros + here;
            }
            zeros += count;
            count = 0;
        }
    }

    /// <summary>Drops what is left of the current byte.</summary>
    public void SkipToByte() => count -= count % 8;

    private void Fill()
    {
        if (next + 4 <= bytes.Length)
        {
            buffer = (buffer << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[next..]);
            next += 4;
            count += 32;
            return;
        }
        do
        {
            if (next >= bytes.Length + 4) Overrun = true;
            buffer = (buffer << 8) | (next < bytes.Length ? bytes[next] : 0xFFu);
            next++;
            count += 8;
        } while (count < 32);
    }
}
