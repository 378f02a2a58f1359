using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Jupyter.Zmtp;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>
/// A Jupyter kernel: answers the requests of the shell channel one after the other, those of the control channel at once, and runs
/// cells in a session. Speaks version 5.3 of the messaging protocol.
/// </summary>
internal sealed class JupyterKernel : IAsyncDisposable
{
    private readonly KernelChannels _channels;
    private readonly NotebookSession _session = new();
    private readonly CellHistory _history = new();
    private readonly IdleMemory _memory = new();
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private int _count;

    /// <summary>Binds the channels of a connection; requests are answered from <see cref="RunAsync"/> on.</summary>
    public JupyterKernel(ConnectionFile connection, Action<string> log) => _channels = new(connection, log);

    /// <summary>Serves until a shutdown request or until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _channels.PublishStatus("starting", null);
        // A channel that can no longer be served ends the kernel with the reason; a client would wait for its answers for ever.
        var ended = await Task.WhenAny(_shutdown.Task.WaitAsync(cancellation),
            ServeAsync(_channels.Control, HandleControl, cancellation), ServeAsync(_channels.Shell, HandleShellAsync, cancellation)).ConfigureAwait(false);
        await ended.ConfigureAwait(false);
    }

    /// <summary>Interrupts the running cell, if there is one.</summary>
    public void Interrupt()
    {
        lock (_gate) _running?.Cancel();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Interrupt();
        await _channels.DisposeAsync().ConfigureAwait(false);
        _session.Dispose();
        _memory.Dispose();
    }

    private async Task ServeAsync(RouterSocket channel, Func<JupyterMessage, Task> handle, CancellationToken cancellation)
    {
        await foreach (var frames in channel.Received.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (_channels.Decode(frames) is not { } request) continue;
            _channels.PublishStatus("busy", request);
            try
            {
                await handle(request).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _channels.Log($"{request.Type} failed: {exception.GetType().Name}: {exception.Message}");
                if (request.Type.EndsWith("_request", StringComparison.Ordinal))
                    _channels.Reply(channel, request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), Failure(CellError.Plain(exception.GetType().Name, exception.Message)));
            }
            _channels.PublishStatus("idle", request);
        }
    }

    private Task HandleControl(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "interrupt_request":
                Interrupt();
                Reply(_channels.Control, request, Ok());
                break;
            case "shutdown_request":
                ShutDown(_channels.Control, request);
                break;
            default:
                HandleInformation(_channels.Control, request);
                break;
        }
        return Task.CompletedTask;
    }

    private async Task HandleShellAsync(JupyterMessage request)
    {
        if (request.Type == "execute_request")
        {
            _memory.Busy();
            await ExecuteAsync(request).ConfigureAwait(false);
            _memory.Idle();
        }
        else if (request.Type == "shutdown_request") ShutDown(_channels.Shell, request);
        else HandleInformation(_channels.Shell, request);
    }

    private void HandleInformation(RouterSocket channel, JupyterMessage request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                Reply(channel, request, KernelInformation.Content());
                break;
            case "is_complete_request":
                Reply(channel, request, Completeness.Content(Text(request, "code")));
                break;
            case "complete_request":
                Reply(channel, request, CodeAssistance.Complete(_session, request.Content));
                break;
            case "inspect_request":
                Reply(channel, request, CodeAssistance.Inspect(_session, request.Content));
                break;
            case "history_request":
                Reply(channel, request, _history.Answer(request.Content));
                break;
            case "comm_info_request":
                var none = Ok();
                none["comms"] = new JsonObject();
                Reply(channel, request, none);
                break;
            case "comm_open":
                // There are no comm targets here; the sender is told so at once.
                _channels.Publish("comm_close", new JsonObject { ["comm_id"] = Text(request, "comm_id"), ["data"] = new JsonObject() }, request);
                break;
            case "comm_msg" or "comm_close":
                break;
            default:
                _channels.Log($"a request of the unknown kind '{request.Type}' was ignored");
                break;
        }
    }

    private async Task ExecuteAsync(JupyterMessage request)
    {
        string code = Text(request, "code");
        bool silent = Flag(request, "silent", false);
        bool keep = !silent && Flag(request, "store_history", true);
        int count = keep ? ++_count : _count;
        if (!silent) _channels.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count }, request);

        if (ClientRequest.Payload(_session, code) is { } payload)
        {
            Reply(_channels.Shell, request, new JsonObject
            {
                ["status"] = "ok",
                ["execution_count"] = count,
                ["user_expressions"] = new JsonObject(),
                ["payload"] = new JsonArray(payload),
            });
            return;
        }

        using var interrupt = new CancellationTokenSource();
        CellOutcome outcome;
        var content = Ok();
        lock (_gate) _running = interrupt;
        try
        {
            using var output = new KernelOutput(_channels, request, count, silent);
            outcome = await _session.RunCellAsync(code, FormattableString.Invariant($"cell [{count}]"), output, interrupt.Token).ConfigureAwait(false);
            if (keep) _history.Add(count, code, output.ResultText);
            if (outcome.Succeeded) content["user_expressions"] = await UserExpressions.EvaluateAsync(_session, request.Content["user_expressions"] as JsonObject, interrupt.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate) _running = null;
        }

        if (outcome.Error is { } error) content = Failure(error);
        content["execution_count"] = count;
        content["payload"] = new JsonArray();
        content["user_expressions"] ??= new JsonObject();
        // Taken before the reply: what a client sends when it has read the reply is meant to run.
        var waiting = !outcome.Succeeded && Flag(request, "stop_on_error", true) ? TakeWaiting() : [];
        Reply(_channels.Shell, request, content);
        await AbortAsync(waiting).ConfigureAwait(false);
    }

    private List<JupyterMessage> TakeWaiting()
    {
        var waiting = new List<JupyterMessage>();
        while (_channels.Shell.Received.TryRead(out var frames))
            if (_channels.Decode(frames) is { } request) waiting.Add(request);
        return waiting;
    }

    // The cells that were sent together with one that failed are not run.
    private async Task AbortAsync(List<JupyterMessage> waiting)
    {
        foreach (var request in waiting)
        {
            _channels.PublishStatus("busy", request);
            if (request.Type == "execute_request")
                Reply(_channels.Shell, request, new JsonObject { ["status"] = "aborted", ["execution_count"] = _count, ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() });
            else await HandleShellAsync(request).ConfigureAwait(false);
            _channels.PublishStatus("idle", request);
        }
    }

    private void ShutDown(RouterSocket channel, JupyterMessage request)
    {
        Interrupt();
        var content = Ok();
        content["restart"] = Flag(request, "restart", false);
        _channels.Publish("shutdown_reply", content.DeepClone().AsObject(), request);
        Reply(channel, request, content);
        _shutdown.TrySetResult();
    }

    private void Reply(RouterSocket channel, JupyterMessage request, JsonObject content) =>
        _channels.Reply(channel, request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content);

    private static JsonObject Ok() => new() { ["status"] = "ok" };

    private static JsonObject Failure(CellError error)
    {
        var content = KernelOutput.ErrorContent(error);
        content["status"] = "error";
        return content;
    }

    private static string Text(JupyterMessage request, string name) => request.Content[name]?.GetValue<string>() ?? "";

    private static bool Flag(JupyterMessage request, string name, bool standard) => request.Content[name]?.GetValue<bool>() ?? standard;
}
