using System.Reflection;
using System.Text;
using HstNotebooks.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>What every cell sees without asking for it: the framework, our assemblies, and their namespaces.</summary>
internal static class ScriptEnvironment
{
    private static readonly string[] FrameworkNamespaces =
    [
        "System", "System.Collections.Generic", "System.Globalization", "System.IO", "System.Linq", "System.Text",
        "System.Threading", "System.Threading.Tasks",
    ];

    /// <summary>How cells are parsed.</summary>
    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>The assemblies of this product, engine first.</summary>
    public static IReadOnlyList<Assembly> OwnAssemblies { get; } =
        [typeof(Errors.HstException).Assembly, typeof(NotebookHost).Assembly, typeof(CellFunctions).Assembly];

    private static readonly Lazy<ScriptOptions> Default = new(Create);

    /// <summary>Options of a new session.</summary>
    public static ScriptOptions Options => Default.Value;

    /// <summary>The namespaces and static classes that are imported.</summary>
    public static IReadOnlyList<string> Imports => Options.Imports;

    /// <summary>Makes the options anew, with references that no compilation has seen.</summary>
    public static ScriptOptions Create() => ScriptOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithAllowUnsafe(true)
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8)
        .WithReferences(FrameworkReferences().Concat(OwnAssemblies.Select(assembly => MappedReference.Create(assembly.Location))))
        .WithImports(FrameworkNamespaces.Concat(OwnNamespaces()).Append(typeof(CellFunctions).FullName!));

    private static IEnumerable<string> OwnNamespaces() => OwnAssemblies
        .Where(assembly => assembly != typeof(CellFunctions).Assembly)
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Select(type => type.Namespace)
        .OfType<string>().Distinct().Order(StringComparer.Ordinal);

    // Everything the running program can load: the shared framework and the packages beside the tool.
    private static IEnumerable<MetadataReference> FrameworkReferences()
    {
        string trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        var own = OwnAssemblies.Select(assembly => assembly.Location).ToHashSet(StringComparer.Ordinal);
        foreach (string path in trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string name = Path.GetFileName(path);
            bool wanted = name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("MathNet.", StringComparison.Ordinal)
                || name is "Microsoft.CSharp.dll" or "mscorlib.dll" or "netstandard.dll" or "Microsoft.Win32.Primitives.dll";
            if (wanted && !own.Contains(path)) yield return MappedReference.Create(path);
        }
    }
}
