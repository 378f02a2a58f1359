using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>
/// The common part of the sockets that wait for peers: it accepts connections, reads their messages and hands each message to
/// <see cref="OnMessage"/>. A peer that does not speak the protocol is dropped and logged; the others do not notice.
/// </summary>
internal abstract class ZmtpListener : IAsyncDisposable
{
    private static readonly TimeSpan LongestHandshake = TimeSpan.FromSeconds(30);
    private const int MostFrames = 10_000;

    private readonly ZmtpEndpoint _endpoint;
    private readonly Socket _listener;
    private readonly string _socketType;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Peer, byte> _peers = new();
    private uint _lastPeer;

    protected ZmtpListener(string address, string socketType, Action<string> log)
    {
        (_endpoint, _socketType, _log) = (ZmtpEndpoint.Parse(address), socketType, log);
        _listener = _endpoint.NewSocket();
        if (_endpoint.SocketFile is { } file) File.Delete(file);
        _listener.Bind(_endpoint.Address);
        _listener.Listen(128);
        _ = AcceptLoopAsync();
    }

    /// <summary>The port that was bound; 0 for ipc.</summary>
    public int Port => (_listener.LocalEndPoint as System.Net.IPEndPoint)?.Port ?? 0;

    /// <summary>The peers that are connected now.</summary>
    protected IEnumerable<Peer> Peers => _peers.Keys;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested) return;
        _listener.Dispose();
        await Task.WhenAll(_peers.Keys.Select(peer => peer.Connection.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_endpoint.SocketFile is { } file) File.Delete(file);
        GC.SuppressFinalize(this);
    }

    /// <summary>A message arrived.</summary>
    protected abstract void OnMessage(Peer peer, IReadOnlyList<byte[]> frames);

    /// <summary>A command of the protocol arrived, other than those of the handshake.</summary>
    protected virtual void OnCommand(Peer peer, string name, ReadOnlySpan<byte> body) { }

    /// <summary>A peer has left.</summary>
    protected virtual void OnGone(Peer peer) { }

    private async Task AcceptLoopAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                if (_endpoint.SocketFile is null) socket.NoDelay = true;
                _ = ServeAsync(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                if (_closing.IsCancellationRequested || exception.SocketErrorCode == SocketError.OperationAborted) return;
                _log("a connection could not be accepted: " + exception.Message);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Peer? peer = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            limit.CancelAfter(LongestHandshake);
            var connection = await ZmtpConnection.OpenAsync(socket, _socketType, [], limit.Token).ConfigureAwait(false);
            peer = new Peer(connection, connection.PeerIdentity.Length > 0 ? connection.PeerIdentity : NewIdentity());
            _peers[peer] = 0;
            await ReadLoopAsync(peer).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (!_closing.IsCancellationRequested && exception is ZmtpException) _log("a connection was dropped: " + exception.Message);
        }
        finally
        {
            if (peer is null) socket.Dispose();
            else
            {
                _peers.TryRemove(peer, out _);
                OnGone(peer);
                await peer.Connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task ReadLoopAsync(Peer peer)
    {
        var frames = new List<byte[]>();
        while (await peer.Connection.ReadFrameAsync(_closing.Token).ConfigureAwait(false) is { } frame)
        {
            if (frame.IsCommand)
            {
                HandleCommand(peer, frame.Body);
                continue;
            }
            frames.Add(frame.Body);
            if (frames.Count > MostFrames) throw new ZmtpException("a message has too many frames");
            if (frame.HasMore) continue;
            OnMessage(peer, frames);
            frames = [];
        }
    }

    private void HandleCommand(Peer peer, byte[] body)
    {
        if (body.Length == 0 || body[0] > body.Length - 1) throw new ZmtpException("a command is cut off");
        string name = System.Text.Encoding.ASCII.GetString(body, 1, body[0]);
        OnCommand(peer, name, body.AsSpan(1 + body[0]));
    }

    // libzmq's form: a zero byte, then a number.
    private byte[] NewIdentity()
    {
        byte[] identity = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(identity.AsSpan(1), Interlocked.Increment(ref _lastPeer));
        return identity;
    }

    /// <summary>A connected peer.</summary>
    protected sealed class Peer(ZmtpConnection connection, byte[] identity)
    {
        /// <summary>Its connection.</summary>
        public ZmtpConnection Connection { get; } = connection;

        /// <summary>Its identity, by which a ROUTER addresses it.</summary>
        public byte[] Identity { get; } = identity;
    }
}
