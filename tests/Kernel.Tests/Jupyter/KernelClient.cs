using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Jupyter;
using HstNotebooks.Kernel.Jupyter.Zmtp;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>A kernel in this process and a client of it, over real sockets.</summary>
internal sealed class KernelClient : IAsyncDisposable
{
    private const string Key = "a-secret-key";

    private readonly MessageCodec _codec = new(Key);
    private readonly JupyterKernel _kernel;
    private readonly CancellationTokenSource _end = new();
    private readonly string? _folder;

    private KernelClient(JupyterKernel kernel, string? folder) => (_kernel, _folder) = (kernel, folder);

    public List<string> Log { get; private set; } = [];

    public Task Serving { get; private set; } = Task.CompletedTask;

    public required ConnectionFile Connection { get; init; }

    public required ZmtpClient Shell { get; init; }

    public required ZmtpClient Control { get; init; }

    public required ZmtpClient Stdin { get; init; }

    public required ZmtpClient Output { get; init; }

    public static async Task<KernelClient> StartAsync(string transport = "tcp")
    {
        var token = TestContext.Current.CancellationToken;
        string? folder = transport == "ipc" ? Checkout.NewScratchFolder() : null;
        int[] ports = transport == "ipc" ? [1, 2, 3, 4, 5] : FreePorts();
        var connection = new ConnectionFile(transport, folder is null ? "127.0.0.1" : Path.Combine(folder, "k"), ports[0], ports[1], ports[2], ports[3], ports[4], Key);
        var log = new List<string>();
        var kernel = new JupyterKernel(connection, text => { lock (log) log.Add(text); });
        byte[] identity = "client-1"u8.ToArray();
        var client = new KernelClient(kernel, folder)
        {
            Connection = connection,
            Shell = await ZmtpClient.ConnectAsync(connection.Address(connection.ShellPort), "DEALER", identity, token),
            Control = await ZmtpClient.ConnectAsync(connection.Address(connection.ControlPort), "DEALER", identity, token),
            Stdin = await ZmtpClient.ConnectAsync(connection.Address(connection.StdinPort), "DEALER", identity, token),
            Output = await ZmtpClient.ConnectAsync(connection.Address(connection.IoPubPort), "SUB", [], token),
        };
        client.Log = log;
        client.Serving = kernel.RunAsync(client._end.Token);
        // A subscription takes a moment to arrive; requests are repeated until their output is seen.
        while (true)
        {
            client.Send(client.Shell, "kernel_info_request", []);
            await client.ReceiveAsync(client.Shell);
            await Task.Delay(20, token);
            if (!client.Output.Received.TryRead(out _)) continue;
            while (client.Output.Received.TryRead(out _)) { }
            return client;
        }
    }

    public string Send(ZmtpClient channel, string type, JsonObject content)
    {
        var message = _codec.Create(type, content, null, []);
        channel.Send(_codec.Encode(message));
        return message.Id;
    }

    public async Task<JupyterMessage> ReceiveAsync(ZmtpClient channel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        return _codec.Decode(await channel.Received.ReadAsync(limit.Token));
    }

    public async Task<JsonObject> AskAsync(string type, JsonObject content, ZmtpClient? channel = null)
    {
        string id = Send(channel ?? Shell, type, content);
        while (true)
        {
            var reply = await ReceiveAsync(channel ?? Shell);
            if (reply.Parent["msg_id"]?.GetValue<string>() == id) return reply.Content;
        }
    }

    /// <summary>Runs a cell; gives the reply and everything that was published for it.</summary>
    public async Task<(JsonObject Reply, List<JupyterMessage> Published)> ExecuteAsync(string code, Action<JsonObject>? change = null)
    {
        var content = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = true, ["stop_on_error"] = true };
        change?.Invoke(content);
        string id = Send(Shell, "execute_request", content);
        var reply = await ReceiveAsync(Shell);
        Assert.Equal(id, reply.Parent["msg_id"]!.GetValue<string>());
        return (reply.Content, await PublishedForAsync(id));
    }

    /// <summary>What was published for a request, up to the kernel's being idle again.</summary>
    public async Task<List<JupyterMessage>> PublishedForAsync(string id)
    {
        var published = new List<JupyterMessage>();
        while (true)
        {
            var message = await ReceiveAsync(Output);
            if (message.Parent["msg_id"]?.GetValue<string>() != id) continue;
            published.Add(message);
            if (message.Type == "status" && message.Content["execution_state"]!.GetValue<string>() == "idle") return published;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _kernel.DisposeAsync();
        foreach (var channel in new[] { Shell, Control, Stdin, Output }) await channel.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    public static int[] FreePorts()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
