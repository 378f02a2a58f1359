using System.Globalization;
using System.Reflection;
using HstNotebooks.Hosting;
using HstNotebooks.Progress;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// Gives calls of the engine what a cell would otherwise have to pass by hand: where a method of ours takes an optional
/// <see cref="CancellationToken"/>, the token of the running cell, so that an interrupt stops it; where it takes an optional
/// <see cref="IProgress{T}"/> of <see cref="TaskProgress"/>, a progress line that ends with the call. What the user passes himself is left alone.
/// </summary>
internal static class AmbientArguments
{
    private const string Token = "CancellationToken";

    // The names of the methods of ours that take either; a cell without any of them needs no second look.
    private static readonly Lazy<IReadOnlySet<string>> Names = new(FindNames);

    /// <summary>Whether code may call such a method at all.</summary>
    public static bool MayCall(SyntaxNode root) => root.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => Name(call) is { } name && Names.Value.Contains(name));

    /// <summary>The pieces to insert.</summary>
    public static IEnumerable<WovenCode.Insertion> In(SyntaxNode root, SemanticModel model)
    {
        int last = 0;
        foreach (var call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (Name(call) is not { } name || !Names.Value.Contains(name) || call.ArgumentList.CloseParenToken.IsMissing) continue;
            if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || !IsOurs(method) || method.Parameters.Any(parameter => parameter.IsParams)) continue;
            // The number of a call whose end can be seen, so that its progress line can say whether it was reached.
            int number = MayBeWrapped(call, method) ? ++last : 0;
            var missing = Missing(method, call.ArgumentList.Arguments, number).ToList();
            if (missing.Count == 0) continue;
            string text = string.Concat(missing.Select(argument => ", " + argument.Text));
            yield return WovenCode.Insertion.At(call.ArgumentList.CloseParenToken, call.ArgumentList.Arguments.Count == 0 ? text[2..] : text);
            if (number == 0 || !missing.Any(argument => argument.IsProgress)) continue;
            yield return WovenCode.Insertion.Before(call, string.Create(CultureInfo.InvariantCulture, $"global::{typeof(CellProgress).FullName}.{nameof(CellProgress.Done)}({number}, "));
            yield return WovenCode.Insertion.Behind(call, ")");
        }
    }

    private static bool MayBeWrapped(InvocationExpressionSyntax call, IMethodSymbol method) =>
        !method.ReturnsVoid && method.RefKind == RefKind.None && !method.ReturnType.IsRefLikeType
        && !call.Expression.DescendantNodesAndSelf().Any(node => node is MemberBindingExpressionSyntax);

    private static IEnumerable<(string Text, bool IsProgress)> Missing(IMethodSymbol method, SeparatedSyntaxList<ArgumentSyntax> given, int number)
    {
        int positional = given.TakeWhile(argument => argument.NameColon is null).Count();
        var named = given.Select(argument => argument.NameColon?.Name.Identifier.ValueText).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in method.Parameters.Skip(positional).Where(parameter => parameter.IsOptional && !named.Contains(parameter.Name)))
        {
            if (parameter.Type.Name == Token) yield return ($"{parameter.Name}: global::{typeof(NotebookHost).FullName}.{nameof(NotebookHost.Cancellation)}", false);
            else if (IsProgress(parameter.Type))
                yield return (string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}: global::{typeof(CellProgress).FullName}.{nameof(CellProgress.Of)}({SymbolDisplay.FormatLiteral(Label(method), quote: true)}, {number})"), true);
        }
    }

    // The task's name as its magic has it, or type and method.
    private static string Label(IMethodSymbol method) =>
        method is { Name: "Write", ContainingType.Name: nameof(Simulation.Observation) } ? "simulate"
        : method.Name == "Run" ? method.ContainingType.Name.ToLowerInvariant() : method.ContainingType.Name + "." + method.Name;

    private static bool IsProgress(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IProgress", TypeArguments: [{ Name: nameof(TaskProgress) }] };

    private static bool IsOurs(IMethodSymbol method) => method.ContainingAssembly?.Name.StartsWith("HstNotebooks.", StringComparison.Ordinal) ?? false;

    private static string? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static HashSet<string> FindNames() => ScriptEnvironment.OwnAssemblies.SelectMany(assembly => assembly.GetExportedTypes())
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetParameters().Any(parameter => parameter.IsOptional && (parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType == typeof(IProgress<TaskProgress>))))
        .Select(method => method.Name).ToHashSet(StringComparer.Ordinal);
}
