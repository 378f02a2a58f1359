using System.Text;
using HstNotebooks.Formatting;
using HstNotebooks.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Kernel.Assistance;

/// <summary>Says what the name at a place in C# stands for: its declaration and its documentation.</summary>
internal static class CSharpInspection
{
    private const int MostOverloads = 6;

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    /// <summary>The explanation as plain text; null where nothing is known.</summary>
    public static string? Explain(CSharpSession session, string code, int position)
    {
        var (tree, model) = session.Analyse(code);
        var root = tree.GetRoot();
        var token = root.FindToken(Math.Min(position, Math.Max(0, code.Length - 1)));
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.SpanStart > position) token = position > 0 ? root.FindToken(position - 1) : token;
        // Behind an opening bracket the call is meant.
        if (token.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken or SyntaxKind.CloseParenToken) token = CalledName(token) ?? token;
        if (token.Parent is null) return null;

        var symbols = Symbols(token, model);
        if (symbols.Count == 0) return null;
        var text = new StringBuilder();
        foreach (var symbol in symbols.Take(MostOverloads)) text.Append(symbol.ToDisplayString(Format)).Append('\n');
        if (symbols.Count > MostOverloads) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"... and {symbols.Count - MostOverloads} more overloads\n");
        if (session.TryGetVariable(symbols[0].Name, out object? value) && symbols[0] is IFieldSymbol) text.Append("value: ").Append(Formatters.Format(value).Text.Split('\n')[0]).Append('\n');
        if (symbols[0].GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == nameof(Parameters.ParameterAttribute)) is { ConstructorArguments: [var parameter, var help] } described)
        {
            string unit = described.NamedArguments.FirstOrDefault(a => a.Key == nameof(Parameters.ParameterAttribute.Unit)).Value.Value is string { Length: > 0 } given ? $" [{given}]" : "";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"parameter {parameter.Value}{unit}: {help.Value}\n");
        }
        string documentation = DocumentationText.Of(symbols[0]);
        if (documentation.Length == 0 && symbols[0] is IFieldSymbol or ILocalSymbol or IPropertySymbol && TypeOf(symbols[0]) is { } type) documentation = DocumentationText.Of(type);
        if (documentation.Length > 0) text.Append('\n').Append(documentation);
        return text.ToString().TrimEnd();
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch { IFieldSymbol field => field.Type, ILocalSymbol local => local.Type, IPropertySymbol property => property.Type, _ => null };

    private static SyntaxToken? CalledName(SyntaxToken token)
    {
        var call = token.Parent?.FirstAncestorOrSelf<ArgumentListSyntax>()?.Parent;
        return call switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier,
            InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier,
            ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier,
            _ => null,
        };
    }

    private static IReadOnlyList<ISymbol> Symbols(SyntaxToken token, SemanticModel model)
    {
        var node = token.Parent!;
        if (model.GetDeclaredSymbol(node) is { } declared) return [declared];
        var info = model.GetSymbolInfo(node);
        if (info.Symbol is { } symbol) return [symbol];
        if (info.CandidateSymbols.Length > 0) return [.. info.CandidateSymbols];
        var group = model.GetMemberGroup(node);
        if (group.Length > 0) return [.. group];
        return token.IsKind(SyntaxKind.IdentifierToken) ? [.. model.LookupSymbols(token.SpanStart, name: token.ValueText)] : [];
    }
}
