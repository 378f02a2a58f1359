using System.Text.Json.Nodes;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>A notebook in memory.</summary>
internal sealed class Notebook
{
    /// <summary>The cells in order.</summary>
    public List<NotebookCell> Cells { get; } = [];

    /// <summary>The notebook's metadata as nbformat has them.</summary>
    public JsonObject Metadata { get; set; } = [];

    /// <summary>The minor version of nbformat 4.</summary>
    public int Minor { get; set; } = 5;

    /// <summary>The first heading, or null where there is none.</summary>
    public string? Title => Cells.Where(cell => cell.Kind == NotebookCellKind.Markdown)
        .SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();
}
