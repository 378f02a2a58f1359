using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>Reads .ipynb (nbformat 4) and .dib files, and writes .ipynb.</summary>
internal static class NotebookFile
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="InputException">There is no such file, or it is no notebook.</exception>
    public static Notebook Read(string path)
    {
        InputException.ThrowIfMissing(path, what: "notebook");
        string text = File.ReadAllText(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".ipynb" => ReadIpynb(text, path),
            ".dib" => DibFormat.Parse(text),
            var other => throw new InputException($"'{other}' is not a kind of notebook that can be run") { File = path, Expected = ".ipynb or .dib" },
        };
    }

    /// <summary>Refuses a notebook whose cells are in another language.</summary>
    /// <exception cref="InputException">The notebook says that it is not C#.</exception>
    public static void RequireCSharp(Notebook notebook, string path)
    {
        string language = Text(notebook.Metadata["kernelspec"]?["language"]) is { Length: > 0 } named ? named : Text(notebook.Metadata["language_info"]?["name"]);
        if (language.Length == 0 || language.ToLowerInvariant() is "c#" or "csharp" or "polyglot-notebook") return;
        throw new InputException($"the notebook is written in {language}, and this program runs C#")
        {
            File = path,
            Expected = "a notebook for C#",
            Advice = "run it in Jupyter with its own kernel",
        };
    }

    /// <summary>Writes a notebook as .ipynb; the file is complete or the old one.</summary>
    public static void Write(Notebook notebook, string path) => AtomicFile.WriteText(path, ToJson(notebook) + "\n");

    /// <summary>The notebook as nbformat's JSON.</summary>
    public static string ToJson(Notebook notebook)
    {
        var cells = new JsonArray();
        foreach (var cell in notebook.Cells) cells.Add(ToJson(cell, notebook.Minor >= 5));
        return new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = notebook.Metadata.DeepClone(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = notebook.Minor,
        }.ToJsonString(Layout);
    }

    /// <summary>Text as nbformat's list of lines, each with its line feed.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        int from = 0;
        while (from < text.Length)
        {
            int end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[from..end]);
            from = end;
        }
        return lines;
    }

    /// <summary>A text that nbformat holds as one string or as a list of lines.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line?.GetValue<string>())),
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => "",
    };

    private static JsonObject ToJson(NotebookCell cell, bool withId)
    {
        var json = new JsonObject { ["cell_type"] = cell.Kind switch { NotebookCellKind.Code => "code", NotebookCellKind.Markdown => "markdown", _ => "raw" } };
        if (cell.Attachments is not null) json["attachments"] = cell.Attachments.DeepClone();
        if (cell.Kind == NotebookCellKind.Code) json["execution_count"] = cell.ExecutionCount;
        if (withId) json["id"] = cell.Id ??= Guid.NewGuid().ToString("N")[..8];
        json["metadata"] = cell.Metadata.DeepClone();
        if (cell.Kind == NotebookCellKind.Code) json["outputs"] = cell.Outputs.DeepClone();
        json["source"] = Lines(cell.Source);
        return json;
    }

    private static Notebook ReadIpynb(string text, string path)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject root || root["cells"] is not JsonArray cells)
                throw new InputException("the file is JSON, but no notebook: it has no cells") { File = path, Expected = "nbformat 4" };
            int major = root["nbformat"]?.GetValue<int>() ?? 4;
            if (major != 4) throw new InputException($"the notebook has format {major}") { File = path, Expected = "nbformat 4", Advice = "open and save it in a recent Jupyter" };
            var notebook = new Notebook { Metadata = Take(root, "metadata"), Minor = root["nbformat_minor"]?.GetValue<int>() ?? 4 };
            foreach (var cell in cells.OfType<JsonObject>()) notebook.Cells.Add(ReadCell(cell));
            return notebook;
        }
        catch (JsonException exception)
        {
            throw new InputException("the file is no notebook: it is not JSON", exception)
            {
                File = path,
                Row = exception.LineNumber + 1,
                Expected = "nbformat 4",
                Advice = "it may be cut off; get it again, or save it again in Jupyter",
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw new InputException("the file is JSON, but its parts are not those of a notebook: " + exception.Message, exception) { File = path, Expected = "nbformat 4" };
        }
    }

    private static NotebookCell ReadCell(JsonObject json)
    {
        var kind = json["cell_type"]?.GetValue<string>() switch { "code" => NotebookCellKind.Code, "markdown" => NotebookCellKind.Markdown, _ => NotebookCellKind.Raw };
        return new(kind, Text(json["source"]))
        {
            Id = json["id"]?.GetValue<string>(),
            Metadata = Take(json, "metadata"),
            Attachments = json["attachments"]?.DeepClone() as JsonObject,
            Outputs = json["outputs"]?.DeepClone() as JsonArray ?? [],
            ExecutionCount = json["execution_count"] is JsonValue count && count.TryGetValue(out int number) ? number : null,
        };
    }

    private static JsonObject Take(JsonObject json, string name) => json[name]?.DeepClone() as JsonObject ?? [];
}
