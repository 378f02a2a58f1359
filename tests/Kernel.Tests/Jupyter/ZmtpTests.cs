using HstNotebooks.Kernel.Jupyter.Zmtp;

namespace HstNotebooks.Tests.Jupyter;

public sealed class ZmtpTests
{
    [Theory]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("udp://127.0.0.1:5")]
    [InlineData("ipc://")]
    [InlineData("tcp://127.0.0.1:port")]
    public void An_address_of_another_form_is_refused(string text) => Assert.Throws<FormatException>(() => ZmtpEndpoint.Parse(text));

    [Fact]
    public async Task Frames_of_all_lengths_travel_unchanged()
    {
        var token = TestContext.Current.CancellationToken;
        await using var router = new RouterSocket("tcp://127.0.0.1:0", _ => { });
        await using var dealer = await ZmtpClient.ConnectAsync($"tcp://127.0.0.1:{router.Port}", "DEALER", "me"u8.ToArray(), token);
        byte[][] frames = [.. new[] { 0, 1, 255, 256, 70_000, 3_000_000 }.Select(length => Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray())];
        dealer.Send(frames);
        var received = await router.Received.ReadAsync(token);
        Assert.Equal("me"u8.ToArray(), received[0]);
        Assert.Equal(frames, received.Skip(1));
        router.Send(received);
        Assert.Equal(frames, await dealer.Received.ReadAsync(token));
    }

    [Fact]
    public async Task A_subscriber_gets_what_begins_with_its_topic_only()
    {
        var token = TestContext.Current.CancellationToken;
        await using var pub = new PubSocket("tcp://127.0.0.1:0", _ => { });
        await using var narrow = await ZmtpClient.ConnectAsync($"tcp://127.0.0.1:{pub.Port}", "DEALER", [], token);
        narrow.Send([[1, (byte)'b']]);
        await Task.Delay(200, token);
        pub.Send(["a1"u8.ToArray()]);
        pub.Send(["b1"u8.ToArray()]);
        narrow.Send([[0, (byte)'b']]);
        await Task.Delay(200, token);
        pub.Send(["b2"u8.ToArray()]);
        Assert.Equal("b1"u8.ToArray(), (await narrow.Received.ReadAsync(token))[0]);
        await Task.Delay(100, token);
        Assert.False(narrow.Received.TryRead(out _));
    }

    [Fact]
    public async Task A_message_to_a_peer_that_is_gone_is_dropped()
    {
        var token = TestContext.Current.CancellationToken;
        await using var router = new RouterSocket("tcp://127.0.0.1:0", _ => { });
        var dealer = await ZmtpClient.ConnectAsync($"tcp://127.0.0.1:{router.Port}", "DEALER", "gone"u8.ToArray(), token);
        dealer.Send(["x"u8.ToArray()]);
        var received = await router.Received.ReadAsync(token);
        await dealer.DisposeAsync();
        await Task.Delay(100, token);
        router.Send(received);
        // The router serves others as before.
        await using var other = await ZmtpClient.ConnectAsync($"tcp://127.0.0.1:{router.Port}", "DEALER", "other"u8.ToArray(), token);
        other.Send(["y"u8.ToArray()]);
        router.Send(await router.Received.ReadAsync(token));
        Assert.Equal("y"u8.ToArray(), (await other.Received.ReadAsync(token))[0]);
    }
}
