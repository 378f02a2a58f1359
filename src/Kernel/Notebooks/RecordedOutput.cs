using System.Text.Json;
using System.Text.Json.Nodes;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>Keeps what the cells of a notebook say, in nbformat's form.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    // A cell that prints without end must not fill memory and page.
    private const long MostCharacters = 4_000_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<JsonObject>> _displays = new(StringComparer.Ordinal);
    private JsonArray _outputs = [];
    private int _count;
    private bool _clearPending;
    private long _characters;

    /// <summary>What the running cell last said, in a few words; empty for nothing.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Starts a cell: what comes now belongs to it.</summary>
    public void Begin(int executionCount)
    {
        lock (_gate)
        {
            _outputs = [];
            _count = executionCount;
            _clearPending = false;
            _characters = 0;
            LastLine = "";
        }
    }

    /// <summary>The outputs of the cell so far.</summary>
    public JsonArray Take()
    {
        lock (_gate) return _outputs;
    }

    /// <inheritdoc/>
    public void Write(StreamName stream, string text)
    {
        string name = stream == StreamName.Stdout ? "stdout" : "stderr";
        lock (_gate)
        {
            ClearIfPending();
            Note(text);
            if (_characters > MostCharacters) return;
            _characters += text.Length;
            if (_characters > MostCharacters) text = "\n... the rest of the text is left out\n";
            if (_outputs.Count > 0 && _outputs[^1] is JsonObject last && last["output_type"]?.GetValue<string>() == "stream" && last["name"]?.GetValue<string>() == name)
            {
                var lines = last["text"]!.AsArray();
                string tail = lines.Count > 0 && lines[^1]!.GetValue<string>() is var end && !end.EndsWith('\n') ? end : "";
                if (tail.Length > 0) lines.RemoveAt(lines.Count - 1);
                foreach (var line in NotebookFile.Lines(Overwrite(tail + text))) lines.Add(line!.DeepClone());
                return;
            }
            Add(new() { ["name"] = name, ["output_type"] = "stream", ["text"] = NotebookFile.Lines(Overwrite(text)) });
        }
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId)
    {
        lock (_gate)
        {
            ClearIfPending();
            Note(bundle.Text);
            var output = new JsonObject { ["data"] = Data(bundle), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
            Add(output);
            if (displayId is null) return;
            if (!_displays.TryGetValue(displayId, out var shown)) _displays[displayId] = shown = [];
            shown.Add(output);
        }
    }

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle)
    {
        lock (_gate)
        {
            Note(bundle.Text);
            if (!_displays.TryGetValue(displayId, out var shown)) return;
            foreach (var output in shown) output["data"] = Data(bundle);
        }
    }

    /// <inheritdoc/>
    public void Result(MimeBundle bundle)
    {
        lock (_gate)
        {
            ClearIfPending();
            Add(new() { ["data"] = Data(bundle), ["execution_count"] = _count, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" });
        }
    }

    /// <inheritdoc/>
    public void Error(CellError error)
    {
        var lines = new JsonArray();
        foreach (string line in error.Lines) lines.Add((JsonNode)line);
        lock (_gate)
            Add(new() { ["ename"] = error.Name, ["evalue"] = error.Message, ["output_type"] = "error", ["traceback"] = lines });
    }

    /// <inheritdoc/>
    public void Clear(bool wait)
    {
        lock (_gate)
        {
            if (wait) _clearPending = true;
            else _outputs.Clear();
        }
    }

    /// <inheritdoc/>
    public string ReadLine(string prompt, bool password, CancellationToken cancellation) =>
        throw new InvalidOperationException("the notebook asks for input, and nobody can answer when it is run as a whole; set the value by a parameter (-p name=value)");

    /// <summary>A bundle as the data of an output: text as lines, JSON types as JSON, binary as it is.</summary>
    public static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mime, content) in bundle.Data) data[mime] = Content(mime, content);
        return data;
    }

    private static JsonNode? Content(string mime, string content)
    {
        if (mime.EndsWith("json", StringComparison.Ordinal))
        {
            try
            {
                return JsonNode.Parse(content);
            }
            catch (JsonException)
            {
                return content;
            }
        }
        return mime.StartsWith("image/", StringComparison.Ordinal) && mime != "image/svg+xml" ? content : NotebookFile.Lines(content);
    }

    // A carriage return starts the line again, as on a terminal.
    private static string Overwrite(string text)
    {
        if (!text.Contains('\r', StringComparison.Ordinal)) return text;
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd('\r')).Select(line => line[(line.LastIndexOf('\r') + 1)..]);
        return string.Join('\n', lines);
    }

    private void Add(JsonObject output) => _outputs.Add((JsonNode)output);

    private void ClearIfPending()
    {
        if (!_clearPending) return;
        _clearPending = false;
        _outputs.Clear();
    }

    private void Note(string text)
    {
        string line = text.Trim().Split('\n')[0].Trim();
        if (line.Length > 0) LastLine = line;
    }
}
