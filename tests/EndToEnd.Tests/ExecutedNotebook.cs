using System.Text.Json;

namespace HstNotebooks.Tests;

/// <summary>Reads what a run left in a notebook.</summary>
internal sealed class ExecutedNotebook
{
    private readonly JsonElement root;

    public ExecutedNotebook(string path)
    {
        Assert.True(File.Exists(path), $"{path} was not written");
        root = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
    }

    /// <summary>The code cells, in order.</summary>
    public IEnumerable<JsonElement> CodeCells =>
        root.GetProperty("cells").EnumerateArray().Where(c => c.GetProperty("cell_type").GetString() == "code");

    /// <summary>Every output of every cell.</summary>
    public IEnumerable<JsonElement> Outputs => CodeCells.SelectMany(c => c.GetProperty("outputs").EnumerateArray());

    /// <summary>The text of every output that shows an error, empty where none does.</summary>
    public string Errors => string.Join("\n", Outputs.Where(o => o.GetProperty("output_type").GetString() == "error")
        .Select(o => o.GetProperty("evalue").GetString()));

    /// <summary>How many outputs carry a representation.</summary>
    public int Count(string mimeType) => Outputs.Count(o => o.TryGetProperty("data", out var data) && data.TryGetProperty(mimeType, out _));

    /// <summary>Plain text of all outputs and streams, joined.</summary>
    public string Text => string.Join("\n", Outputs.Select(o =>
        o.TryGetProperty("text", out var stream) ? Join(stream)
        : o.TryGetProperty("data", out var data) && data.TryGetProperty("text/plain", out var plain) ? Join(plain) : ""));

    private static string Join(JsonElement text) =>
        text.ValueKind == JsonValueKind.Array ? string.Concat(text.EnumerateArray().Select(l => l.GetString())) : text.GetString() ?? "";
}
