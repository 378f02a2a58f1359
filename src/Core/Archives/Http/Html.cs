using System.Net;
using System.Text.RegularExpressions;

namespace HstNotebooks.Archives;

/// <summary>What little of HTML has to be understood: services answer with a page when something went wrong.</summary>
internal static partial class Html
{
    /// <summary>Whether bytes start as a web page does.</summary>
    public static bool LooksLikePage(ReadOnlySpan<byte> start)
    {
        Span<char> head = stackalloc char[Math.Min(start.Length, 512)];
        for (int i = 0; i < head.Length; i++) head[i] = (char)start[i];
        var text = ((ReadOnlySpan<char>)head).TrimStart("\u00ef\u00bb\u00bf \t\r\n");
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && text.IndexOf("<html", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>The readable words of a page or text on one line, at most 200 characters.</summary>
    public static string Excerpt(string text)
    {
        text = Hidden().Replace(text, " ");
        text = Tags().Replace(text, " ");
        text = Blanks().Replace(WebUtility.HtmlDecode(text), " ").Trim();
        return text.Length <= 200 ? text : text[..197] + "...";
    }

    [GeneratedRegex("<(script|style|head)[^>]*>.*?</\\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("[\\s\\p{C}]+")]
    private static partial Regex Blanks();
}
