namespace HstNotebooks.Fits;

/// <summary>Where the pixels of an image come from: a file, an array, a constant, compressed tiles.</summary>
internal abstract class PixelStore(long[] axes, int bitPix)
{
    /// <summary>Lengths of the axes, NAXIS1 first; empty without data.</summary>
    public long[] Axes { get; } = axes;
    /// <summary>BITPIX of the pixels as they are written.</summary>
    public int BitPix { get; } = bitPix;
    /// <summary>Number of pixels.</summary>
    public long Count { get; } = axes.Length == 0 ? 0 : axes.Aggregate(1L, (a, b) => a * b);
    /// <summary>Length of the data unit without padding, in bytes.</summary>
    public virtual long DataLength => Count * (Math.Abs(BitPix) / 8);

    /// <summary>Reads consecutive pixels as physical values of type T.</summary>
    public abstract void Read<T>(long firstPixel, Span<T> target) where T : unmanaged;

    /// <summary>Reads consecutive pixels as they are stored: big-endian bytes of BITPIX, before BSCALE and BZERO.</summary>
    public abstract void ReadStored(long firstPixel, Span<byte> target);

    /// <summary>Writes the data unit without padding, big-endian.</summary>
    public abstract void WriteTo(Stream target);
}
