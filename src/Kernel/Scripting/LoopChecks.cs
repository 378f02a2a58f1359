using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>Puts a call of <see cref="LoopGuard.Check"/> into every loop of a cell, and behind every label.</summary>
internal static class LoopChecks
{
    /// <summary>Whether code may have a loop at all.</summary>
    public static bool MayLoop(string code) =>
        code.Contains("while", StringComparison.Ordinal) || code.Contains("for", StringComparison.Ordinal) || code.Contains("goto", StringComparison.Ordinal);

    /// <summary>The pieces to insert.</summary>
    public static IEnumerable<WovenCode.Insertion> In(SyntaxNode root, int session)
    {
        string check = string.Create(CultureInfo.InvariantCulture, $"global::{typeof(LoopGuard).FullName}.{nameof(LoopGuard.Check)}({session});");
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
                yield return new(block.OpenBraceToken.Span.End, check);
            else if (node is not LabeledStatementSyntax)
            {
                yield return new(body.SpanStart, "{" + check);
                yield return new(body.Span.End, "}");
            }
            else if (body is not LocalDeclarationStatementSyntax and not LocalFunctionStatementSyntax)
                yield return new(body.SpanStart, check);
        }
    }
}
