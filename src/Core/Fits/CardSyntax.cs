namespace HstNotebooks.Fits;

/// <summary>What keywords may look like (FITS standard 4.0, section 4.1.2.1).</summary>
internal static class CardSyntax
{
    /// <summary>Characters in a card.</summary>
    public const int CardLength = 80;
    /// <summary>Bytes in a FITS block.</summary>
    public const int BlockLength = 2880;

    public static bool IsCommentaryKeyword(string keyword) => keyword is "COMMENT" or "HISTORY" or "";

    /// <summary>The keyword as it is stored: upper case, no blanks at the ends, without the word HIERARCH.</summary>
    public static string Normalize(string keyword)
    {
        string name = keyword.AsSpan().Trim() is { Length: var n } && n == keyword.Length ? keyword : keyword.Trim();
        name = name.ToUpperInvariant();
        return name.StartsWith("HIERARCH ", StringComparison.Ordinal) ? name[9..].Trim() : name;
    }

    /// <summary>Whether the keyword fits into the eight columns of an ordinary card.</summary>
    public static bool IsStandardKeyword(string keyword)
    {
        if (keyword.Length is 0 or > 8) return false;
        foreach (char c in keyword)
            if (c is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_')) return false;
        return true;
    }

    public static bool IsPrintable(string text)
    {
        foreach (char c in text)
            if (c is < ' ' or > '~') return false;
        return true;
    }

    /// <summary>Text with every character that a card cannot hold replaced by a question mark.</summary>
    public static string Printable(string text) =>
        IsPrintable(text) ? text : string.Create(text.Length, text, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = source[i] is < ' ' or > '~' ? '?' : source[i];
        });
}
