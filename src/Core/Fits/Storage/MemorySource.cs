namespace HstNotebooks.Fits.Storage;

/// <summary>Bytes in an array: an unpacked gzip file.</summary>
internal sealed class MemorySource(byte[] bytes) : ByteSource
{
    public override long Length => bytes.LongLength;
    public override ByteLease Lease() => new ArrayLease(bytes);
    public override void Dispose() { }

    private sealed class ArrayLease(byte[] bytes) : ByteLease
    {
        public override ReadOnlySpan<byte> Span(long offset, int length) => bytes.AsSpan(checked((int)offset), length);
        public override void Dispose() { }
    }
}
