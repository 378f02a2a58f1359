using System.Buffers.Binary;
using System.Globalization;

namespace HstNotebooks.Fits;

/// <summary>The constant image of HST's NAXIS = 0 convention: NPIX1, NPIX2 and PIXVALUE in the header, no data unit.</summary>
internal sealed class ConstantPixels(long[] axes, double value) : PixelStore(axes, -64)
{
    public override long DataLength => 0;

    public override void Read<T>(long firstPixel, Span<T> target)
    {
        if (target.IsEmpty) return;
        PixelConversion.Convert<double, T>([value], target[..1]);
        target.Fill(target[0]);
    }

    public override void ReadStored(long firstPixel, Span<byte> target)
    {
        for (int i = 0; i < target.Length; i += 8) BinaryPrimitives.WriteDoubleBigEndian(target[i..], value);
    }

    public override void WriteTo(Stream target) { }

    public override string ToString() => value.ToString(CultureInfo.InvariantCulture);
}
