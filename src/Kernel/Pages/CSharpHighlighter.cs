using System.Net;
using System.Text;
using HstNotebooks.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HstNotebooks.Kernel.Pages;

/// <summary>Colours the C# and the magic lines of a cell by spans with one-letter classes.</summary>
internal static class CSharpHighlighter
{
    private static readonly HashSet<string> ContextualKeywords = ["var", "await", "async", "record", "with", "when", "and", "or", "not", "nameof", "dynamic", "yield", "init", "required", "get", "set", "where", "select", "from", "let", "orderby", "scoped", "file", "field"];

    /// <summary>The code as HTML.</summary>
    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        var pending = new StringBuilder();
        foreach (string line in code.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd().Split('\n'))
        {
            string text = line.TrimStart();
            bool isMagic = text.StartsWith("#!", StringComparison.Ordinal) || text.StartsWith("#r ", StringComparison.Ordinal) || text.StartsWith("#load ", StringComparison.Ordinal);
            if (!isMagic)
            {
                pending.Append(line).Append('\n');
                continue;
            }
            AppendCSharp(html, pending);
            Span(html, "m", line);
            html.Append('\n');
        }
        AppendCSharp(html, pending);
        return html.ToString().TrimEnd('\n');
    }

    private static void AppendCSharp(StringBuilder html, StringBuilder pending)
    {
        string code = pending.ToString();
        pending.Clear();
        if (code.Length == 0) return;
        var tokens = SyntaxFactory.ParseTokens(code, options: ScriptEnvironment.ParseOptions).ToList();
        for (int i = 0; i < tokens.Count; i++)
        {
            AppendTrivia(html, tokens[i].LeadingTrivia);
            Span(html, Class(tokens, i), tokens[i].Text);
            AppendTrivia(html, tokens[i].TrailingTrivia);
        }
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            bool isComment = trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
            Span(html, isComment ? "c" : trivia.IsDirective ? "m" : "", trivia.ToFullString());
        }
    }

    private static string Class(List<SyntaxToken> tokens, int index)
    {
        var token = tokens[index];
        var kind = token.Kind();
        if (SyntaxFacts.IsKeywordKind(kind)) return "k";
        if (kind == SyntaxKind.NumericLiteralToken) return "n";
        if (kind is SyntaxKind.CharacterLiteralToken || kind.ToString().Contains("String", StringComparison.Ordinal)) return "s";
        if (kind != SyntaxKind.IdentifierToken) return "";
        var next = index + 1 < tokens.Count ? tokens[index + 1].Kind() : SyntaxKind.None;
        var previous = index > 0 ? tokens[index - 1].Kind() : SyntaxKind.None;
        if (ContextualKeywords.Contains(token.Text) && previous != SyntaxKind.DotToken && next is not (SyntaxKind.EqualsToken or SyntaxKind.DotToken or SyntaxKind.CommaToken or SyntaxKind.CloseParenToken))
            return "k";
        if (next == SyntaxKind.OpenParenToken && previous != SyntaxKind.NewKeyword) return "f";
        return previous != SyntaxKind.DotToken && char.IsUpper(token.Text[0]) ? "t" : "";
    }

    private static void Span(StringBuilder html, string name, string text)
    {
        if (text.Length == 0) return;
        if (name.Length == 0) html.Append(WebUtility.HtmlEncode(text));
        else html.Append("<span class=\"").Append(name).Append("\">").Append(WebUtility.HtmlEncode(text)).Append("</span>");
    }
}
