using System.Net;
using System.Net.Sockets;
using System.Text;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;

namespace HstNotebooks.Tests.Archives;

/// <summary>Services are asked with measure, the user is told what happens, and a proxy is used where there is one.</summary>
[Collection(ArchiveMeasurements.Name)]
public sealed class CourtesyTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task No_more_files_are_downloaded_at_once_than_allowed_and_the_bytes_are_told()
    {
        int now = 0, most = 0;
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            context.Response.ContentLength = 3_000_000;
            for (int i = 0; i < 3; i++)
            {
                byte[] block = new byte[1_000_000];
                if (i == 0) "SIMPLE  ="u8.CopyTo(block);
                await context.Response.Body.WriteAsync(block);
                await Task.Delay(30);
            }
            Interlocked.Decrement(ref now);
        });
        var said = new Listener();
        var products = MastProductTests.Products([.. Enumerable.Range(0, 9).Select(i => ($"mast:HST/product/f{i}.fits", $"f{i}.fits", $"OBS{i}", 3_000_000L))]);
        var manifest = await Mast.DownloadAsync(products, folder, options: server.Options with { ParallelDownloads = 3 }, progress: said, cancel: Stop);
        Assert.All(manifest.Strings("Status"), s => Assert.Equal("COMPLETE", s));
        Assert.InRange(most, 2, 3);
        Assert.Contains(said.Reports, r => r.Step == "download" && r.Fraction is > 0 and <= 1 && r.Detail.Contains(" MB, f", StringComparison.Ordinal));
        Assert.Equal(said.Reports.Select(r => r.Fraction).Order(), said.Reports.Select(r => r.Fraction));
    }

    [Fact]
    public async Task Phases_of_a_job_pages_and_pauses_are_told()
    {
        int phase = 0;
        await using var server = await ArchiveServer.StartAsync(async (context, asked) =>
        {
            if (asked.Path.EndsWith("/async", StringComparison.Ordinal)) { context.Response.StatusCode = 303; context.Response.Headers.Location = "/tap-server/tap/async/17"; return; }
            if (asked.Path.EndsWith("/phase", StringComparison.Ordinal) && phase++ == 0) { context.Response.StatusCode = 503; return; }
            await context.Response.Body.WriteAsync(asked.Path.EndsWith("/phase", StringComparison.Ordinal) ? Encoding.ASCII.GetBytes(phase < 4 ? "EXECUTING" : "COMPLETED")
                : asked.Path.EndsWith("invoke", StringComparison.Ordinal) ? await File.ReadAllBytesAsync(SharedData.Path("data", "services", "mast", "products.json"))
                : await File.ReadAllBytesAsync(SharedData.Path("data", "services", "gaia", "job_1.vot")));
        });
        var said = new Listener();
        await Gaia.QueryObjectAsync(new SkyPosition(1, 2), 1, options: server.Options, progress: said, cancel: Stop);
        await Mast.GetProductListAsync(["1"], server.Options, said, Stop);
        string all = string.Join("\n", said.Reports.Select(r => $"{r.Step}: {r.Detail}"));
        Assert.Contains("Gaia: job 17: executing", all);
        Assert.Contains("is not available now (503); next try in", all);
        Assert.Contains("Gaia: fetching the result", all);
        Assert.Contains("MAST: page 1 of 1, 22 rows", all);
    }

    // The proxy of the system (HTTPS_PROXY and NO_PROXY, or the settings of Windows and macOS) is what .NET calls the default proxy.
    [Fact]
    public async Task The_proxy_of_the_system_is_asked()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asked = Task.Run(async () =>
        {
            using var client = await proxy.AcceptTcpClientAsync(Stop);
            using var reader = new StreamReader(client.GetStream());
            string? first = await reader.ReadLineAsync(Stop);
            await client.GetStream().WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Stop);
            return first;
        }, Stop);
        var before = HttpClient.DefaultProxy;
        try
        {
            HttpClient.DefaultProxy = new WebProxy($"http://someone:very-secret-word@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");
            using var http = new ArchiveHttp(new ArchiveOptions { Attempts = 1 });
            var fault = await Assert.ThrowsAsync<ArchiveException>(() => http.SendAsync(ArchiveRequest.Get(ArchiveService.Gaia, new Uri("https://gea.esac.example/tap")), Stop));
            Assert.Equal("CONNECT gea.esac.example:443 HTTP/1.1", await asked);
            Assert.Equal("the Gaia archive (gea.esac.example) cannot be reached: the proxy refused", fault.Message);
            Assert.Contains("HTTPS_PROXY", fault.Advice);
            Assert.DoesNotContain("very-secret-word", fault.ToString());
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private sealed class Listener : IProgress<TaskProgress>
    {
        public List<TaskProgress> Reports { get; } = [];

        public void Report(TaskProgress value) { lock (Reports) Reports.Add(value); }
    }
}
