using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>
/// A connection that speaks ZMTP 3.0 (https://rfc.zeromq.org/spec/23/) with the NULL mechanism: the greeting, the READY commands,
/// then messages of frames both ways. Sending never waits; a writer of its own empties the queue.
/// </summary>
internal sealed class ZmtpConnection : IAsyncDisposable
{
    private const int GreetingLength = 64;
    private const byte MoreFlag = 1, LongFlag = 2, CommandFlag = 4;

    /// <summary>The longest frame that is accepted, in bytes.</summary>
    public const long LongestFrame = 1L << 30;

    private readonly Socket _socket;
    private readonly BufferedStream _input;
    private readonly NetworkStream _stream;
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly byte[] _head = new byte[9];
    private long _pendingBytes;
    private Task _writing = Task.CompletedTask;

    private ZmtpConnection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = new BufferedStream(_stream, 1 << 16);
    }

    /// <summary>The socket type that the peer announced, for example DEALER.</summary>
    public string PeerType { get; private set; } = "";

    /// <summary>The identity that the peer wishes; empty for none.</summary>
    public byte[] PeerIdentity { get; private set; } = [];

    /// <summary>Bytes that wait to be sent.</summary>
    public long PendingBytes => Interlocked.Read(ref _pendingBytes);

    /// <summary>Greets the peer and exchanges READY.</summary>
    /// <exception cref="ZmtpException">The peer speaks something else.</exception>
    public static async Task<ZmtpConnection> OpenAsync(Socket socket, string socketType, byte[] identity, CancellationToken cancellation)
    {
        var connection = new ZmtpConnection(socket);
        try
        {
            await connection.HandshakeAsync(socketType, identity, cancellation).ConfigureAwait(false);
            connection._writing = connection.WriteLoopAsync();
            return connection;
        }
        catch
        {
            await connection._stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a message of one or more frames.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        byte[] bytes = Encode(frames);
        Interlocked.Add(ref _pendingBytes, bytes.Length);
        if (!_outgoing.Writer.TryWrite(bytes)) Interlocked.Add(ref _pendingBytes, -bytes.Length);
    }

    /// <summary>The next frame; null where the peer has closed the connection.</summary>
    public async Task<ZmtpFrame?> ReadFrameAsync(CancellationToken cancellation)
    {
        if (!await FillAsync(_head.AsMemory(0, 2), cancellation).ConfigureAwait(false)) return null;
        byte flags = _head[0];
        if ((flags & ~(MoreFlag | LongFlag | CommandFlag)) != 0) throw new ZmtpException($"a frame has unknown flags {flags:X2}");
        long length = _head[1];
        if ((flags & LongFlag) != 0)
        {
            await RequireAsync(_head.AsMemory(2, 7), cancellation).ConfigureAwait(false);
            length = BinaryPrimitives.ReadInt64BigEndian(_head.AsSpan(1));
        }
        if (length is < 0 or > LongestFrame) throw new ZmtpException($"a frame of {length} bytes is not accepted");
        byte[] body = new byte[length];
        await RequireAsync(body, cancellation).ConfigureAwait(false);
        return new(body, (flags & MoreFlag) != 0, (flags & CommandFlag) != 0);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        // What was sent shall arrive: the end of a kernel is announced by its last messages.
        await Task.WhenAny(_writing, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
    }

    private static byte[] Encode(IReadOnlyList<byte[]> frames)
    {
        byte[] bytes = new byte[frames.Sum(frame => frame.Length + (frame.Length > 255 ? 9 : 2))];
        int at = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            byte[] frame = frames[i];
            bool isLong = frame.Length > 255;
            bytes[at++] = (byte)((i < frames.Count - 1 ? MoreFlag : 0) | (isLong ? LongFlag : 0));
            if (isLong) BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), frame.Length);
            else bytes[at] = (byte)frame.Length;
            at += isLong ? 8 : 1;
            frame.CopyTo(bytes, at);
            at += frame.Length;
        }
        return bytes;
    }

    private async Task HandshakeAsync(string socketType, byte[] identity, CancellationToken cancellation)
    {
        byte[] greeting = new byte[GreetingLength];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        await _stream.WriteAsync(greeting, cancellation).ConfigureAwait(false);
        byte[] theirs = new byte[GreetingLength];
        await RequireAsync(theirs, cancellation).ConfigureAwait(false);
        if (theirs[0] != 0xFF || (theirs[9] & 1) == 0 || theirs[10] < 3) throw new ZmtpException("the peer does not speak ZMTP 3");
        if (Encoding.ASCII.GetString(theirs, 12, 20).TrimEnd('\0') != "NULL") throw new ZmtpException("the peer asks for a security mechanism other than NULL");

        byte[] ready = [5, .. "READY"u8, .. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", identity)];
        await _stream.WriteAsync((byte[])[CommandFlag, (byte)ready.Length, .. ready], cancellation).ConfigureAwait(false);
        var answer = await ReadFrameAsync(cancellation).ConfigureAwait(false) ?? throw new ZmtpException("the peer closed the connection instead of being ready");
        if (!answer.IsCommand || !answer.Body.AsSpan().StartsWith("\u0005READY"u8)) throw new ZmtpException("the peer did not say READY");
        ReadProperties(answer.Body.AsSpan(6));
    }

    private static byte[] Property(string name, byte[] value)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. value];
    }

    private void ReadProperties(ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0)
        {
            int nameLength = rest[0];
            if (rest.Length < 1 + nameLength + 4) throw new ZmtpException("the READY command is cut off");
            string name = Encoding.ASCII.GetString(rest.Slice(1, nameLength));
            rest = rest[(1 + nameLength)..];
            int valueLength = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (valueLength < 0 || rest.Length - 4 < valueLength) throw new ZmtpException("the READY command is cut off");
            var value = rest.Slice(4, valueLength);
            if (name.Equals("Socket-Type", StringComparison.OrdinalIgnoreCase)) PeerType = Encoding.ASCII.GetString(value);
            else if (name.Equals("Identity", StringComparison.OrdinalIgnoreCase)) PeerIdentity = value.ToArray();
            rest = rest[(4 + valueLength)..];
        }
    }

    private async Task WriteLoopAsync()
    {
        try
        {
            await foreach (byte[] bytes in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await _stream.WriteAsync(bytes).ConfigureAwait(false);
                Interlocked.Add(ref _pendingBytes, -bytes.Length);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or SocketException)
        {
            // The peer is gone; the reader of the connection notices the same and ends it.
            _outgoing.Writer.TryComplete();
            Interlocked.Exchange(ref _pendingBytes, 0);
        }
    }

    private async Task<bool> FillAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int read = await _input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read == 0) return false;
        return read == buffer.Length ? true : throw new ZmtpException("the connection ended inside a frame");
    }

    private async Task RequireAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (buffer.Length > 0 && !await FillAsync(buffer, cancellation).ConfigureAwait(false)) throw new ZmtpException("the connection ended inside a frame");
    }
}
