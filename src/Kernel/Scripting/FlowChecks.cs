using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// Puts a call of <see cref="LoopGuard.Check"/> into every loop of a cell and behind every label, and a call of
/// <see cref="LoopGuard.Enter"/> into its methods, so that neither an endless loop nor an endless recursion ends the kernel.
/// </summary>
internal static class FlowChecks
{
    /// <summary>Whether code may have a loop or a method at all.</summary>
    public static bool MayApply(string code) => code.Contains("while", StringComparison.Ordinal) || code.Contains("for", StringComparison.Ordinal)
        || code.Contains("goto", StringComparison.Ordinal) || code.Contains(')', StringComparison.Ordinal);

    /// <summary>The pieces to insert.</summary>
    public static IEnumerable<WovenCode.Insertion> In(SyntaxNode root, int session)
    {
        string check = Call(nameof(LoopGuard.Check), session) + ";";
        foreach (var node in root.DescendantNodes())
        {
            var insertions = node switch
            {
                WhileStatementSyntax loop => InLoop(loop.Statement, check),
                DoStatementSyntax loop => InLoop(loop.Statement, check),
                ForStatementSyntax loop => InLoop(loop.Statement, check),
                CommonForEachStatementSyntax loop => InLoop(loop.Statement, check),
                LabeledStatementSyntax label => BehindLabel(label.Statement, check),
                MethodDeclarationSyntax method => InMethod(method.Body, method.ExpressionBody, method.ReturnType, method.Identifier.ValueText, session),
                LocalFunctionStatementSyntax method => InMethod(method.Body, method.ExpressionBody, method.ReturnType, method.Identifier.ValueText, session),
                _ => [],
            };
            foreach (var insertion in insertions) yield return insertion;
        }
    }

    private static IEnumerable<WovenCode.Insertion> InLoop(StatementSyntax body, string check)
    {
        if (body.ContainsDiagnostics) return [];
        return body is BlockSyntax block ? [new(block.OpenBraceToken.Span.End, check)] : [WovenCode.Insertion.Before(body, "{" + check), WovenCode.Insertion.Behind(body, "}")];
    }

    private static IEnumerable<WovenCode.Insertion> BehindLabel(StatementSyntax body, string check) => body switch
    {
        { ContainsDiagnostics: true } or LocalDeclarationStatementSyntax or LocalFunctionStatementSyntax => [],
        BlockSyntax block => [new(block.OpenBraceToken.Span.End, check)],
        _ => [WovenCode.Insertion.Before(body, check)],
    };

    private static IEnumerable<WovenCode.Insertion> InMethod(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, TypeSyntax returnType, string name, int session)
    {
        string enter = Call(nameof(LoopGuard.Enter), session);
        if (block is { ContainsDiagnostics: false }) return [new(block.OpenBraceToken.Span.End, enter + ";")];
        // An expression can carry the call only where it has a value; that matters for one that calls itself.
        if (arrow is not { ContainsDiagnostics: false } || returnType is RefTypeSyntax || returnType.ToString() is "void" or "Task" or "ValueTask") return [];
        if (!arrow.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax called && called.Identifier.ValueText == name)) return [];
        return [WovenCode.Insertion.Before(arrow.Expression, enter + " ? ("), WovenCode.Insertion.Behind(arrow.Expression, ") : throw null!")];
    }

    private static string Call(string method, int session) => string.Create(CultureInfo.InvariantCulture, $"global::{typeof(LoopGuard).FullName}.{method}({session})");
}
