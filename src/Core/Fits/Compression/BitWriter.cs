namespace HstNotebooks.Fits.Compression;

/// <summary>Writes bits, highest first.</summary>
internal sealed class BitWriter(int capacity)
{
    private byte[] bytes = new byte[capacity];
    private int used;
    private ulong buffer;
    private int count;

    /// <summary>Writes the low bits of a value, up to 32.</summary>
    public void Write(uint value, int bits)
    {
        if (bits == 0) return;
        buffer = (buffer << bits) | value;
        count += bits;
        while (count >= 8)
        {
            count -= 8;
            Put((byte)(buffer >> count));
        }
    }

    /// <summary>Writes so many zeros, then a one.</summary>
    public void WriteZerosAndOne(uint zeros)
    {
        for (; zeros >= 31; zeros -= 31) Write(0, 31);
        Write(1, (int)zeros + 1);
    }

    /// <summary>The bytes, the last one filled up with zeros.</summary>
    public byte[] ToArray()
    {
        if (count > 0) Put((byte)(buffer << (8 - count)));
        count = 0;
        return bytes[..used];
    }

    private void Put(byte value)
    {
        if (used == bytes.Length) Array.Resize(ref bytes, bytes.Length * 2);
        bytes[used++] = value;
    }
}
