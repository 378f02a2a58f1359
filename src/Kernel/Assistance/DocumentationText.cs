using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace HstNotebooks.Kernel.Assistance;

/// <summary>The XML documentation of a name as plain text.</summary>
internal static partial class DocumentationText
{
    /// <summary>Summary, parameters, result, errors and remarks; empty where there is none.</summary>
    public static string Of(ISymbol symbol)
    {
        string? xml = symbol.OriginalDefinition.GetDocumentationCommentId() is { } id ? DocumentationFiles.Find(id) : null;
        if (string.IsNullOrEmpty(xml)) return "";
        try
        {
            return Write(XElement.Parse("<doc>" + xml + "</doc>"));
        }
        catch (XmlException)
        {
            return "";
        }
    }

    private static string Write(XElement documentation)
    {
        var text = new StringBuilder();
        foreach (var part in documentation.Elements())
        {
            string body = Plain(part);
            if (body.Length == 0) continue;
            text.Append(part.Name.LocalName switch
            {
                "summary" => body + "\n",
                "param" => $"  {part.Attribute("name")?.Value}: {body}\n",
                "returns" => $"returns: {body}\n",
                "exception" => $"throws {ShortName(part.Attribute("cref")?.Value)}: {body}\n",
                "remarks" => "\n" + body + "\n",
                _ => "",
            });
        }
        return text.ToString().Trim();
    }

    private static string Plain(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            if (node is XText literal) text.Append(literal.Value);
            else if (node is XElement inner)
                text.Append(inner.Name.LocalName == "para" ? " " : "").Append(inner.Attribute("cref") is { } reference && inner.IsEmpty ? ShortName(reference.Value)
                    : inner.Attribute("langword")?.Value ?? inner.Attribute("name")?.Value ?? Plain(inner));
        }
        return Blanks().Replace(text.ToString(), " ").Trim();
    }

    private static string ShortName(string? reference)
    {
        string name = reference?[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..] ?? "";
        int bracket = name.IndexOf('(', StringComparison.Ordinal);
        if (bracket >= 0) name = name[..bracket];
        string[] parts = name.Split('.');
        return reference?.StartsWith("T:", StringComparison.Ordinal) ?? false ? parts[^1] : string.Join('.', parts.TakeLast(2));
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
