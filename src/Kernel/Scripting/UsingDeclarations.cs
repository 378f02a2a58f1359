using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// <c>using var file = ...;</c> at the top level of a cell, which C# as a script does not know: the variable is declared without the word, and
/// what it holds is disposed of at the end of the cell, the last one first, as at the end of a block. Inside braces the compiler sees to it.
/// </summary>
internal static class UsingDeclarations
{
    private static readonly CSharpParseOptions AsProgram = ScriptEnvironment.ParseOptions.WithKind(SourceCodeKind.Regular);

    /// <summary>The code with blanks for the words, so that every position stays, and the pieces to insert behind the declarations.</summary>
    public static (string Code, IReadOnlyList<WovenCode.Insertion> Insertions) Rewrite(string code, int session)
    {
        if (!code.Contains("using", StringComparison.Ordinal)) return (code, []);
        char[] text = code.ToCharArray();
        var insertions = new List<WovenCode.Insertion>();
        // As a program, not as a script: there the compiler reads such declarations.
        var root = CSharpSyntaxTree.ParseText(code, AsProgram).GetCompilationUnitRoot();
        foreach (var declaration in root.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement).OfType<LocalDeclarationStatementSyntax>())
        {
            if (declaration.UsingKeyword.IsKind(SyntaxKind.None)) continue;
            Blank(declaration.AwaitKeyword);
            Blank(declaration.UsingKeyword);
            if (declaration.SemicolonToken.IsMissing) continue;
            string method = declaration.AwaitKeyword.IsKind(SyntaxKind.None) ? nameof(CellResources.Keep) : nameof(CellResources.KeepAsync);
            foreach (var variable in declaration.Declaration.Variables)
                insertions.Add(new(declaration.Span.End, string.Create(CultureInfo.InvariantCulture, $"global::{typeof(CellResources).FullName}.{method}({session}, {variable.Identifier.Text});")));
        }
        return (new(text), insertions);

        void Blank(SyntaxToken word) => text.AsSpan(word.Span.Start, word.Span.Length).Fill(' ');
    }
}
