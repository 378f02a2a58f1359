namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>REP whose answer is the question: Jupyter's heartbeat.</summary>
internal sealed class EchoSocket(string address, Action<string> log) : ZmtpListener(address, "REP", log)
{
    /// <inheritdoc/>
    protected override void OnMessage(Peer peer, IReadOnlyList<byte[]> frames) => peer.Connection.Send(frames);
}
