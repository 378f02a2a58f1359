using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

/// <summary>A place for pixels that are written to the file in bands and never lie in memory together.</summary>
internal sealed class ReservedPixels(long[] axes, int bitPix) : PixelStore(axes, bitPix)
{
    private readonly Lock adding = new();

    /// <summary>The checksum of what was written, each byte once; what was not written counts as zeros.</summary>
    public uint Sum { get; private set; }

    /// <summary>Adds bytes that were written to the checksum; their place and number are multiples of 4.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint part = Checksum.Add(0, bytes);
        lock (adding) Sum = Checksum.Add(Sum, part);
    }

    public override void Read<T>(long firstPixel, Span<T> target) => throw NotHere();
    public override void ReadStored(long firstPixel, Span<byte> target) => throw NotHere();
    public override void WriteTo(Stream target) => throw NotHere();

    private static InvalidOperationException NotHere() => new("the pixels are written in bands and cannot be read");
}
