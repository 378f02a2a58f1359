using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Fits;

/// <summary>Byte order and sign bit of arrays of numbers.</summary>
internal static class PixelBytes
{
    /// <summary>Numbers from big-endian bytes; the framework's reversal uses the widest vectors there are.</summary>
    public static void FromBigEndian<T>(ReadOnlySpan<byte> raw, Span<T> target) where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian || Unsafe.SizeOf<T>() == 1) MemoryMarshal.Cast<byte, T>(raw).CopyTo(target);
        else if (Unsafe.SizeOf<T>() == 2) BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(raw), MemoryMarshal.Cast<T, ushort>(target));
        else if (Unsafe.SizeOf<T>() == 4) BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(raw), MemoryMarshal.Cast<T, uint>(target));
        else BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(raw), MemoryMarshal.Cast<T, ulong>(target));
    }

    /// <summary>Big-endian bytes of numbers.</summary>
    public static void ToBigEndian<T>(ReadOnlySpan<T> source, Span<byte> raw) where T : unmanaged => FromBigEndian(MemoryMarshal.AsBytes(source), MemoryMarshal.Cast<byte, T>(raw));

    /// <summary>Inverts the highest bit of every integer.</summary>
    public static void FlipSign<T>(Span<T> numbers) where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == 1) Flip(MemoryMarshal.Cast<T, byte>(numbers), (byte)0x80);
        else if (Unsafe.SizeOf<T>() == 2) Flip(MemoryMarshal.Cast<T, ushort>(numbers), (ushort)0x8000);
        else if (Unsafe.SizeOf<T>() == 4) Flip(MemoryMarshal.Cast<T, uint>(numbers), 0x80000000u);
        else Flip(MemoryMarshal.Cast<T, ulong>(numbers), 0x8000000000000000ul);
    }

    private static void Flip<T>(Span<T> numbers, T bit) where T : unmanaged, IBinaryInteger<T>
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(numbers);
        var mask = new Vector<T>(bit);
        for (int i = 0; i < vectors.Length; i++) vectors[i] ^= mask;
        for (int i = vectors.Length * Vector<T>.Count; i < numbers.Length; i++) numbers[i] ^= bit;
    }
}
