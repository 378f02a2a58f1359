using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>Credentials stay where they belong, and what a service sends can neither fill the disk nor read it.</summary>
public sealed class SafetyTests : IDisposable
{
    private const string Word = "very-secret-word";
    private readonly string folder = Checkout.NewScratchFolder();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_redirect_to_another_port_of_the_same_machine_takes_no_token_along()
    {
        await using var other = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync("SIMPLE  = here"));
        await using var server = await ArchiveServer.StartAsync((context, _) => { context.Response.Redirect(other.Address.AbsoluteUri); return Task.CompletedTask; });
        var manifest = await Mast.DownloadAsync(MastProductTests.Products(("mast:HST/product/a.fits", "a.fits", "A", 14)), folder, options: server.Options with { MastToken = Secret.From(Word) }, cancel: Stop);
        Assert.Equal(["COMPLETE"], manifest.Strings("Status"));
        Assert.Equal("token " + Word, server.Asked.Single().Headers["Authorization"]);
        Assert.False(other.Asked.Single().Headers.ContainsKey("Authorization"));
    }

    // The request is made ready and looked at; nothing is sent to these hosts.
    [Theory]
    [InlineData("https://mast.stsci.edu/api/v0/invoke", true)]
    [InlineData("https://mast.example.org/api/v0/invoke", false)]
    [InlineData("https://mast.stsci.edu.example.org/api/v0/invoke", false)]
    [InlineData("https://notstsci.edu/api/v0/invoke", false)]
    public void The_token_is_for_hosts_of_MAST_alone(string address, bool goes)
    {
        using var http = new ArchiveHttp(new ArchiveOptions { MastToken = Secret.From(Word) });
        using var message = http.Message(ArchiveRequest.Get(ArchiveService.Mast, new Uri(address)) with { SendsToken = true });
        Assert.Equal(goes, message.Headers.Contains("Authorization"));
    }

    [Fact]
    public async Task No_other_service_sees_the_token()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => { context.Response.StatusCode = 404; return Task.CompletedTask; });
        var options = server.Options with { MastToken = Secret.From(Word) };
        await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELECT 1", options: options, cancel: Stop));
        await Assert.ThrowsAsync<ArchiveException>(() => Sdss.QueryRegionAsync(new(1, 2), 1, options: options, cancel: Stop));
        await Assert.ThrowsAsync<ArchiveException>(() => Crds.GetContextAsync(options, Stop));
        await Assert.ThrowsAsync<ArchiveException>(() => MastCatalogs.QueryRegionAsync(new(1, 2), 1, MastCatalog.PanStarrs, options, cancel: Stop));
        Assert.Equal(4, server.Asked.Count);
        Assert.All(server.Asked, a => Assert.False(a.Headers.ContainsKey("Authorization")));
    }

    [Fact]
    public async Task Neither_cache_nor_recording_nor_messages_nor_results_hold_the_token()
    {
        byte[] reply = await File.ReadAllBytesAsync(SharedData.Path("data", "services", "mast", "products.json"), Stop);
        await using var server = await ArchiveServer.StartAsync(async (context, asked, count) =>
        {
            Assert.Equal("token " + Word, asked.Headers["Authorization"]);
            if (count == 0) context.Response.StatusCode = 500;
            // A service that shows the request in its error page must not make us show it.
            await context.Response.Body.WriteAsync(count < 3 ? reply : "<html>you sent nothing useful</html>"u8.ToArray());
        });
        var said = new List<string>();
        var options = server.Options with { MastToken = Secret.From(Word) };
        var table = await Mast.GetProductListAsync(["1"], options, new Listener(said), Stop);
        await Mast.GetProductListAsync(["1"], options with { RecordFolder = Path.Combine(folder, "recording") }, new Listener(said), Stop);
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Mast.GetProductListAsync(["2"], options, new Listener(said), Stop));
        string shown = string.Join("\n", said) + fault + fault.ToShortBlock() + options + string.Join("\n", table.Metadata.Values) + table;
        Assert.Contains("status 500", shown);
        Assert.DoesNotContain(Word, shown);
        string[] kept = [.. Directory.GetFiles(options.CacheFolder, "*", SearchOption.AllDirectories), .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)];
        Assert.True(kept.Length >= 3);
        Assert.All(kept, f => Assert.DoesNotContain(Word, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f)) + f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_with_a_password_is_refused_without_showing_it()
    {
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Mast.GetProductListAsync(["1"], new ArchiveOptions { MastUrl = new Uri($"https://me:{Word}@mast.stsci.edu/"), CacheAge = TimeSpan.Zero }, cancel: Stop));
        Assert.Contains("holds a name or password", fault.Message);
        Assert.DoesNotContain(Word, fault + fault.ToShortBlock());
    }

    [Fact]
    public async Task A_download_beyond_the_limit_is_stopped_also_when_nobody_said_its_size()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            byte[] block = new byte[100_000];
            "SIMPLE  ="u8.CopyTo(block);
            for (int i = 0; i < 100 && !context.RequestAborted.IsCancellationRequested; i++) await context.Response.Body.WriteAsync(block);
        });
        var manifest = await Mast.DownloadAsync(MastProductTests.Products(("mast:HST/product/a.fits", "a.fits", "A", 0)), folder, options: server.Options with { LargestDownload = 250_000, Attempts = 1 }, cancel: Stop);
        Assert.Equal(["ERROR"], manifest.Strings("Status"));
        Assert.Contains("LargestDownload", manifest.Strings("Message").Single());
        Assert.True(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) <= 251_000);
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("tableset")]
    public void Lists_with_entities_are_refused(string element)
    {
        byte[] hostile = System.Text.Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><{element}>&b;</{element}>");
        Assert.Throws<ArchiveException>(() => element == "jobs" ? UwsJobs.Parse(hostile) : TapTables.Parse(hostile));
    }

    private sealed class Listener(List<string> said) : IProgress<TaskProgress>
    {
        public void Report(TaskProgress value) { lock (said) said.Add($"{value.Step} {value.Detail}"); }
    }
}
