using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

/// <summary>Big-endian pixels in a file. Bytes are swapped with vector instructions, straight into the target where the type is the same.</summary>
internal sealed class FilePixels(ByteSource source, long dataStart, long[] axes, int bitPix, PixelScaling scaling) : PixelStore(axes, bitPix)
{
    private const int ChunkPixels = 8192;

    public override void Read<T>(long firstPixel, Span<T> target)
    {
        using var lease = source.Lease();
        switch (BitPix)
        {
            case 8 when scaling.IsSignShift(8): Read<sbyte, T>(lease, firstPixel, target, scaling with { Zero = 0 }, flip: true); break;
            case 16 when scaling.IsSignShift(16): Read<ushort, T>(lease, firstPixel, target, scaling with { Zero = 0 }, flip: true); break;
            case 32 when scaling.IsSignShift(32): Read<uint, T>(lease, firstPixel, target, scaling with { Zero = 0 }, flip: true); break;
            case 64 when scaling.IsSignShift(64): Read<ulong, T>(lease, firstPixel, target, scaling with { Zero = 0 }, flip: true); break;
            case 8: Read<byte, T>(lease, firstPixel, target, scaling, flip: false); break;
            case 16: Read<short, T>(lease, firstPixel, target, scaling, flip: false); break;
            case 32: Read<int, T>(lease, firstPixel, target, scaling, flip: false); break;
            case 64: Read<long, T>(lease, firstPixel, target, scaling, flip: false); break;
            case -32: Read<float, T>(lease, firstPixel, target, scaling, flip: false); break;
            default: Read<double, T>(lease, firstPixel, target, scaling, flip: false); break;
        }
    }

    public override void WriteTo(Stream target) => source.CopyTo(target, dataStart, DataLength);

    public override void ReadStored(long firstPixel, Span<byte> target)
    {
        using var lease = source.Lease();
        lease.Span(dataStart + firstPixel * (Math.Abs(BitPix) / 8), target.Length).CopyTo(target);
    }

    private unsafe void Read<TStored, T>(ByteLease lease, long firstPixel, Span<T> target, PixelScaling scale, bool flip)
        where TStored : unmanaged, INumber<TStored> where T : unmanaged
    {
        long at = dataStart + firstPixel * sizeof(TStored);
        bool blanks = scale.Blank is not null && (typeof(T) == typeof(float) || typeof(T) == typeof(double));
        bool direct = typeof(T) == typeof(TStored) && scale.IsIdentity && !blanks;
        int step = direct ? 1 << 22 : ChunkPixels;
        TStored[]? rented = direct ? null : ArrayPool<TStored>.Shared.Rent(Math.Min(step, target.Length));
        double[]? physical = direct || (scale.IsIdentity && !blanks) ? null : ArrayPool<double>.Shared.Rent(Math.Min(step, target.Length));
        try
        {
            while (target.Length > 0)
            {
                int count = Math.Min(step, target.Length);
                var raw = lease.Span(at, count * sizeof(TStored));
                var part = target[..count];
                if (direct) Swap(raw, MemoryMarshal.Cast<T, TStored>(part), flip);
                else
                {
                    var stored = rented.AsSpan(0, count);
                    Swap(raw, stored, flip);
                    if (physical is null) PixelConversion.Convert<TStored, T>(stored, part);
                    else
                    {
                        ToPhysical(stored, physical.AsSpan(0, count), scale, flip);
                        PixelConversion.Convert<double, T>(physical.AsSpan(0, count), part);
                    }
                }
                at += raw.Length;
                target = target[count..];
            }
        }
        finally
        {
            if (rented is not null) ArrayPool<TStored>.Shared.Return(rented);
            if (physical is not null) ArrayPool<double>.Shared.Return(physical);
        }
    }

    private static void ToPhysical<TStored>(ReadOnlySpan<TStored> stored, Span<double> physical, PixelScaling scale, bool flipped)
        where TStored : unmanaged, INumber<TStored>
    {
        for (int i = 0; i < stored.Length; i++) physical[i] = scale.Zero + scale.Scale * double.CreateTruncating(stored[i]);
        if (scale.Blank is not { } blank) return;
        // BLANK is compared with the stored integer, before BZERO.
        Int128 marker = blank + (flipped ? Int128.CreateTruncating(SignShift<TStored>()) : 0);
        for (int i = 0; i < stored.Length; i++)
            if (Int128.CreateTruncating(stored[i]) == marker) physical[i] = double.NaN;
    }

    private static Int128 SignShift<TStored>() =>
        typeof(TStored) == typeof(sbyte) ? -128 : typeof(TStored) == typeof(ushort) ? 32768 : typeof(TStored) == typeof(uint) ? 2147483648 : Int128.One << 63;

    /// <summary>Big-endian bytes to numbers; <paramref name="flip"/> inverts the sign bit, which adds or removes 2^(n-1).</summary>
    private static void Swap<TStored>(ReadOnlySpan<byte> raw, Span<TStored> target, bool flip) where TStored : unmanaged
    {
        PixelBytes.FromBigEndian(raw, target);
        if (flip) PixelBytes.FlipSign(target);
    }
}
