using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

/// <summary>Takes bytes in any pieces and forms their checksum, with zeros up to a whole word at the end.</summary>
internal sealed class ChecksumStream : WriteOnlyStream
{
    private readonly byte[] pending = new byte[4];
    private int pendingCount;
    private uint sum;

    public uint Sum
    {
        get
        {
            if (pendingCount == 0) return sum;
            pending.AsSpan(pendingCount).Clear();
            return Checksum.Add(sum, pending.AsSpan());
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (pendingCount > 0 && !buffer.IsEmpty)
        {
            pending[pendingCount++] = buffer[0];
            buffer = buffer[1..];
            if (pendingCount < 4) continue;
            sum = Checksum.Add(sum, pending.AsSpan());
            pendingCount = 0;
        }
        int whole = buffer.Length & ~3;
        sum = Checksum.Add(sum, buffer[..whole]);
        foreach (byte b in buffer[whole..]) pending[pendingCount++] = b;
    }
}
