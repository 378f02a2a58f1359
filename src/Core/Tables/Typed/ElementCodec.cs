using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using HstNotebooks.Fits;

namespace HstNotebooks.Tables.Typed;

/// <summary>How one element of a type is read from text and from big-endian bytes, and written as such.</summary>
internal abstract class ElementCodec<T>
{
    /// <summary>Bytes of an element.</summary>
    public abstract int Size { get; }
    /// <summary>Words of text that make an element: 2 for complex numbers.</summary>
    public virtual int Words => 1;
    /// <summary>The value of a missing element.</summary>
    public virtual T Missing => default!;
    public abstract bool TryParse(ReadOnlySpan<char> text, out T value);
    public abstract T Read(ReadOnlySpan<byte> bytes);
    public abstract void Write(T value, Span<byte> bytes);
    public abstract string Format(T value);
}

/// <summary>Integers and reals.</summary>
internal sealed class NumberCodec<T> : ElementCodec<T> where T : unmanaged, INumber<T>
{
    private static readonly bool IsReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    public override int Size => Unsafe.SizeOf<T>();
    public override T Missing => IsReal ? T.CreateTruncating(double.NaN) : T.Zero;

    public override bool TryParse(ReadOnlySpan<char> text, out T value)
    {
        text = text.Trim();
        if (!IsReal)
        {
            if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
                return T.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
            return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }
        if (T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)) return true;
        bool negative = text.StartsWith("-");
        if (!text.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase)) return false;
        value = T.CreateSaturating(negative ? double.NegativeInfinity : double.PositiveInfinity);
        return true;
    }

    public override T Read(ReadOnlySpan<byte> bytes)
    {
        Span<T> one = stackalloc T[1];
        PixelBytes.FromBigEndian(bytes[..Size], one);
        return one[0];
    }

    public override void Write(T value, Span<byte> bytes) => PixelBytes.ToBigEndian<T>([value], bytes[..Size]);

    public override string Format(T value) =>
        T.IsNaN(value) ? "NaN" : T.IsInfinity(value) ? T.IsNegative(value) ? "-Inf" : "+Inf" : value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>Logical values.</summary>
internal sealed class LogicalCodec : ElementCodec<bool>
{
    public override int Size => 1;

    public override bool TryParse(ReadOnlySpan<char> text, out bool value)
    {
        text = text.Trim();
        value = text is "1" || text.Equals("T", StringComparison.OrdinalIgnoreCase) || text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text is "0" || text.Equals("F", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    public override bool Read(ReadOnlySpan<byte> bytes) => bytes[0] is (byte)'T' or (byte)'t' or (byte)'1';
    public override void Write(bool value, Span<byte> bytes) => bytes[0] = value ? (byte)'T' : (byte)'F';
    public override string Format(bool value) => value ? "T" : "F";
}

/// <summary>Complex numbers of two reals of type T.</summary>
internal sealed class ComplexCodec<TPart> : ElementCodec<Complex> where TPart : unmanaged, INumber<TPart>
{
    private readonly NumberCodec<TPart> part = new();

    public override int Size => 2 * part.Size;
    public override int Words => 2;
    public override Complex Missing => new(double.NaN, double.NaN);

    public override bool TryParse(ReadOnlySpan<char> text, out Complex value)
    {
        value = default;
        text = text.Trim();
        int blank = text.IndexOfAny(" \t\r\n,");
        if (blank < 0 || !part.TryParse(text[..blank], out var re) || !part.TryParse(text[(blank + 1)..].TrimStart(" ,"), out var im)) return false;
        value = new Complex(double.CreateTruncating(re), double.CreateTruncating(im));
        return true;
    }

    public override Complex Read(ReadOnlySpan<byte> bytes) => new(double.CreateTruncating(part.Read(bytes)), double.CreateTruncating(part.Read(bytes[part.Size..])));

    public override void Write(Complex value, Span<byte> bytes)
    {
        part.Write(TPart.CreateTruncating(value.Real), bytes);
        part.Write(TPart.CreateTruncating(value.Imaginary), bytes[part.Size..]);
    }

    public override string Format(Complex value) =>
        part.Format(TPart.CreateTruncating(value.Real)) + " " + part.Format(TPart.CreateTruncating(value.Imaginary));
}
