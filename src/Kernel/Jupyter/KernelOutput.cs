using System.Text;
using System.Text.Json.Nodes;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>
/// Sends what a cell says to the clients. Text is gathered for a moment, so that a loop that prints does not send a message per
/// line; everything else first sends the text before it.
/// </summary>
internal sealed class KernelOutput : ICellOutput, IDisposable
{
    private const int LargestBatch = 1 << 14;
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(40);

    private readonly KernelChannels _channels;
    private readonly JupyterMessage _request;
    private readonly int _count;
    private readonly bool _silent;
    private readonly bool _mayAsk;
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly Timer _timer;
    private StreamName _stream;
    private bool _timerRuns;
    private bool _isClosed;

    public KernelOutput(KernelChannels channels, JupyterMessage request, int count, bool silent)
    {
        (_channels, _request, _count, _silent) = (channels, request, count, silent);
        _mayAsk = request.Content["allow_stdin"]?.GetValue<bool>() ?? false;
        _timer = new Timer(_ => Flush(), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>The text of the result, for the history; null for none.</summary>
    public string? ResultText { get; private set; }

    /// <inheritdoc/>
    public void Write(StreamName stream, string text)
    {
        if (_silent || text.Length == 0) return;
        lock (_gate)
        {
            if (stream != _stream) SendText();
            _stream = stream;
            _text.Append(text);
            if (_text.Length >= LargestBatch || _isClosed) SendText();
            else if (!_timerRuns)
            {
                _timerRuns = true;
                _timer.Change(GatherTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Sends the text that was gathered.</summary>
    public void Flush()
    {
        lock (_gate) SendText();
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId)
    {
        var content = Content(bundle);
        content["transient"] = displayId is null ? new JsonObject() : new JsonObject { ["display_id"] = displayId };
        Publish("display_data", content);
    }

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle)
    {
        var content = Content(bundle);
        content["transient"] = new JsonObject { ["display_id"] = displayId };
        Publish("update_display_data", content);
    }

    /// <inheritdoc/>
    public void Result(MimeBundle bundle)
    {
        ResultText = bundle.Text;
        var content = Content(bundle);
        content["execution_count"] = _count;
        Publish("execute_result", content);
    }

    /// <inheritdoc/>
    public void Error(CellError error) => Publish("error", ErrorContent(error));

    /// <inheritdoc/>
    public void Clear(bool wait) => Publish("clear_output", new JsonObject { ["wait"] = wait });

    /// <inheritdoc/>
    public string ReadLine(string prompt, bool password, CancellationToken cancellation)
    {
        if (!_mayAsk) throw new InvalidOperationException("the cell asks for input, and this client does not take questions");
        Flush();
        while (_channels.Stdin.Received.TryRead(out _))
        {
            // Answers to questions of cells that were interrupted.
        }
        _channels.Ask(_request, prompt, password);
        while (true)
        {
            var frames = _channels.Stdin.Received.ReadAsync(cancellation).AsTask().GetAwaiter().GetResult();
            if (_channels.Decode(frames) is { Type: "input_reply" } reply) return reply.Content["value"]?.GetValue<string>() ?? "";
        }
    }

    /// <summary>An error as the protocol writes it.</summary>
    public static JsonObject ErrorContent(CellError error)
    {
        var lines = new JsonArray();
        foreach (string line in error.Lines) lines.Add((JsonNode)line);
        return new() { ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = lines };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            // Threads that outlive their cell may go on to write; that is sent as it comes.
            _isClosed = true;
            SendText();
        }
        _timer.Dispose();
    }

    private static JsonObject Content(MimeBundle bundle)
    {
        var data = new JsonObject();
        // Over the wire text is one string, in files it is a list of lines.
        foreach (var (mime, content) in RecordedOutput.Data(bundle)) data[mime] = content is JsonArray && !mime.EndsWith("json", StringComparison.Ordinal) ? NotebookFile.Text(content) : content?.DeepClone();
        return new() { ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private void Publish(string type, JsonObject content)
    {
        lock (_gate)
        {
            SendText();
            if (!_silent) _channels.Publish(type, content, _request);
        }
    }

    private void SendText()
    {
        _timerRuns = false;
        if (_text.Length == 0) return;
        string text = _text.ToString();
        _text.Clear();
        _channels.Publish("stream", new JsonObject { ["name"] = _stream == StreamName.Stdout ? "stdout" : "stderr", ["text"] = text }, _request);
    }
}
