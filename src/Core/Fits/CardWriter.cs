using System.Globalization;
using System.Numerics;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>Writes cards in fixed format (FITS standard 4.0, section 4.2), with the long-string convention where a string needs it.</summary>
internal static class CardWriter
{
    private const int ValueWidth = 20;

    /// <summary>The image of a card: 80 characters, or a multiple of 80.</summary>
    /// <exception cref="FitsException">The keyword or value cannot be written.</exception>
    public static string Format(FitsCard card)
    {
        if (card.IsCommentary) return Commentary(card.Keyword, Convert.ToString(card.Value, CultureInfo.InvariantCulture) ?? "");
        string head = Head(card.Keyword);
        string comment = CardSyntax.Printable(card.Comment ?? "");
        string value;
        if (card.Value is string text && !card.IsMalformed)
        {
            if (!CardSyntax.IsPrintable(text))
                throw new FitsException($"the value of {card.Keyword} holds characters that a FITS header cannot hold: '{CardSyntax.Printable(text)}'")
                { Keyword = card.Keyword, Expected = "printable ASCII" };
            string escaped = text.Replace("'", "''", StringComparison.Ordinal);
            if (head.Length + escaped.Length + 2 > CardSyntax.CardLength) return LongString(head, escaped, comment);
            value = ("'" + escaped.PadRight(8) + "'").PadRight(ValueWidth);
        }
        else
        {
            value = Field(card).PadLeft(ValueWidth);
        }
        string image = head + value;
        if (image.Length > CardSyntax.CardLength) image = head + value.Trim();
        if (image.Length > CardSyntax.CardLength)
            throw new FitsException($"keyword and value of {card.Keyword} do not fit into one card") { Keyword = card.Keyword };
        if (comment.Length > 0) image += " / " + comment;
        return Fit(image);
    }

    /// <summary>A real number: the shortest digits that read back as the same double, always with a decimal point.</summary>
    public static string Real(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('.')) return text;
        int exponent = text.IndexOf('E');
        return exponent < 0 ? text + ".0" : text.Insert(exponent, ".0");
    }

    private static string Field(FitsCard card)
    {
        switch (card.Value)
        {
            case null: return "";
            case bool logical: return logical ? "T" : "F";
            case long integer: return integer.ToString(CultureInfo.InvariantCulture);
            case double real when double.IsFinite(real): return Real(real);
            case Complex c when double.IsFinite(c.Real) && double.IsFinite(c.Imaginary): return $"({Real(c.Real)}, {Real(c.Imaginary)})";
            case double or Complex:
                throw new FitsException($"a FITS header cannot hold the value {card.Value} of {card.Keyword}")
                { Keyword = card.Keyword, Expected = "a finite number" };
            case string text: return text;
            default:
                throw new FitsException($"a FITS header cannot hold a {card.Value.GetType().Name} (keyword {card.Keyword})")
                { Keyword = card.Keyword, Expected = "a logical, an integer, a real, a complex number or a string" };
        }
    }

    private static string Head(string keyword)
    {
        if (CardSyntax.IsStandardKeyword(keyword)) return keyword.PadRight(8) + "= ";
        if (keyword.Length == 0 || keyword.Contains('=') || !CardSyntax.IsPrintable(keyword) || keyword.Length > 60)
            throw new FitsException($"'{CardSyntax.Printable(keyword)}' is no FITS keyword")
            { Keyword = CardSyntax.Printable(keyword), Expected = "up to 8 of A-Z, 0-9, - and _; longer names are written as HIERARCH cards" };
        return $"HIERARCH {keyword} = ";
    }

    private static string Commentary(string keyword, string text)
    {
        const int width = CardSyntax.CardLength - 8;
        text = CardSyntax.Printable(text);
        if (text.Length <= width) return (keyword.PadRight(8) + text).PadRight(CardSyntax.CardLength);
        var cards = new StringBuilder();
        for (int at = 0; at < text.Length; at += width)
            cards.Append(keyword.PadRight(8)).Append(text.AsSpan(at, Math.Min(width, text.Length - at)).ToString().PadRight(width));
        return cards.ToString();
    }

    /// <summary>A string over several cards: every piece but the last ends in an ampersand; a comment that is too long goes on as well.</summary>
    private static string LongString(string head, string escaped, string comment)
    {
        const string next = "CONTINUE  ";
        var cards = new StringBuilder();
        string start = head;
        int at = 0;
        while (true)
        {
            int room = CardSyntax.CardLength - start.Length - 2;
            int left = escaped.Length - at;
            if (left <= room && at > 0) break;
            int take = Math.Min(room - 1, left);
            if (SplitsQuotePair(escaped, at, take)) take--;
            cards.Append((start + "'" + escaped.Substring(at, take) + "&'").PadRight(CardSyntax.CardLength));
            at += take;
            start = next;
        }
        string last = next + "'" + escaped[at..];
        if (comment.Length == 0 || last.Length + 4 + comment.Length <= CardSyntax.CardLength)
            return cards.Append(Fit(last + "'" + (comment.Length > 0 ? " / " + comment : ""))).ToString();

        const int commentRoom = 80 - 10 - 3 - 3;
        bool full = last.Length + 2 > CardSyntax.CardLength;
        if (full)
        {
            int take = SplitsQuotePair(escaped, at, escaped.Length - at - 1) ? 2 : 1;
            cards.Append((next + "'" + escaped[at..^take] + "&'").PadRight(CardSyntax.CardLength));
            last = next + "'" + escaped[^take..];
        }
        cards.Append((last + "&'").PadRight(CardSyntax.CardLength));
        // Readers join the pieces with a blank, so they are cut at one where there is any.
        while (comment.Length > 0)
        {
            int take = comment.Length <= commentRoom ? comment.Length : comment.LastIndexOf(' ', commentRoom) is > 0 and var blank ? blank : commentRoom;
            string rest = comment[take..].TrimStart();
            cards.Append(Fit(next + (rest.Length > 0 ? "'&' / " : "''  / ") + comment[..take]));
            comment = rest;
        }
        return cards.ToString();
    }

    /// <summary>Whether a cut after <paramref name="take"/> characters would part the two quotes that stand for one.</summary>
    private static bool SplitsQuotePair(string escaped, int at, int take)
    {
        int quotes = 0;
        for (int i = at + take - 1; i >= at && escaped[i] == '\''; i--) quotes++;
        return quotes % 2 == 1;
    }

    private static string Fit(string image) =>
        image.Length > CardSyntax.CardLength ? image[..CardSyntax.CardLength] : image.PadRight(CardSyntax.CardLength);
}
