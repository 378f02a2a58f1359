using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>Converts pixels between number types without changing their value: what does not fit is refused, not clipped.</summary>
internal static class PixelConversion
{
    /// <summary>The pixel types that images can be read as.</summary>
    public const string Types = "sbyte, byte, short, ushort, int, uint, long, ulong, float or double";

    /// <summary>Converts pixels to T.</summary>
    /// <exception cref="FitsException">A value does not fit into T, or is no whole number where T is an integer type.</exception>
    public static void Convert<TFrom, T>(ReadOnlySpan<TFrom> source, Span<T> target)
        where TFrom : unmanaged, INumber<TFrom> where T : unmanaged
    {
        if (typeof(T) == typeof(TFrom)) MemoryMarshal.Cast<TFrom, T>(source).CopyTo(target);
        else if (typeof(T) == typeof(float)) ToFloat(source, MemoryMarshal.Cast<T, float>(target));
        else if (typeof(T) == typeof(double)) ToDouble(source, MemoryMarshal.Cast<T, double>(target));
        else if (typeof(T) == typeof(byte)) ToInteger(source, MemoryMarshal.Cast<T, byte>(target));
        else if (typeof(T) == typeof(sbyte)) ToInteger(source, MemoryMarshal.Cast<T, sbyte>(target));
        else if (typeof(T) == typeof(short)) ToInteger(source, MemoryMarshal.Cast<T, short>(target));
        else if (typeof(T) == typeof(ushort)) ToInteger(source, MemoryMarshal.Cast<T, ushort>(target));
        else if (typeof(T) == typeof(int)) ToInteger(source, MemoryMarshal.Cast<T, int>(target));
        else if (typeof(T) == typeof(uint)) ToInteger(source, MemoryMarshal.Cast<T, uint>(target));
        else if (typeof(T) == typeof(long)) ToInteger(source, MemoryMarshal.Cast<T, long>(target));
        else if (typeof(T) == typeof(ulong)) ToInteger(source, MemoryMarshal.Cast<T, ulong>(target));
        else throw new FitsException($"an image cannot be read as {typeof(T).Name}") { Expected = Types };
    }

    private static void ToFloat<TFrom>(ReadOnlySpan<TFrom> source, Span<float> target) where TFrom : unmanaged, INumber<TFrom>
    {
        for (int i = 0; i < source.Length; i++) target[i] = float.CreateTruncating(source[i]);
    }

    private static void ToDouble<TFrom>(ReadOnlySpan<TFrom> source, Span<double> target) where TFrom : unmanaged, INumber<TFrom>
    {
        for (int i = 0; i < source.Length; i++) target[i] = double.CreateTruncating(source[i]);
    }

    private static void ToInteger<TFrom, T>(ReadOnlySpan<TFrom> source, Span<T> target)
        where TFrom : unmanaged, INumber<TFrom> where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        // 2^63 as floating point saturates to 2^63 - 1 and rounds back to itself; there the largest integer means overflow.
        bool largestIsRounded = (typeof(TFrom) == typeof(float) || typeof(TFrom) == typeof(double))
            && Int128.CreateSaturating(TFrom.CreateSaturating(T.MaxValue)) != Int128.CreateSaturating(T.MaxValue);
        for (int i = 0; i < source.Length; i++)
        {
            var value = T.CreateSaturating(source[i]);
            if (TFrom.IsNaN(source[i]) || TFrom.CreateSaturating(value) != source[i] || (largestIsRounded && value == T.MaxValue))
                throw DoesNotFit<TFrom, T>(source[i]);
            target[i] = value;
        }
    }

    private static FitsException DoesNotFit<TFrom, T>(TFrom value) where TFrom : unmanaged, INumber<TFrom> =>
        new($"the pixel value {value.ToString(null, CultureInfo.InvariantCulture)} does not fit into {typeof(T).Name}")
        { Expected = "values of that type", Advice = "read the image as float or double" };
}
