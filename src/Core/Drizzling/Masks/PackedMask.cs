using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>A mask of one bit per pixel, for masks that are kept between steps.</summary>
internal sealed class PackedMask
{
    private readonly byte[] bits;

    /// <summary>Packs a mask: 0 = masked, anything else = good.</summary>
    public PackedMask(Image<byte> mask)
    {
        (Width, Height) = (mask.Width, mask.Height);
        var pixels = mask.Pixels;
        bits = new byte[(pixels.Length + 7) / 8];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] != 0) continue;
            bits[i >> 3] |= (byte)(1 << (i & 7));
            Masked++;
        }
    }

    public int Width { get; }
    public int Height { get; }
    /// <summary>Number of masked pixels.</summary>
    public long Masked { get; }

    /// <summary>Calls an action with the index of every masked pixel.</summary>
    public void ForEachMasked(Action<int> action)
    {
        for (int b = 0; b < bits.Length; b++)
            for (int rest = bits[b]; rest != 0; rest &= rest - 1)
                action(8 * b + System.Numerics.BitOperations.TrailingZeroCount(rest));
    }

    /// <summary>Writes 0 into a mask where this one is masked.</summary>
    public void Apply(byte[] mask) => ForEachMasked(i => mask[i] = 0);

    /// <summary>The mask as an image: 1 = good, 0 = masked.</summary>
    public Image<byte> Unpack()
    {
        var image = new Image<byte>(Width, Height);
        image.Span.Fill(1);
        Apply(image.Pixels);
        return image;
    }
}
