using System.Text;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Jupyter.Zmtp;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>The five channels of a kernel and what is sent over them.</summary>
internal sealed class KernelChannels : IAsyncDisposable
{
    private readonly MessageCodec _codec;
    private readonly EchoSocket _heartbeat;
    private readonly PubSocket _output;
    private readonly Lock _publishing = new();

    /// <summary>Binds the channels.</summary>
    public KernelChannels(ConnectionFile connection, Action<string> log)
    {
        _codec = new(connection.Key);
        _heartbeat = new(connection.Address(connection.HeartbeatPort), log);
        _output = new(connection.Address(connection.IoPubPort), log);
        Control = new(connection.Address(connection.ControlPort), log);
        Stdin = new(connection.Address(connection.StdinPort), log);
        Shell = new(connection.Address(connection.ShellPort), log);
        Log = log;
    }

    /// <summary>Requests for code and information.</summary>
    public RouterSocket Shell { get; }

    /// <summary>Requests that must not wait behind code.</summary>
    public RouterSocket Control { get; }

    /// <summary>Questions to the user.</summary>
    public RouterSocket Stdin { get; }

    /// <summary>Writes a line to the log.</summary>
    public Action<string> Log { get; }

    /// <summary>Reads a message; null for one that is dropped (and logged).</summary>
    public JupyterMessage? Decode(IReadOnlyList<byte[]> frames)
    {
        try
        {
            return _codec.Decode(frames);
        }
        catch (MessageFormatException exception)
        {
            Log("dropped: " + exception.Message);
            return null;
        }
    }

    /// <summary>Answers a request on the channel on which it came.</summary>
    public void Reply(RouterSocket channel, JupyterMessage request, string type, JsonObject content) =>
        channel.Send(_codec.Encode(_codec.Create(type, content, request, request.Identities)));

    /// <summary>Asks the user who sent a request; returns the id of the question.</summary>
    public void Ask(JupyterMessage request, string prompt, bool password) =>
        Stdin.Send(_codec.Encode(_codec.Create("input_request", new JsonObject { ["prompt"] = prompt, ["password"] = password }, request, request.Identities)));

    /// <summary>Publishes on the output channel.</summary>
    public void Publish(string type, JsonObject content, JupyterMessage? parent)
    {
        byte[] topic = Encoding.UTF8.GetBytes("kernel." + type);
        var frames = _codec.Encode(_codec.Create(type, content, parent, [topic]));
        lock (_publishing) _output.Send(frames);
    }

    /// <summary>Says whether the kernel is busy, idle or starting.</summary>
    public void PublishStatus(string state, JupyterMessage? parent) => Publish("status", new JsonObject { ["execution_state"] = state }, parent);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Shell.DisposeAsync().ConfigureAwait(false);
        await Control.DisposeAsync().ConfigureAwait(false);
        await Stdin.DisposeAsync().ConfigureAwait(false);
        await _output.DisposeAsync().ConfigureAwait(false);
        await _heartbeat.DisposeAsync().ConfigureAwait(false);
    }
}
