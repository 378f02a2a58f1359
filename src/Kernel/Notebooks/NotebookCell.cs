using System.Text.Json.Nodes;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>A cell of a notebook. What the program does not know about it is kept as it was read.</summary>
internal sealed class NotebookCell(NotebookCellKind kind, string source)
{
    /// <summary>What it is.</summary>
    public NotebookCellKind Kind { get; } = kind;

    /// <summary>Its text, with line feeds.</summary>
    public string Source { get; set; } = source;

    /// <summary>The id within the notebook; null in old notebooks.</summary>
    public string? Id { get; set; }

    /// <summary>The cell's metadata as nbformat has them.</summary>
    public JsonObject Metadata { get; set; } = [];

    /// <summary>Pictures attached to Markdown; null for none.</summary>
    public JsonObject? Attachments { get; set; }

    /// <summary>Outputs of a code cell in nbformat's form.</summary>
    public JsonArray Outputs { get; set; } = [];

    /// <summary>The number of the run; null where it was not run.</summary>
    public int? ExecutionCount { get; set; }

    /// <summary>Whether the cell carries a tag.</summary>
    public bool HasTag(string tag) =>
        Metadata["tags"] is JsonArray tags && tags.Any(entry => entry is JsonValue value && value.TryGetValue(out string? text) && text == tag);
}
