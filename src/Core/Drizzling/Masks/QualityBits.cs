using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Which bits of a data quality array are good. Written as DrizzlePac does: a number; bits separated by <c>,</c> or <c>+</c>;
/// <c>~</c> in front turns good and bad around; blank, None or INDEF means that every pixel is good.
/// </summary>
/// <param name="Good">The good bits; null where all pixels are good.</param>
public readonly record struct QualityBits(int? Good)
{
    private const int AllBits = 0xFFFF;

    /// <summary>Every pixel is good.</summary>
    public static QualityBits Everything => new(null);

    /// <summary>Reads the value of a parameter.</summary>
    /// <exception cref="ParameterException">It is no such list, or an element of a list is more than one bit.</exception>
    public static QualityBits Parse(string? text, string parameter)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0 || text.Equals("None", StringComparison.OrdinalIgnoreCase) || text.Equals("INDEF", StringComparison.OrdinalIgnoreCase))
            return Everything;
        bool inverted = text[0] == '~';
        string list = (inverted ? text[1..] : text).Trim().Trim('(', ')');
        if (list.Contains(',') && list.Contains('+')) throw Bad("mixes , and +");
        string[] parts = list.Split([',', '+'], StringSplitOptions.TrimEntries);
        int bits = 0;
        foreach (string part in parts)
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || value < 0 || value > AllBits)
                throw Bad($"holds '{part}'");
            if (parts.Length > 1 && !int.IsPow2(value)) throw Bad($"holds {value}, which is not a single bit");
            bits |= value;
        }
        return new QualityBits(inverted ? ~bits & AllBits : bits);

        ParameterException Bad(string what) => new($"'{text}' {what}")
        { Parameter = parameter, Expected = "a sum of bits from 0 to 65535, or bits as 64,32 or 64+32, with ~ in front for all others; None for all" };
    }

    /// <summary>Whether a pixel with this quality is good.</summary>
    public bool IsGood(ushort quality) => Good is not { } good || (quality & ~good) == 0;

    /// <summary>Writes 0 into the mask where the quality is bad. <paramref name="cleared"/>: bits that count as not set.</summary>
    public void Apply(Image<ushort>? quality, int cleared, Span<byte> mask)
    {
        if (quality is null || Good is not { } good) return;
        int bad = AllBits & ~good & ~cleared;
        var pixels = quality.Span;
        for (int i = 0; i < pixels.Length; i++)
            if ((pixels[i] & bad) != 0) mask[i] = 0;
    }
}
