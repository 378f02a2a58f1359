using System.Globalization;
using System.Numerics;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Exposures;

/// <summary>
/// A set of data quality bits, as every task writes it: one number, which may be a sum of bits (<c>96</c>); bits separated by <c>,</c> or <c>+</c>
/// or <c>|</c> (<c>64,32</c>), each a power of two, a repeated one counted once; <c>~</c> in front for all other bits (<c>~4096</c>, <c>~(64+32)</c>);
/// blank, None or INDEF for "do not look at the bits". The rules are those of astropy's <c>interpret_bit_flags</c>,
/// but a negative number, which there means a complement by accident of the arithmetic, is refused.
/// </summary>
/// <param name="Mask">The bits, from 0 to 2^32 - 1; null where the text was blank, None or INDEF. A mask of good bits that is null lets every pixel pass.</param>
public readonly record struct BitFlags(uint? Mask)
{
    /// <summary>No set of bits: as good bits, every pixel is good.</summary>
    public static BitFlags None => default;

    /// <summary>Reads the value of a parameter.</summary>
    /// <param name="text">The text; null is as blank.</param>
    /// <param name="parameter">The parameter's name for the error.</param>
    /// <exception cref="ParameterException">It is no such set: the message says which part is wrong.</exception>
    public static BitFlags Parse(string? text, string parameter)
    {
        string rest = text?.Trim() ?? "";
        if (rest.Length == 0 || rest.Equals("None", StringComparison.OrdinalIgnoreCase) || rest.Equals("INDEF", StringComparison.OrdinalIgnoreCase)) return None;
        bool inverted = rest[0] == '~';
        if (inverted) rest = rest[1..].TrimStart();
        while (rest.StartsWith('(') && rest.EndsWith(')')) rest = rest[1..^1].Trim();
        if (rest.Contains('~')) throw Bad("has ~ inside; it belongs in front of the whole set");
        if (rest.AsSpan().ContainsAny('(', ')')) throw Bad("has brackets that do not enclose the whole set");
        char[] separators = [.. ",+|".Where(rest.Contains)];
        if (separators.Length > 1) throw Bad($"mixes {separators[0]} and {separators[1]}");
        string[] parts = rest.Split(separators is [var separator] ? separator : ',', StringSplitOptions.TrimEntries);
        uint bits = 0;
        foreach (string part in parts)
        {
            if (part.StartsWith('-')) throw Bad($"holds {part}, a negative number");
            if (!uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out uint value)) throw Bad(part.Length == 0 ? "has an empty place" : $"holds '{part}'");
            if (parts.Length > 1 && !BitOperations.IsPow2(value)) throw Bad($"holds {value}, which is not a single bit");
            bits |= value;
        }
        return new BitFlags(inverted ? ~bits : bits);

        ParameterException Bad(string what) => new($"'{text}' is not a set of bits: it {what}")
        { Parameter = parameter, Expected = "a sum of bits as 96, or bits as 64,32 or 64+32, with ~ in front for all others; None to use no bits" };
    }

    /// <summary>Whether a pixel with this quality is good, where these are the good bits.</summary>
    public bool IsGood(uint quality) => Mask is not { } good || (quality & ~good) == 0;

    /// <summary>Writes 0 into the mask where a pixel has a bit that is not one of these good bits.</summary>
    /// <param name="quality">The DQ array; null changes nothing.</param>
    /// <param name="cleared">Bits that count as not set.</param>
    /// <param name="mask">The mask, row by row, of the size of the array.</param>
    public void MarkBad(Image<ushort>? quality, BitFlags cleared, Span<byte> mask)
    {
        if (quality is null || Mask is not { } good) return;
        uint bad = ~good & ~(cleared.Mask ?? 0);
        var pixels = quality.Span;
        for (int i = 0; i < pixels.Length; i++)
            if ((pixels[i] & bad) != 0) mask[i] = 0;
    }
}
