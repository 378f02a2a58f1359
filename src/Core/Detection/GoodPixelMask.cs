using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>Masks of usable pixels: non-zero means usable.</summary>
public static class GoodPixelMask
{
    /// <summary>Pixels without a DQ bit other than the good ones.</summary>
    /// <param name="quality">The DQ array.</param>
    /// <param name="goodBits">Bits that may be set.</param>
    public static Image<byte> FromDataQuality(Image<ushort> quality, BitFlags goodBits)
    {
        var mask = new Image<byte>(quality.Width, quality.Height);
        mask.Span.Fill(1);
        goodBits.MarkBad(quality, BitFlags.None, mask.Span);
        return mask;
    }

    /// <summary>Pixels that are usable in both masks; null means that all are.</summary>
    public static Image<byte>? And(Image<byte>? first, Image<byte>? second)
    {
        if (first is null || second is null) return first ?? second;
        var mask = new Image<byte>(first.Width, first.Height);
        for (int i = 0; i < mask.Pixels.Length; i++) mask.Pixels[i] = (byte)(first.Pixels[i] != 0 && second.Pixels[i] != 0 ? 1 : 0);
        return mask;
    }
}
