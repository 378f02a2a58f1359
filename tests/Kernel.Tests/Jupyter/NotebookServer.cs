using System.Diagnostics;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>The server of the classic notebook in the folder of a test.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _port;

    private NotebookServer(Process process, int port) => (_process, _port) = (process, port);

    public static async Task<NotebookServer> StartAsync(JupyterTools jupyter)
    {
        int port = KernelClient.FreePorts()[0];
        var process = Process.Start(jupyter.StartInfo("jupyter",
            ["notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--NotebookApp.token=", "--NotebookApp.password=", $"--notebook-dir={jupyter.Folder}"]))!;
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var server = new NotebookServer(process, port);
        using var http = new HttpClient();
        for (int attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/api"), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return server;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
        await server.DisposeAsync();
        Assert.Fail("the notebook server did not start");
        return server;
    }

    /// <summary>Where a notebook of the folder is opened.</summary>
    public string AddressOf(string notebook) => $"http://127.0.0.1:{_port}/notebooks/{notebook}";

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
