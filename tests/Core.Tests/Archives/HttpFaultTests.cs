using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>Whatever goes wrong between us and a service ends in one clear message.</summary>
public sealed class HttpFaultTests
{
    private static async Task<ArchiveException> FaultAsync(ArchiveOptions options)
    {
        using var http = new ArchiveHttp(options);
        return await Assert.ThrowsAsync<ArchiveException>(() => http.SendAsync(ArchiveRequest.Get(ArchiveService.Mast, new Uri(options.MastUrl, "/data")), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_then_named()
    {
        int port;
        using (var socket = new TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            port = ((IPEndPoint)socket.LocalEndpoint).Port;
        }
        var options = new ArchiveOptions { MastUrl = new Uri($"http://127.0.0.1:{port}/"), Attempts = 2, FirstDelay = TimeSpan.FromMilliseconds(1) };
        var fault = await FaultAsync(options);
        Assert.Contains("MAST (127.0.0.1) cannot be reached: the connection was refused", fault.Message);
        Assert.True(fault.IsUnreachable);
        Assert.Contains("HST_NOTEBOOKS_OFFLINE", fault.Advice);
    }

    [Fact]
    public async Task A_host_without_an_address_is_named_at_once()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var fault = await FaultAsync(new ArchiveOptions { MastUrl = new Uri("https://no-such-host.invalid/") });
        Assert.Contains("no-such-host.invalid", fault.Message);
        Assert.Contains("cannot be found", fault.Message);
        Assert.True(fault.IsUnreachable);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Silence_before_the_answer_is_a_timeout()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var fault = await FaultAsync(server.Options with { MastTimeout = TimeSpan.FromMilliseconds(200), Attempts = 2 });
        Assert.Contains("did not answer within 0.2 s", fault.Message);
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(ArchiveService.Mast)]
    [InlineData(ArchiveService.Sdss)]
    [InlineData(ArchiveService.Gaia)]
    [InlineData(ArchiveService.Crds)]
    public async Task Every_service_has_a_time_limit_of_its_own(ArchiveService service)
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        TimeSpan Limit(ArchiveService s) => s == service ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromHours(1);
        var options = server.Options with { MastTimeout = Limit(ArchiveService.Mast), SdssTimeout = Limit(ArchiveService.Sdss), GaiaTimeout = Limit(ArchiveService.Gaia), CrdsTimeout = Limit(ArchiveService.Crds), Attempts = 1 };
        using var http = new ArchiveHttp(options);
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => http.SendAsync(ArchiveRequest.Get(service, server.Address), TestContext.Current.CancellationToken));
        Assert.Contains("did not answer within 0.1 s", fault.Message);
        var defaults = new ArchiveOptions();
        Assert.Equal([600, 60, 120, 60], new[] { ArchiveService.Mast, ArchiveService.Sdss, ArchiveService.Gaia, ArchiveService.Crds }.Select(s => defaults.TimeoutOf(s).TotalSeconds));
    }

    [Fact]
    public async Task A_web_page_instead_of_data_is_named_by_every_call()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync("<!DOCTYPE html><html><head><title>x</title></head><body><h1>Maintenance until Monday</h1></body></html>"));
        var (options, stop) = (server.Options with { CrdsContext = "hst_0002.pmap" }, TestContext.Current.CancellationToken);
        var here = new Sky.SkyPosition(1, 2);
        var products = MastProductTests.Products(("mast:HST/product/a.fits", "a.fits", "A", 1));
        Func<Task>[] calls =
        [
            () => Mast.QueryCriteriaAsync(new MastCriteria { ObsId = "i*" }, options, cancel: stop), () => Mast.GetProductListAsync(["1"], options, cancel: stop), () => Mast.ResolveAsync("M15", options, cancel: stop),
            () => Mast.ListMissionsAsync(options, cancel: stop), () => Mast.GetCloudPathsAsync(products, options, cancel: stop), () => Mast.GetDownloadScriptAsync(products, "x.sh", options, cancel: stop),
            () => MastCatalogs.QueryRegionAsync(here, 1, MastCatalog.PanStarrs, options, cancel: stop), () => MastCatalogs.QueryRegionAsync(here, 1, MastCatalog.Hsc, options, cancel: stop),
            () => MastMissions.ListColumnsAsync("hst", options, cancel: stop), () => MastCutouts.GetTessSectorsAsync(here, options: options, cancel: stop),
            () => Sdss.QueryRegionAsync(here, 1, options: options, cancel: stop),
            () => Gaia.QueryAsync("SELECT 1", GaiaJobMode.Synchronous, options, cancel: stop), () => Gaia.QueryAsync("SELECT 1", GaiaJobMode.Asynchronous, options, cancel: stop),
            () => Gaia.ListColumnsAsync(null, options, cancel: stop), () => Gaia.ListJobsAsync(options, cancel: stop), () => Gaia.FetchJobAsync("1", options, cancel: stop), () => Gaia.LoadDataAsync([1], options: options, cancel: stop),
            () => Crds.GetContextAsync(options with { CrdsContext = null }, stop), () => Crds.GetDatasetHeadersAsync(["A"], options, stop), () => Crds.GetBestReferencesAsync(new Dictionary<string, string> { ["INSTRUME"] = "WFC3" }, options: options, cancel: stop),
        ];
        for (int i = 0; i < calls.Length; i++)
        {
            var fault = await Assert.ThrowsAsync<ArchiveException>(calls[i]);
            Assert.True(fault.Message.Contains("Maintenance until Monday", StringComparison.Ordinal), $"call {i}: {fault.Message}");
        }
        Assert.Equal(0, new ArchiveCache(options).Count);
    }

    [Fact]
    public async Task Silence_in_the_middle_of_the_answer_is_a_timeout()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync(new byte[500]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var fault = await FaultAsync(server.Options with { StallTimeout = TimeSpan.FromMilliseconds(200), Attempts = 2 });
        Assert.Contains("stopped sending for 0.2 s in the middle", fault.Message);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_is_tried_again()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) =>
        {
            context.Response.ContentLength = 5;
            await context.Response.WriteAsync(count == 0 ? "he" : "hello");
            if (count == 0) context.Abort();
        });
        using var http = new ArchiveHttp(server.Options);
        var reply = await http.SendAsync(ArchiveRequest.Get(ArchiveService.Mast, server.Address), TestContext.Current.CancellationToken);
        Assert.Equal("hello", reply.Text);
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(429, "asks for fewer requests (429)")]
    [InlineData(503, "is not available now (503)")]
    public async Task Retry_After_is_obeyed(int status, string words)
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) =>
        {
            if (count == 0)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = "1";
            }
            await context.Response.WriteAsync("busy or done");
        });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var http = new ArchiveHttp(server.Options);
        var reply = await http.SendAsync(ArchiveRequest.Get(ArchiveService.Mast, server.Address), TestContext.Current.CancellationToken);
        Assert.Equal(200, reply.Status);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 5);

        var impatient = await FaultAsync((await StatusServerAsync(status, "3600")) with { Attempts = 5 });
        Assert.Contains(words, impatient.Message);
        Assert.Contains("asks to wait 3600 s", impatient.Advice);
        Assert.Equal(status, impatient.Status);
    }

    [Fact]
    public async Task An_error_of_the_server_is_tried_again_and_its_words_are_shown()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("<html><head><title>x</title></head><body><h1>Database &amp; cache are down</h1></body></html>");
        });
        var fault = await FaultAsync(server.Options);
        Assert.Contains("failed with status 500: Database & cache are down", fault.Message);
        Assert.Equal(3, server.Asked.Count);
    }

    [Theory]
    [InlineData(401, "refused access")]
    [InlineData(403, "refused access")]
    [InlineData(404, "does not have it")]
    [InlineData(400, "answered with status 400")]
    public async Task A_request_that_the_server_refuses_is_not_repeated(int status, string words)
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => { context.Response.StatusCode = status; return Task.CompletedTask; });
        var fault = await FaultAsync(server.Options);
        Assert.Contains(words, fault.Message);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_truncated_gzip_is_tried_again_and_then_named(bool asEncoding)
    {
        byte[] packed = Gzip(RandomNumberGenerator.GetBytes(20000));
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            if (asEncoding) context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed.AsMemory(0, 9000));
        });
        var fault = await FaultAsync(server.Options);
        Assert.Contains("truncated or damaged", fault.Message);
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task A_compressed_answer_arrives_unpacked()
    {
        byte[] packed = Gzip(Encoding.UTF8.GetBytes("some words"));
        await using var server = await ArchiveServer.StartAsync(async (context, asked, count) =>
        {
            Assert.Equal("gzip", asked.Headers["Accept-Encoding"]);
            if (count == 0) context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed);
        });
        using var http = new ArchiveHttp(server.Options);
        for (int i = 0; i < 2; i++)
            Assert.Equal("some words", (await http.SendAsync(ArchiveRequest.Get(ArchiveService.Gaia, server.Address), TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task An_answer_beyond_the_size_limit_is_refused_also_when_it_is_packed()
    {
        byte[] bomb = Gzip(new byte[5_000_000]);
        Assert.True(bomb.Length < 100_000);
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(bomb));
        var fault = await FaultAsync(server.Options with { LargestReply = 100_000 });
        Assert.Contains("larger than 100000 bytes", fault.Message);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_redirect_in_a_circle_is_noticed()
    {
        await using var server = await ArchiveServer.StartAsync((context, asked) =>
        {
            context.Response.Redirect(asked.Path == "/data" ? "/other" : "/data");
            return Task.CompletedTask;
        });
        var fault = await FaultAsync(server.Options);
        Assert.Contains("in a circle", fault.Message);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task Endless_redirects_are_given_up()
    {
        await using var server = await ArchiveServer.StartAsync((context, _, count) => { context.Response.Redirect($"/hop{count}"); return Task.CompletedTask; });
        await FaultAsync(server.Options with { RedirectLimit = 7 });
        Assert.Equal(7, server.Asked.Count);
    }

    [Fact]
    public async Task A_redirect_to_an_address_without_encryption_is_refused()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => { context.Response.Redirect("http://mast.example.org/data"); return Task.CompletedTask; });
        var fault = await FaultAsync(server.Options);
        Assert.Contains("without encryption at http://mast.example.org", fault.Message);
    }

    [Theory]
    [InlineData("http://mast.stsci.edu/")]
    [InlineData("ftp://mast.stsci.edu/")]
    [InlineData("file:///etc/")]
    public async Task Only_encrypted_addresses_are_asked(string address)
    {
        var fault = await FaultAsync(new ArchiveOptions { MastUrl = new Uri(address) });
        Assert.Contains("refused", fault.Message);
    }

    [Fact]
    public async Task The_token_goes_to_MAST_alone_and_shows_nowhere()
    {
        await using var other = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync("there"));
        await using var server = await ArchiveServer.StartAsync((context, asked) =>
        {
            if (asked.Path == "/elsewhere") context.Response.Redirect(other.Address.AbsoluteUri.Replace("127.0.0.1", "localhost"));
            else context.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        var options = server.Options with { MastToken = Secret.From("very-secret-word") };
        using var http = new ArchiveHttp(options);
        var request = ArchiveRequest.Get(ArchiveService.Mast, new Uri(server.Address, "/private")) with { SendsToken = true };
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.Equal("token very-secret-word", server.Asked.Single().Headers["Authorization"]);
        await http.SendAsync(request with { Address = new Uri(server.Address, "/elsewhere") }, TestContext.Current.CancellationToken);
        Assert.False(other.Asked.Single().Headers.ContainsKey("Authorization"));
        Assert.DoesNotContain("very-secret-word", fault.ToString() + fault.ToShortBlock() + options);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_without_a_second_try()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mast.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var selfSigned = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(selfSigned.Export(X509ContentType.Pfx), null);
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync("secret"), certificate);
        var fault = await FaultAsync(server.Options);
        Assert.Contains("did not prove its identity", fault.Message);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Cancelling_stops_within_a_second()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) =>
        {
            if (count == 1) { context.Response.StatusCode = 503; context.Response.Headers.RetryAfter = "60"; return; }
            await context.Response.Body.WriteAsync(new byte[10]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        for (int i = 0; i < 2; i++)
        {
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            using var http = new ArchiveHttp(server.Options with { LongestDelay = TimeSpan.FromMinutes(5) });
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.SendAsync(ArchiveRequest.Get(ArchiveService.Mast, server.Address), cancel.Token));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.3), $"took {clock.Elapsed}");
        }
    }

    private static async Task<ArchiveOptions> StatusServerAsync(int status, string retryAfter)
    {
        var server = await ArchiveServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        return server.Options;
    }

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
