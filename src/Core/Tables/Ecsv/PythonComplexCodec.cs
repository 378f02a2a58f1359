using System.Globalization;
using System.Numerics;
using HstNotebooks.Tables.Typed;

namespace HstNotebooks.Tables.Ecsv;

/// <summary>Complex numbers as Python writes them: <c>(1.5-2j)</c>.</summary>
internal sealed class PythonComplexCodec : ElementCodec<Complex>
{
    private readonly NumberCodec<double> part = new();

    public override int Size => 16;
    public override Complex Missing => new(double.NaN, double.NaN);

    public override bool TryParse(ReadOnlySpan<char> text, out Complex value)
    {
        value = default;
        text = text.Trim().Trim("()");
        if (!text.EndsWith("j")) return part.TryParse(text, out double only) && (value = only) == only;
        text = text[..^1];
        int split = text.Length - 1;
        while (split > 0 && !(text[split] is '+' or '-' && text[split - 1] is not ('e' or 'E'))) split--;
        double re = 0;
        if (split > 0 && !part.TryParse(text[..split], out re)) return false;
        if (!part.TryParse(text[Math.Max(split, 0)..], out double im)) return false;
        value = new Complex(re, im);
        return true;
    }

    public override Complex Read(ReadOnlySpan<byte> bytes) => new(part.Read(bytes), part.Read(bytes[8..]));

    public override void Write(Complex value, Span<byte> bytes)
    {
        part.Write(value.Real, bytes);
        part.Write(value.Imaginary, bytes[8..]);
    }

    public override string Format(Complex value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value.Real:R}{(value.Imaginary < 0 ? "" : "+")}{value.Imaginary:R}j");
}
