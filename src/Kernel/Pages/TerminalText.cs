using System.Text.RegularExpressions;

namespace HstNotebooks.Kernel.Pages;

/// <summary>Text that was meant for a terminal.</summary>
internal static partial class TerminalText
{
    /// <summary>The text without colour and cursor commands.</summary>
    public static string Plain(string text) => text.Contains('\e', StringComparison.Ordinal) ? Commands().Replace(text, "") : text;

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Commands();
}
