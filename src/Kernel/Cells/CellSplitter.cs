using HstNotebooks.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HstNotebooks.Kernel.Cells;

/// <summary>Splits a cell into C#, magic lines and directives. What stands in a string or a comment of C# is left alone.</summary>
internal static class CellSplitter
{
    private static readonly string[] CSharpNames = ["csharp", "c#", "cs"];
    private static readonly string[] TextNames = ["markdown", "md", "html"];

    /// <summary>The pieces in order; blank C# is left out.</summary>
    public static IReadOnlyList<CellPart> Split(string code)
    {
        code = code.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!code.Contains('#', StringComparison.Ordinal))
            return string.IsNullOrWhiteSpace(code) ? [] : [new(CellPartKind.CSharp, "", code, 1)];

        var parts = new List<CellPart>();
        var hidden = HiddenLines(code);
        string[] lines = code.Split('\n');
        int from = 0;
        string? language = null;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Directive(lines[i]) is not { } part || (language is null && hidden.Contains(i))) continue;
            if (language is not null && part.Kind != CellPartKind.Magic) continue;
            Close(i);
            from = i + 1;
            if (part.Kind == CellPartKind.Magic && CSharpNames.Contains(part.Name, StringComparer.OrdinalIgnoreCase)) language = null;
            else if (part.Kind == CellPartKind.Magic && TextNames.Contains(part.Name, StringComparer.OrdinalIgnoreCase)) language = part.Name.ToLowerInvariant();
            else parts.Add(part with { FirstLine = i + 1 });
        }
        Close(lines.Length);
        return parts;

        void Close(int to)
        {
            string text = string.Join('\n', lines[from..to]);
            if (string.IsNullOrWhiteSpace(text)) return;
            parts.Add(language is null
                ? new(CellPartKind.CSharp, "", text, from + 1)
                : new(CellPartKind.Text, language == "html" ? "html" : "markdown", text, from + 1));
        }
    }

    private static CellPart? Directive(string line)
    {
        string text = line.Trim();
        if (text.StartsWith("#!", StringComparison.Ordinal) && text.Length > 2 && !char.IsWhiteSpace(text[2]))
        {
            int end = text.IndexOfAny([' ', '\t']);
            return end < 0 ? new(CellPartKind.Magic, text[2..], "", 0) : new(CellPartKind.Magic, text[2..end], text[(end + 1)..].Trim(), 0);
        }
        foreach (var (word, kind) in (ReadOnlySpan<(string, CellPartKind)>)[("#r", CellPartKind.Reference), ("#load", CellPartKind.Load)])
            if (text.StartsWith(word, StringComparison.Ordinal) && text.Length > word.Length && text[word.Length..].TrimStart() is ['"', ..] argument)
                return new(kind, word[1..], argument.TrimEnd(';').Trim().Trim('"'), 0);
        return null;
    }

    // Lines whose start lies inside a literal or a comment that spans lines.
    private static HashSet<int> HiddenLines(string code)
    {
        var hidden = new HashSet<int>();
        var tree = CSharpSyntaxTree.ParseText(code, ScriptEnvironment.ParseOptions);
        var text = tree.GetText();
        foreach (var token in tree.GetRoot().DescendantTokens(descendIntoTrivia: false))
        {
            Hide(token.Span, token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken) || token.IsKind(SyntaxKind.Utf8MultiLineRawStringLiteralToken));
            foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
                Hide(trivia.Span, trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        }
        return hidden;

        void Hide(Microsoft.CodeAnalysis.Text.TextSpan span, bool spansLines)
        {
            if (!spansLines || span.IsEmpty) return;
            int first = text.Lines.GetLineFromPosition(span.Start).LineNumber;
            int last = text.Lines.GetLineFromPosition(span.End).LineNumber;
            for (int line = first + 1; line <= last; line++) hidden.Add(line);
            // A raw interpolated string starts its text token at the start of a line.
            if (text.Lines[first].Start == span.Start) hidden.Add(first);
        }
    }
}
