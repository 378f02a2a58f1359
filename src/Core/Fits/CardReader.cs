using System.Globalization;
using System.Numerics;
using System.Text;

namespace HstNotebooks.Fits;

/// <summary>Reads cards from their 80-character images (FITS standard 4.0, section 4.1 and 4.2).</summary>
internal static class CardReader
{
    /// <summary>The keyword of a card image: columns 1 to 8, or the name behind HIERARCH.</summary>
    public static string Keyword(string image)
    {
        string keyword = image.AsSpan(0, 8).TrimEnd().ToString().ToUpperInvariant();
        if (keyword != "HIERARCH") return keyword;
        int equals = image.IndexOf('=');
        return equals < 0 ? keyword : CardSyntax.Normalize(image[8..equals]);
    }

    /// <summary>A card from its image: 80 characters, or a multiple of 80 where CONTINUE cards follow.</summary>
    public static FitsCard Read(string image)
    {
        string keyword = Keyword(image);
        var (field, hasValue) = ValueField(image, keyword);
        if (!hasValue)
            return new FitsCard(keyword, field.TrimEnd().ToString()) { IsCommentary = true };
        field = field.TrimStart();
        if (field.Length > 0 && field[0] == '\'') return ReadString(keyword, image, field);

        int slash = field.IndexOf('/');
        string? comment = slash < 0 ? null : field[(slash + 1)..].Trim().ToString();
        var text = (slash < 0 ? field : field[..slash]).TrimEnd();
        if (text.IsEmpty) return new FitsCard(keyword, null, comment) { IsCommentary = false };
        return TryReadValue(text, out object? value)
            ? new FitsCard(keyword, value, comment)
            : new FitsCard(keyword, text.ToString(), comment) { IsMalformed = true };
    }

    /// <summary>Whether a card image holds a string that asks for a CONTINUE card.</summary>
    public static bool AsksForMore(string image)
    {
        if (!image.Contains('&')) return false;
        ReadOnlySpan<char> field;
        if (image.StartsWith("CONTINUE", StringComparison.Ordinal)) field = image.AsSpan(8).TrimStart();
        else
        {
            var (found, hasValue) = ValueField(image, Keyword(image));
            if (!hasValue) return false;
            field = found.TrimStart();
        }
        return TryReadQuoted(field, out string text, out _) && text.EndsWith('&');
    }

    private static FieldOfCard ValueField(string image, string keyword)
    {
        var first = image.AsSpan(0, CardSyntax.CardLength);
        if (first.StartsWith("HIERARCH"))
        {
            int equals = first.IndexOf('=');
            return equals < 0 ? new(first[8..], false) : new(first[(equals + 1)..], true);
        }
        if (CardSyntax.IsCommentaryKeyword(keyword) || keyword == "CONTINUE" || first[8] != '=') return new(first[8..], false);
        return new(first[9..], true);
    }

    private static FitsCard ReadString(string keyword, string image, ReadOnlySpan<char> field)
    {
        if (!TryReadQuoted(field, out string text, out var rest) || !TryReadComment(rest, out string? comment))
            return new FitsCard(keyword, field.TrimEnd().ToString()) { IsMalformed = true };
        if (image.Length == CardSyntax.CardLength) return new FitsCard(keyword, text.TrimEnd(' '), comment);

        var value = new StringBuilder(text, 0, text.Length - 1, 256);
        for (int at = CardSyntax.CardLength; at < image.Length; at += CardSyntax.CardLength)
        {
            var piece = image.AsSpan(at + 8, CardSyntax.CardLength - 8).TrimStart();
            if (!TryReadQuoted(piece, out string more, out rest) || !TryReadComment(rest, out string? moreComment))
                return new FitsCard(keyword, value.Append(piece.TrimEnd()).ToString(), comment) { IsMalformed = true };
            bool last = at + CardSyntax.CardLength == image.Length;
            value.Append(!last && more.EndsWith('&') ? more.AsSpan(0, more.Length - 1) : more);
            if (!string.IsNullOrEmpty(moreComment)) comment = string.IsNullOrEmpty(comment) ? moreComment : comment + " " + moreComment;
        }
        return new FitsCard(keyword, value.ToString().TrimEnd(' '), comment);
    }

    /// <summary>Reads a quoted string at the start of a field; a doubled quote stands for one.</summary>
    private static bool TryReadQuoted(ReadOnlySpan<char> field, out string text, out ReadOnlySpan<char> rest)
    {
        text = "";
        rest = default;
        if (field.IsEmpty || field[0] != '\'') return false;
        int end = 1;
        bool doubled = false;
        while (true)
        {
            int quote = field[end..].IndexOf('\'');
            if (quote < 0) return false;
            end += quote;
            if (end + 1 >= field.Length || field[end + 1] != '\'') break;
            doubled = true;
            end += 2;
        }
        text = field[1..end].ToString();
        if (doubled) text = text.Replace("''", "'", StringComparison.Ordinal);
        rest = field[(end + 1)..];
        return true;
    }

    private static bool TryReadComment(ReadOnlySpan<char> rest, out string? comment)
    {
        comment = null;
        rest = rest.Trim();
        if (rest.IsEmpty) return true;
        if (rest[0] != '/') return false;
        comment = rest[1..].Trim().ToString();
        return true;
    }

    /// <summary>Reads a logical, integer, real or complex value.</summary>
    internal static bool TryReadValue(ReadOnlySpan<char> text, out object? value)
    {
        value = null;
        if (text is "T") { value = true; return true; }
        if (text is "F") { value = false; return true; }
        if (text[0] == '(')
        {
            int comma = text.IndexOf(',');
            if (comma < 0 || text[^1] != ')') return false;
            if (!TryReadReal(text[1..comma].Trim(), out double re) || !TryReadReal(text[(comma + 1)..^1].Trim(), out double im)) return false;
            value = new Complex(re, im);
            return true;
        }
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        if (digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            value = integer;
            return true;
        }
        if (!TryReadReal(text, out double real)) return false;
        value = real;
        return true;
    }

    private static bool TryReadReal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 72 || text.ContainsAnyExcept("0123456789+-.EDed")) return false;
        Span<char> copy = stackalloc char[text.Length];
        text.CopyTo(copy);
        copy.Replace('D', 'E');
        copy.Replace('d', 'E');
        return double.TryParse(copy, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private readonly ref struct FieldOfCard(ReadOnlySpan<char> field, bool hasValue)
    {
        private readonly ReadOnlySpan<char> field = field;
        public void Deconstruct(out ReadOnlySpan<char> text, out bool isValue) { text = field; isValue = hasValue; }
    }
}
