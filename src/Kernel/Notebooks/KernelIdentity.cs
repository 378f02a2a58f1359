using System.Reflection;
using System.Text.Json.Nodes;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>How the kernel calls itself in notebooks, kernelspecs and messages.</summary>
internal static class KernelIdentity
{
    /// <summary>The default name of the kernelspec.</summary>
    public const string Name = "hst-notebooks";

    /// <summary>What people see in Jupyter's menus.</summary>
    public const string DisplayName = "C# (HstNotebooks)";

    /// <summary>The version of this program.</summary>
    public static string Version { get; } =
        typeof(KernelIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>nbformat's and the messaging protocol's description of the language.</summary>
    public static JsonObject LanguageInfo() => new()
    {
        ["name"] = "C#",
        ["version"] = "14.0",
        ["mimetype"] = "text/x-csharp",
        ["file_extension"] = ".cs",
        ["pygments_lexer"] = "csharp",
        ["codemirror_mode"] = "text/x-csharp",
    };

    /// <summary>Fills in the kernel of a notebook where it names none.</summary>
    public static void Describe(Notebook notebook)
    {
        notebook.Metadata["kernelspec"] ??= new JsonObject { ["display_name"] = DisplayName, ["language"] = "C#", ["name"] = Name };
        notebook.Metadata["language_info"] ??= LanguageInfo();
    }
}
