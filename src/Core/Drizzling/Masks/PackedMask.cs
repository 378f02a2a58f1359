using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The masked pixels of a mask that is kept between steps: the distance of each to the one before, in a byte where it is below 128 and in
/// seven bits per byte else. Cosmic rays are few and clustered, so this takes little more than a byte for each.
/// </summary>
internal sealed class PackedMask
{
    private const int Continued = 0x80;
    private readonly byte[] gaps;

    /// <summary>Packs a mask: 0 = masked, anything else = good.</summary>
    public PackedMask(Image<byte> mask)
    {
        (Width, Height) = (mask.Width, mask.Height);
        var bytes = new List<byte>();
        ReadOnlySpan<byte> rest = mask.Span;
        for (int gap = rest.IndexOf((byte)0); gap >= 0; gap = rest.IndexOf((byte)0))
        {
            rest = rest[(gap + 1)..];
            Masked++;
            for (; gap >= Continued; gap >>= 7) bytes.Add((byte)(gap | Continued));
            bytes.Add((byte)gap);
        }
        gaps = [.. bytes];
    }

    public int Width { get; }
    public int Height { get; }
    /// <summary>Number of masked pixels.</summary>
    public long Masked { get; }

    /// <summary>Calls an action with the index of every masked pixel, in ascending order.</summary>
    public void ForEachMasked(Action<int> action)
    {
        int index = -1, gap = 0, shift = 0;
        foreach (byte b in gaps)
        {
            gap |= (b & (Continued - 1)) << shift;
            shift += 7;
            if ((b & Continued) != 0) continue;
            action(index += gap + 1);
            (gap, shift) = (0, 0);
        }
    }

    /// <summary>Writes 0 into a mask where this one is masked.</summary>
    public void Apply(byte[] mask) => ForEachMasked(i => mask[i] = 0);
}
