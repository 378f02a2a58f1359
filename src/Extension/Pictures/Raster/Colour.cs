using System.Globalization;

namespace HstNotebooks.Pictures;

/// <summary>A colour in sRGB with opacity, 8 bits each.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="A">Opacity, 255 = opaque.</param>
public readonly record struct Colour(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>Black.</summary>
    public static Colour Black { get; } = new(0, 0, 0);
    /// <summary>White.</summary>
    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>The colours that series get in turn (the ten of Tableau, which stay readable on light and dark ground).</summary>
    public static IReadOnlyList<Colour> Cycle { get; } =
        [.. new[] { "1f77b4", "ff7f0e", "2ca02c", "d62728", "9467bd", "8c564b", "e377c2", "7f7f7f", "bcbd22", "17becf" }.Select(Parse)];

    /// <summary>Reads <c>#rrggbb</c>, <c>rrggbb</c>, <c>#rrggbbaa</c>, or one of the names red, green, blue, cyan, magenta, yellow, orange, white, black, gray.</summary>
    /// <exception cref="Errors.ParameterException">It is none of these.</exception>
    public static Colour Parse(string text)
    {
        string hex = text.Trim().TrimStart('#').ToLowerInvariant() switch
        {
            "red" => "e5342b",
            "green" => "2ca02c",
            "blue" => "1f77b4",
            "cyan" => "00c8d7",
            "magenta" => "e33bd0",
            "yellow" => "f5d90a",
            "orange" => "ff7f0e",
            "white" => "ffffff",
            "black" => "000000",
            "gray" or "grey" => "808080",
            var other => other,
        };
        if (hex.Length is 6 or 8 && uint.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint value))
        {
            if (hex.Length == 6) value = value << 8 | 0xff;
            return new((byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value);
        }
        throw new Errors.ParameterException($"'{text}' is no colour") { Expected = "#rrggbb or a name such as red, cyan, orange" };
    }

    /// <summary>The same colour with another opacity, 0 to 1.</summary>
    public Colour WithOpacity(double opacity) => this with { A = (byte)Math.Round(255 * Math.Clamp(opacity, 0, 1)) };

    /// <summary>As CSS writes it: <c>#rrggbb</c> or <c>rgba(...)</c>.</summary>
    public string ToCss() => A == 255 ? $"#{R:x2}{G:x2}{B:x2}" : string.Create(CultureInfo.InvariantCulture, $"rgba({R},{G},{B},{A / 255.0:F3})");

    /// <inheritdoc/>
    public override string ToString() => ToCss();
}
