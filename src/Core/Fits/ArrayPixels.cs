using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>Pixels in an array. Unsigned types (and sbyte) are written with BZERO.</summary>
internal sealed class ArrayPixels<TPixel>(TPixel[] pixels, long[] axes) : PixelStore(axes, ArrayPixels.BitPixOf(typeof(TPixel)))
    where TPixel : unmanaged, INumber<TPixel>
{
    private static readonly bool ShiftsSign = ArrayPixels.ZeroOf(typeof(TPixel)) != 0;

    public override void Read<T>(long firstPixel, Span<T> target) =>
        PixelConversion.Convert<TPixel, T>(pixels.AsSpan((int)firstPixel, target.Length), target);

    public override void ReadStored(long firstPixel, Span<byte> target)
    {
        int size = Unsafe.SizeOf<TPixel>();
        PixelBytes.ToBigEndian<TPixel>(pixels.AsSpan((int)firstPixel, target.Length / size), target);
        // The sign bit is the highest bit of the first byte.
        if (ShiftsSign)
            for (int i = 0; i < target.Length; i += size) target[i] ^= 0x80;
    }

    public override void WriteTo(Stream target)
    {
        const int chunk = 1 << 18;
        int size = Unsafe.SizeOf<TPixel>();
        byte[] raw = ArrayPool<byte>.Shared.Rent(Math.Min(chunk, Math.Max(pixels.Length, 1)) * size);
        for (int at = 0; at < pixels.Length; at += chunk)
        {
            var bytes = raw.AsSpan(0, Math.Min(chunk, pixels.Length - at) * size);
            ReadStored(at, bytes);
            target.Write(bytes);
        }
        ArrayPool<byte>.Shared.Return(raw);
    }
}

/// <summary>Makes <see cref="ArrayPixels{T}"/> for the pixel types that FITS has.</summary>
internal static class ArrayPixels
{
    /// <summary>Wraps an array; the pixel type is checked.</summary>
    /// <exception cref="FitsException">FITS images cannot hold the type.</exception>
    public static PixelStore Create<T>(T[] pixels, long[] axes) where T : unmanaged => pixels switch
    {
        _ when typeof(T) == typeof(byte) => new ArrayPixels<byte>((byte[])(object)pixels, axes),
        _ when typeof(T) == typeof(sbyte) => new ArrayPixels<sbyte>((sbyte[])(object)pixels, axes),
        _ when typeof(T) == typeof(short) => new ArrayPixels<short>((short[])(object)pixels, axes),
        _ when typeof(T) == typeof(ushort) => new ArrayPixels<ushort>((ushort[])(object)pixels, axes),
        _ when typeof(T) == typeof(int) => new ArrayPixels<int>((int[])(object)pixels, axes),
        _ when typeof(T) == typeof(uint) => new ArrayPixels<uint>((uint[])(object)pixels, axes),
        _ when typeof(T) == typeof(long) => new ArrayPixels<long>((long[])(object)pixels, axes),
        _ when typeof(T) == typeof(ulong) => new ArrayPixels<ulong>((ulong[])(object)pixels, axes),
        _ when typeof(T) == typeof(float) => new ArrayPixels<float>((float[])(object)pixels, axes),
        _ when typeof(T) == typeof(double) => new ArrayPixels<double>((double[])(object)pixels, axes),
        _ => throw new FitsException($"a FITS image cannot hold pixels of type {typeof(T).Name}") { Expected = PixelConversion.Types },
    };

    /// <summary>BITPIX of a pixel type.</summary>
    public static int BitPixOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte or TypeCode.SByte => 8,
        TypeCode.Int16 or TypeCode.UInt16 => 16,
        TypeCode.Int32 or TypeCode.UInt32 => 32,
        TypeCode.Int64 or TypeCode.UInt64 => 64,
        TypeCode.Single => -32,
        _ => -64,
    };

    /// <summary>BZERO of a pixel type, 0 where none is needed (FITS standard 4.0, table 11).</summary>
    public static double ZeroOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => -128,
        TypeCode.UInt16 => 32768,
        TypeCode.UInt32 => 2147483648,
        TypeCode.UInt64 => 9223372036854775808,
        _ => 0,
    };
}
