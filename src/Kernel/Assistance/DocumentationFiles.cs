using System.Collections.Concurrent;
using System.Xml;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Assistance;

/// <summary>Finds the documentation of a name in the XML files beside our assemblies and in those of the .NET SDK, where it is installed.</summary>
internal static class DocumentationFiles
{
    private static readonly ConcurrentDictionary<string, Lazy<Dictionary<string, string>>> Read = new(StringComparer.Ordinal);
    private static readonly Lazy<IReadOnlyList<string>> Framework = new(FindFramework);

    /// <summary>The inner XML of a name's documentation, by its documentation id (<c>T:System.String</c>); null where there is none.</summary>
    public static string? Find(string id)
    {
        foreach (var assembly in ScriptEnvironment.OwnAssemblies)
            if (In(Path.ChangeExtension(assembly.Location, ".xml"), id) is { } own) return own;
        if (!id.Contains(":System.", StringComparison.Ordinal)) return null;
        string quoted = "\"" + id + "\"";
        foreach (string file in Framework.Value.OrderByDescending(path => Shared(Path.GetFileNameWithoutExtension(path), id[2..])))
            if (Read.ContainsKey(file) || Contains(file, quoted))
                if (In(file, id) is { } found) return found;
        return null;
    }

    private static int Shared(string a, string b)
    {
        int n = 0;
        while (n < a.Length && n < b.Length && a[n] == b[n]) n++;
        return a == "System.Runtime" ? int.MaxValue : n;
    }

    private static bool Contains(string file, string text) => File.ReadLines(file).Any(line => line.Contains(text, StringComparison.Ordinal));

    private static string? In(string file, string id) => File.Exists(file) ? Read.GetOrAdd(file, path => new(() => ReadAll(path))).Value.GetValueOrDefault(id) : null;

    private static Dictionary<string, string> ReadAll(string file)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = XmlReader.Create(file, new XmlReaderSettings { IgnoreWhitespace = false, IgnoreComments = true });
        while (reader.ReadToFollowing("member"))
            if (reader.GetAttribute("name") is { } name)
            {
                using var member = reader.ReadSubtree();
                member.Read();
                members[name] = member.ReadInnerXml();
            }
        return members;
    }

    // .../shared/Microsoft.NETCore.App/10.0.1/ -> .../packs/Microsoft.NETCore.App.Ref/*/ref/net10.0/
    private static IReadOnlyList<string> FindFramework()
    {
        var root = Directory.GetParent(Path.GetDirectoryName(typeof(object).Assembly.Location)!)?.Parent?.Parent;
        string packs = Path.Combine(root?.FullName ?? "/", "packs", "Microsoft.NETCore.App.Ref");
        return Directory.Exists(packs) ? [.. Directory.EnumerateFiles(packs, "*.xml", SearchOption.AllDirectories)] : [];
    }
}
