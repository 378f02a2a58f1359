namespace HstNotebooks.Fits.Storage;

/// <summary>The bytes of a FITS file, wherever they are. Safe for reading by several threads.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Keeps the bytes valid until the lease is disposed, even where another thread closes the file meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public abstract ByteLease Lease();

    public abstract void Dispose();

    /// <summary>Copies a part to a stream.</summary>
    public void CopyTo(Stream target, long offset, long count)
    {
        using var lease = Lease();
        while (count > 0)
        {
            int step = (int)Math.Min(count, 1 << 22);
            target.Write(lease.Span(offset, step));
            offset += step;
            count -= step;
        }
    }
}

/// <summary>Access to the bytes of a <see cref="ByteSource"/> for as long as it is not disposed.</summary>
internal abstract class ByteLease : IDisposable
{
    /// <summary>Some of the bytes.</summary>
    public abstract ReadOnlySpan<byte> Span(long offset, int length);
    public abstract void Dispose();
}
