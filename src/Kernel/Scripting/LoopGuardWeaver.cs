using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// Puts a call of <see cref="LoopGuard.Check"/> into every loop of a cell, and behind every label, by inserting text. No line break
/// is added, so line numbers stay; <see cref="ToOriginal"/> gives the position in the user's text back.
/// </summary>
internal sealed class LoopGuardWeaver
{
    private readonly List<(int Position, string Text)> _insertions = [];

    private LoopGuardWeaver(string text) => Text = text;

    /// <summary>The text with the calls in it.</summary>
    public string Text { get; private set; }

    /// <summary>Weaves the calls for a session into a script.</summary>
    public static LoopGuardWeaver Weave(string code, int session, CSharpParseOptions options)
    {
        var weaver = new LoopGuardWeaver(code);
        if (!MayLoop(code)) return weaver;
        string check = string.Create(CultureInfo.InvariantCulture, $"global::{typeof(LoopGuard).FullName}.{nameof(LoopGuard.Check)}({session});");
        var root = CSharpSyntaxTree.ParseText(code, options).GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            var body = node switch
            {
                WhileStatementSyntax loop => loop.Statement,
                DoStatementSyntax loop => loop.Statement,
                ForStatementSyntax loop => loop.Statement,
                CommonForEachStatementSyntax loop => loop.Statement,
                LabeledStatementSyntax label => label.Statement,
                _ => null,
            };
            if (body is null || body.ContainsDiagnostics) continue;
            if (body is BlockSyntax block)
                weaver.Insert(block.OpenBraceToken.Span.End, check);
            else if (node is LabeledStatementSyntax)
            {
                if (body is not LocalDeclarationStatementSyntax and not LocalFunctionStatementSyntax) weaver.Insert(body.SpanStart, check);
            }
            else
            {
                weaver.Insert(body.SpanStart, "{" + check);
                weaver.Insert(body.Span.End, "}");
            }
        }
        weaver.Apply();
        return weaver;
    }

    /// <summary>A position of the woven text as a position of the original.</summary>
    public int ToOriginal(int position)
    {
        int added = 0;
        foreach (var (at, text) in _insertions)
        {
            if (at + added >= position) break;
            added += Math.Min(text.Length, position - (at + added));
        }
        return position - added;
    }

    /// <summary>Line and column (both 0-based) in the original of a position in the woven text.</summary>
    public LinePosition ToOriginalLine(int position, SourceText original) =>
        original.Lines.GetLinePosition(Math.Clamp(ToOriginal(position), 0, original.Length));

    private static bool MayLoop(string code) =>
        code.Contains("while", StringComparison.Ordinal) || code.Contains("for", StringComparison.Ordinal) || code.Contains("goto", StringComparison.Ordinal);

    private void Insert(int position, string text) => _insertions.Add((position, text));

    private void Apply()
    {
        // Stable order: of two insertions at one place the closing braces of inner loops were added last and belong first.
        var ordered = _insertions.Select((insertion, index) => (insertion, index))
            .OrderBy(i => i.insertion.Position).ThenBy(i => i.insertion.Text == "}" ? -i.index : i.index)
            .Select(i => i.insertion).ToList();
        _insertions.Clear();
        _insertions.AddRange(ordered);
        var text = new StringBuilder();
        int from = 0;
        foreach (var (at, inserted) in _insertions)
        {
            text.Append(Text, from, at - from).Append(inserted);
            from = at;
        }
        Text = text.Append(Text, from, Text.Length - from).ToString();
    }
}
