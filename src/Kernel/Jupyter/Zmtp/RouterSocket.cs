using System.Threading.Channels;

namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>ROUTER: puts the identity of the sender before each message, and sends by it.</summary>
internal sealed class RouterSocket(string address, Action<string> log) : ZmtpListener(address, "ROUTER", log)
{
    private readonly Channel<IReadOnlyList<byte[]>> _received = Channel.CreateUnbounded<IReadOnlyList<byte[]>>();

    /// <summary>The messages, the sender's identity as the first frame.</summary>
    public ChannelReader<IReadOnlyList<byte[]>> Received => _received.Reader;

    /// <summary>Sends a message to the peer whose identity is the first frame; a peer that is gone gets nothing.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        foreach (var peer in Peers)
        {
            if (!peer.Identity.AsSpan().SequenceEqual(frames[0])) continue;
            peer.Connection.Send([.. frames.Skip(1)]);
            return;
        }
    }

    /// <inheritdoc/>
    protected override void OnMessage(Peer peer, IReadOnlyList<byte[]> frames) => _received.Writer.TryWrite([peer.Identity, .. frames]);
}
