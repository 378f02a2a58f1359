using System.Threading.Channels;

namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>The connecting side: DEALER, REQ or SUB, with one peer.</summary>
internal sealed class ZmtpClient : IAsyncDisposable
{
    private readonly ZmtpConnection _connection;
    private readonly Channel<IReadOnlyList<byte[]>> _received = Channel.CreateUnbounded<IReadOnlyList<byte[]>>();
    private readonly CancellationTokenSource _closing = new();

    private ZmtpClient(ZmtpConnection connection)
    {
        _connection = connection;
        _ = ReadLoopAsync();
    }

    /// <summary>The messages that arrive; completed when the peer closes the connection.</summary>
    public ChannelReader<IReadOnlyList<byte[]>> Received => _received.Reader;

    /// <summary>Connects to a peer.</summary>
    /// <param name="address">For example <c>tcp://127.0.0.1:5555</c>.</param>
    /// <param name="socketType">DEALER, REQ or SUB.</param>
    /// <param name="identity">The identity to be known by; empty for none.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<ZmtpClient> ConnectAsync(string address, string socketType, byte[] identity, CancellationToken cancellation)
    {
        var endpoint = ZmtpEndpoint.Parse(address);
        var socket = endpoint.NewSocket();
        await socket.ConnectAsync(endpoint.Address, cancellation).ConfigureAwait(false);
        var client = new ZmtpClient(await ZmtpConnection.OpenAsync(socket, socketType, identity, cancellation).ConfigureAwait(false));
        if (socketType == "SUB") client.Send([[1]]);
        return client;
    }

    /// <summary>Sends a message.</summary>
    public void Send(IReadOnlyList<byte[]> frames) => _connection.Send(frames);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _closing.CancelAsync().ConfigureAwait(false);
    }

    private async Task ReadLoopAsync()
    {
        var frames = new List<byte[]>();
        try
        {
            while (await _connection.ReadFrameAsync(_closing.Token).ConfigureAwait(false) is { } frame)
            {
                if (frame.IsCommand) continue;
                frames.Add(frame.Body);
                if (frame.HasMore) continue;
                _received.Writer.TryWrite(frames);
                frames = [];
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Nothing more will come; the end of the channel says so.
        }
        _received.Writer.TryComplete();
    }
}
