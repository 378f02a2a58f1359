using System.Text;

namespace HstNotebooks.Archives;

/// <summary>Percent-encoding of forms and addresses exactly as the services' own clients write it.</summary>
internal static class FormText
{
    /// <summary>Percent-encodes UTF-8 text, leaving letters, digits, <c>_.-~</c> and the characters of <paramref name="safe"/>.</summary>
    public static string Quote(string text, string safe = "/")
    {
        var result = new StringBuilder(text.Length * 2);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || safe.Contains(c)) result.Append(c);
            else result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    /// <summary>A form: <c>name=value&amp;name=value</c> with blanks as plus signs, in the order given.</summary>
    public static string Form(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var result = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (result.Length > 0) result.Append('&');
            result.Append(QuotePlus(name)).Append('=').Append(QuotePlus(value));
        }
        return result.ToString();
    }

    private static string QuotePlus(string text) => Quote(text, " ").Replace(' ', '+');
}
