using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>A headless Chromium with one page, driven over its debugging protocol; skips the calling test where there is no Chromium.</summary>
internal sealed partial class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly string _profile;
    private int _last;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    public static async Task<Browser> OpenAsync(string address, int width = 1200, int height = 900)
    {
        string? program = Places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "Chromium is not installed");
        var token = TestContext.Current.CancellationToken;
        string profile = Checkout.NewScratchFolder();
        var process = Process.Start(new ProcessStartInfo(program!,
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", $"--window-size={width},{height}", $"--user-data-dir={profile}", "about:blank"])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var browser = new Browser(process, profile);
        string? line;
        do line = await process.StandardError.ReadLineAsync(token);
        while (line is not null && !line.Contains("DevTools listening", StringComparison.Ordinal));
        _ = process.StandardError.ReadToEndAsync(token);
        string port = Port().Match(line ?? "").Groups[1].Value;
        using var http = new HttpClient();
        JsonNode? page = null;
        while (page is null)
        {
            var pages = JsonNode.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/json", token))!.AsArray();
            page = pages.FirstOrDefault(entry => entry!["type"]!.GetValue<string>() == "page");
        }
        await browser._socket.ConnectAsync(new Uri(page["webSocketDebuggerUrl"]!.GetValue<string>()), token);
        await browser.CommandAsync("Page.enable", []);
        await browser.CommandAsync("Page.navigate", new JsonObject { ["url"] = address });
        return browser;
    }

    /// <summary>The value of a JavaScript expression; promises are awaited.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await CommandAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["result"]?["value"]?.DeepClone();
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task WaitForAsync(string expression, TimeSpan longest, string what)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < longest)
        {
            if (await EvaluateAsync($"!!({expression})") is JsonValue value && value.TryGetValue(out bool isTrue) && isTrue) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"{what} did not happen within {longest.TotalSeconds} s");
    }

    /// <summary>Types text where the cursor is.</summary>
    public Task TypeAsync(string text) => CommandAsync("Input.insertText", new JsonObject { ["text"] = text });

    /// <summary>Presses Shift and Enter.</summary>
    public async Task PressShiftEnterAsync()
    {
        foreach (string type in new[] { "rawKeyDown", "keyUp" })
            await CommandAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = 13, ["modifiers"] = 8 });
    }

    /// <summary>Presses Tab.</summary>
    public async Task PressTabAsync()
    {
        foreach (string type in new[] { "rawKeyDown", "keyUp" })
            await CommandAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = type, ["key"] = "Tab", ["code"] = "Tab", ["windowsVirtualKeyCode"] = 9 });
    }

    /// <summary>A picture of the page as PNG.</summary>
    public async Task<byte[]> ScreenshotAsync() =>
        Convert.FromBase64String((await CommandAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" }))["data"]!.GetValue<string>());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A dying child of the browser may still write into its profile.
        }
    }

    private async Task<JsonObject> CommandAsync(string method, JsonObject parameters)
    {
        var token = TestContext.Current.CancellationToken;
        int id = ++_last;
        byte[] message = Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString());
        await _socket.SendAsync(message, WebSocketMessageType.Text, true, token);
        while (true)
        {
            var answer = JsonNode.Parse(await ReceiveAsync(token))!.AsObject();
            if (answer["id"]?.GetValue<int>() == id) return answer["result"] as JsonObject ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
        }
    }

    private async Task<byte[]> ReceiveAsync(CancellationToken token)
    {
        using var whole = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, token);
            whole.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return whole.ToArray();
    }

    [GeneratedRegex(@"ws://[^:]+:(\d+)/")]
    private static partial Regex Port();
}
