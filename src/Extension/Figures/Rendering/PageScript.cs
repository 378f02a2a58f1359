using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HstNotebooks.Figures.Rendering;

/// <summary>The scripts that travel with figures and pictures, so that they work without network.</summary>
internal static class PageScript
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static int made;

    /// <summary>A name for an element that no other output of the page has: from its content and a running number.</summary>
    public static string NewId(string content)
    {
        uint hash = 2166136261;
        foreach (char c in content) hash = (hash ^ c) * 16777619;
        return $"hst{Interlocked.Increment(ref made)}x{hash:x}";
    }

    /// <summary>Text as a literal of JavaScript that cannot end the script element around it.</summary>
    public static string Text(string text) => JsonSerializer.Serialize(text, Plain).Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!", "\\u003c!", StringComparison.Ordinal)
        .Replace("<script", "\\u003cscript", StringComparison.OrdinalIgnoreCase);

    /// <summary>A script of the assembly, without its comment lines and indentation.</summary>
    public static string Load(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        string resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var lines = reader.ReadToEnd().Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal));
        return string.Join('\n', lines).TrimEnd(';');
    }
}
