using HstNotebooks.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Kernel.Assistance;

/// <summary>What could stand at a place in C#, asked of the compiler's model of the session.</summary>
internal static class CSharpCompletion
{
    private static readonly string[] Keywords = [.. SyntaxFacts.GetKeywordKinds().Concat([SyntaxKind.VarKeyword, SyntaxKind.AwaitKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.RecordKeyword, SyntaxKind.WithKeyword])
        .Select(kind => SyntaxFacts.GetText(kind)).Where(text => text.Length > 0 && char.IsAsciiLetterLower(text[0])).Distinct()];

    /// <summary>What could stand at the position.</summary>
    public static CompletionList Complete(CSharpSession session, string code, int position)
    {
        var (tree, model) = session.Analyse(code);
        var root = tree.GetRoot();
        var token = position == 0 ? root.GetFirstToken(includeZeroWidth: true) : root.FindToken(position - 1);
        if (token.SpanStart < position && position <= token.Span.End)
        {
            if (Text(token, position) is { } path) return FileNames.Complete(path, position);
            if (token.IsKind(SyntaxKind.NumericLiteralToken)) return CompletionList.Nothing(position);
        }
        if (root.FindTrivia(Math.Max(0, position - 1)).Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia) return CompletionList.Nothing(position);

        bool inWord = token.SpanStart < position && position <= token.Span.End && (token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind()));
        string typed = inWord ? code[token.SpanStart..position] : "";
        int start = position - typed.Length;
        var before = inWord ? token.GetPreviousToken() : token;

        var items = before.Kind() switch
        {
            SyntaxKind.DotToken => Members(before, model, start),
            _ when Initialised(before, model) is { } type => Settable(type, model, start),
            _ => Names(before, model, start),
        };
        return CompletionList.Matching(items, typed, start, position);
    }

    // The part of a string literal before the cursor; null outside one.
    private static string? Text(SyntaxToken token, int position)
    {
        if (!token.IsKind(SyntaxKind.StringLiteralToken) && !token.IsKind(SyntaxKind.InterpolatedStringTextToken)) return null;
        bool isClosed = token.IsKind(SyntaxKind.StringLiteralToken) && token.Text.Length > 1 && token.Text.EndsWith('"');
        if (isClosed && position == token.Span.End) return null;
        return token.Text[..(position - token.SpanStart)].TrimStart('@', '"');
    }

    private static IEnumerable<CompletionItem> Members(SyntaxToken dot, SemanticModel model, int position)
    {
        var left = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => (SyntaxNode?)null,
        };
        if (left is null) return [];
        var symbol = model.GetSymbolInfo(left).Symbol;
        if (symbol is IAliasSymbol alias) symbol = alias.Target;
        if (symbol is INamespaceSymbol space) return Items(space.GetMembers().Where(member => member is INamespaceSymbol || model.IsAccessible(position, member)));
        var type = model.GetTypeInfo(left).Type;
        bool isType = symbol is ITypeSymbol && left is not ThisExpressionSyntax and not BaseExpressionSyntax;
        if (isType) return Items(model.LookupSymbols(position, (ITypeSymbol)symbol!).Where(member => member.IsStatic || member is ITypeSymbol));
        return type is null or IErrorTypeSymbol ? [] : Items(model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not ITypeSymbol));
    }

    // The type of the object whose properties are being set in braces.
    private static ITypeSymbol? Initialised(SyntaxToken before, SemanticModel model)
    {
        if (before.Parent is not InitializerExpressionSyntax braces || before.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken)) return null;
        return braces.Parent switch
        {
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type,
            WithExpressionSyntax with => model.GetTypeInfo(with.Expression).Type,
            _ => null,
        };
    }

    private static IEnumerable<CompletionItem> Settable(ITypeSymbol type, SemanticModel model, int position) =>
        Items(model.LookupSymbols(position, type).Where(member => member is IPropertySymbol { SetMethod: not null, IsStatic: false } or IFieldSymbol { IsReadOnly: false, IsStatic: false }));

    private static IEnumerable<CompletionItem> Names(SyntaxToken before, SemanticModel model, int position)
    {
        var items = Items(model.LookupSymbols(position)).Concat(Keywords.Select(word => new CompletionItem(word, "keyword")));
        // Inside the brackets of a call also the names of the parameters.
        if (before.Parent is ArgumentListSyntax { Parent: { } call } && before.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken)
            items = items.Concat(model.GetMemberGroup(call is InvocationExpressionSyntax invocation ? invocation.Expression : call).OfType<IMethodSymbol>()
                .Concat(model.GetSymbolInfo(call).CandidateSymbols.OfType<IMethodSymbol>())
                .SelectMany(method => method.Parameters).Select(parameter => new CompletionItem(parameter.Name + ":", "param")));
        return items;
    }

    private static IEnumerable<CompletionItem> Items(IEnumerable<ISymbol> symbols) => symbols
        .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.Length > 0 && !symbol.Name.StartsWith('<') && !IsHidden(symbol))
        .Select(symbol => new CompletionItem(symbol.Name, Kind(symbol)));

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);

    private static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => "variable",
        IFieldSymbol => "field",
        INamespaceSymbol => "module",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        ITypeSymbol => "class",
        _ => "instance",
    };
}
