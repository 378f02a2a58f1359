using System.Collections.Concurrent;

namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>PUB: sends every message to the peers that subscribed to its beginning.</summary>
internal sealed class PubSocket(string address, Action<string> log) : ZmtpListener(address, "PUB", log)
{
    // A reader that does not keep up slows the sender down for a while and then loses messages, so that memory stays bounded.
    private const long MostPendingBytes = 64L << 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Action<string> _log = log;
    private readonly ConcurrentDictionary<Peer, List<byte[]>> _subscriptions = new();

    /// <summary>Sends a message.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        foreach (var peer in Peers)
        {
            if (!IsSubscribed(peer, frames[0])) continue;
            var waited = System.Diagnostics.Stopwatch.StartNew();
            while (peer.Connection.PendingBytes > MostPendingBytes && waited.Elapsed < LongestWait) Thread.Sleep(5);
            if (peer.Connection.PendingBytes <= MostPendingBytes) peer.Connection.Send(frames);
            else _log("a subscriber does not read; a message was not sent to it");
        }
    }

    /// <inheritdoc/>
    protected override void OnMessage(Peer peer, IReadOnlyList<byte[]> frames)
    {
        // Before ZMTP 3.1 a subscription is a message: 1 or 0, then the beginning.
        if (frames[0] is [1, .. var topic]) Subscribe(peer, topic);
        else if (frames[0] is [0, .. var old]) Cancel(peer, old);
    }

    /// <inheritdoc/>
    protected override void OnCommand(Peer peer, string name, ReadOnlySpan<byte> body)
    {
        if (name == "SUBSCRIBE") Subscribe(peer, body.ToArray());
        else if (name == "CANCEL") Cancel(peer, body.ToArray());
    }

    /// <inheritdoc/>
    protected override void OnGone(Peer peer) => _subscriptions.TryRemove(peer, out _);

    private void Subscribe(Peer peer, byte[] topic)
    {
        var topics = _subscriptions.GetOrAdd(peer, _ => []);
        lock (topics) topics.Add(topic);
    }

    private void Cancel(Peer peer, byte[] topic)
    {
        if (!_subscriptions.TryGetValue(peer, out var topics)) return;
        lock (topics) topics.RemoveAll(t => t.AsSpan().SequenceEqual(topic));
    }

    private bool IsSubscribed(Peer peer, byte[] first)
    {
        if (!_subscriptions.TryGetValue(peer, out var topics)) return false;
        lock (topics) return topics.Exists(topic => first.AsSpan().StartsWith(topic));
    }
}
