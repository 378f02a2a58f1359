using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>Reads .dib files, the text form of .NET Interactive: a line <c>#!csharp</c> or <c>#!markdown</c> starts a cell.</summary>
internal static class DibFormat
{
    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    { "csharp", "c#", "markdown", "html", "fsharp", "f#", "pwsh", "powershell", "javascript", "js", "sql", "kql", "mermaid", "value", "http" };

    /// <summary>The cells of a .dib text.</summary>
    public static Notebook Parse(string text)
    {
        var notebook = new Notebook();
        string language = "csharp";
        var cell = new StringBuilder();
        foreach (string line in text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF').Split('\n'))
        {
            string head = line.TrimEnd();
            if (head.StartsWith("#!", StringComparison.Ordinal) && (Languages.Contains(head[2..]) || head == "#!meta"))
            {
                Close();
                language = head[2..].ToLowerInvariant();
            }
            else cell.Append(line).Append('\n');
        }
        Close();
        return notebook;

        void Close()
        {
            string source = cell.ToString().Trim('\n');
            cell.Clear();
            if (string.IsNullOrWhiteSpace(source)) return;
            switch (language)
            {
                case "meta":
                    if (ParseMeta(source) is { } meta) notebook.Metadata = meta;
                    break;
                case "markdown":
                    notebook.Cells.Add(new(NotebookCellKind.Markdown, source));
                    break;
                case "csharp" or "c#":
                    notebook.Cells.Add(new(NotebookCellKind.Code, source));
                    break;
                case "html":
                    notebook.Cells.Add(new(NotebookCellKind.Code, "#!html\n" + source));
                    break;
                default:
                    notebook.Cells.Add(new(NotebookCellKind.Raw, source));
                    break;
            }
        }
    }

    private static JsonObject? ParseMeta(string source)
    {
        try
        {
            return JsonNode.Parse(source) is JsonObject meta ? new JsonObject { ["dotnet_interactive"] = meta.DeepClone() } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
