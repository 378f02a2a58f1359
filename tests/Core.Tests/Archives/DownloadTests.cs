using System.Diagnostics;
using System.Security.Cryptography;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>A file appears under its name only when it is complete, and an interrupted download goes on where it stopped.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string FileName => Path.Combine(folder, "a_flc.fits");

    [Fact]
    public async Task A_download_killed_at_100_random_instants_resumes_and_ends_with_the_right_sha1()
    {
        byte[] content = Content(40_000_000, 1);
        var random = new Random(7);
        int served = 0, breaks = 0;
        await using var server = await ArchiveServer.StartAsync(async (context, asked) =>
        {
            // Sends a piece, then the rest slowly; now and then the server itself breaks off.
            int start = Start(asked);
            context.Response.StatusCode = start > 0 ? 206 : 200;
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentLength = content.Length - start;
            if (start > 0) context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
            for (int at = start, piece; at < content.Length; at += piece)
            {
                lock (random) piece = Math.Min(random.Next(1, 60_000), content.Length - at);
                await context.Response.Body.WriteAsync(content.AsMemory(at, piece), context.RequestAborted);
                Interlocked.Add(ref served, piece);
                bool hangUp;
                lock (random) hangUp = random.NextDouble() < 0.002;
                if (!hangUp) continue;
                Interlocked.Increment(ref breaks);
                context.Abort();
                return;
            }
        });
        var item = new FetchItem(ArchiveService.Mast, server.Address, FileName, content.Length, Convert.ToHexStringLower(SHA1.HashData(content)));
        int kills = 0;
        for (; kills < 100; kills++)
        {
            using var kill = new CancellationTokenSource();
            long stopAt;
            lock (random) stopAt = random.NextInt64(1, 70_000);
            long first = -1;
            using var http = new ArchiveHttp(server.Options with { Attempts = 1 });
            try
            {
                await FileFetch.RunAsync(http, item, position =>
                {
                    if (first < 0) first = position;
                    if (position - first >= stopAt) kill.Cancel();
                }, kill.Token);
                Assert.Fail($"the download ended after {kills} kills");
            }
            catch (Exception e) when (e is OperationCanceledException or ArchiveException) { }
            Assert.False(File.Exists(FileName), "an unfinished file has its final name");
        }
        using (var http = new ArchiveHttp(server.Options)) await FileFetch.RunAsync(http, item, null, TestContext.Current.CancellationToken);
        Assert.Equal(content, File.ReadAllBytes(FileName));
        Assert.Equal([FileName], Directory.GetFiles(folder));
        Assert.Equal(100, kills);
        // Pieces on their way when the download was killed are sent again, but never the whole file.
        Assert.True(breaks > 0 && server.Asked.Count(a => a.Headers.ContainsKey("Range")) >= 95, $"{breaks} breaks, {server.Asked.Count} requests");
    }

    [Fact]
    public async Task A_server_without_ranges_starts_over()
    {
        byte[] content = Content(300_000, 2);
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) =>
        {
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content.AsMemory(0, count == 0 ? 100_000 : content.Length));
            if (count == 0) context.Abort();
        });
        var outcome = await FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName, content.Length));
        Assert.Equal(content, File.ReadAllBytes(FileName));
        Assert.False(outcome.WasThere);
        Assert.Equal("bytes=", server.Asked.Last().Headers["Range"][..6]);
    }

    [Fact]
    public async Task A_part_of_another_version_of_the_file_is_thrown_away()
    {
        byte[] old = Content(200_000, 3), now = Content(200_000, 4);
        await using var server = await ArchiveServer.StartAsync(async (context, asked, count) =>
        {
            string tag = count == 0 ? "\"old\"" : "\"new\"";
            context.Response.Headers.ETag = tag;
            context.Response.ContentLength = old.Length;
            if (count == 0)
            {
                await context.Response.Body.WriteAsync(old.AsMemory(0, 150_000));
                context.Abort();
                return;
            }
            // If-Range does not hold, so the whole new file is sent.
            Assert.Equal("\"old\"", asked.Headers["If-Range"]);
            await context.Response.Body.WriteAsync(now);
        });
        await FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName, now.Length));
        Assert.Equal(now, File.ReadAllBytes(FileName));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_asked_for()
    {
        byte[] content = Content(1000, 5);
        File.WriteAllBytes(FileName, content);
        await using var server = await ArchiveServer.StartAsync((_, _) => Task.CompletedTask);
        Assert.True((await FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName, 1000))).WasThere);
        Assert.True((await FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName))).WasThere);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_file_of_the_wrong_size_is_refused()
    {
        byte[] content = Content(1000, 6);
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) =>
        {
            if (count == 0) context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content);
        });
        for (int i = 0; i < 2; i++)
        {
            var fault = await Assert.ThrowsAsync<ArchiveException>(() => FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName, 900)));
            Assert.Contains("instead of 900", fault.Message);
            Assert.Equal("900 bytes", fault.Expected);
        }
        var tooSmall = await Assert.ThrowsAsync<ArchiveException>(() => FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName, 2000)));
        Assert.Contains("instead of 2000", tooSmall.Message);
        Assert.False(File.Exists(FileName));
    }

    [Fact]
    public async Task A_damaged_file_is_fetched_once_more()
    {
        byte[] content = Content(5000, 7), damaged = [.. content];
        damaged[4000] ^= 1;
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) => await context.Response.Body.WriteAsync(count == 0 ? damaged : content));
        await FetchAsync(server, new FetchItem(ArchiveService.Crds, server.Address, FileName, null, Convert.ToHexString(SHA1.HashData(content))));
        Assert.Equal(content, File.ReadAllBytes(FileName));
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public async Task A_web_page_instead_of_data_is_refused_with_its_words()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) =>
            context.Response.WriteAsync("<!DOCTYPE html><html><body>Maintenance until Monday</body></html>"));
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName)));
        Assert.Contains("web page instead of a_flc.fits: Maintenance until Monday", fault.Message);
        Assert.False(File.Exists(FileName));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_the_part_stays_usable()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full on this system");
        byte[] content = Content(100_000, 8);
        await using var server = await ArchiveServer.StartAsync(async (context, asked) =>
        {
            int start = Start(asked);
            context.Response.StatusCode = start > 0 ? 206 : 200;
            if (start > 0) context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
            await context.Response.Body.WriteAsync(content.AsMemory(start));
        });
        // A part that leads to the device that is always full, with the note that makes it a part of this file.
        File.CreateSymbolicLink(FileName + ".part", "/dev/full");
        File.WriteAllText(FileName + ".part.json", $$"""{"Address":"{{server.Address}}","Size":100000,"Sha1":null,"Validator":null}""");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => FetchAsync(server, new FetchItem(ArchiveService.Mast, server.Address, FileName, content.Length)));
        Assert.Equal("the disk is full", fault.Message);
        Assert.Equal(FileName, fault.File);
        Assert.Contains("make room", fault.Advice);
    }

    [Fact]
    public async Task Cancelling_a_download_stops_within_a_second_and_keeps_the_part()
    {
        byte[] content = Content(1_000_000, 9);
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = content.Length;
            await context.Response.Body.WriteAsync(content.AsMemory(0, 400_000));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        var clock = Stopwatch.StartNew();
        using var http = new ArchiveHttp(server.Options);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            FileFetch.RunAsync(http, new FetchItem(ArchiveService.Mast, server.Address, FileName, content.Length), null, cancel.Token));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.4));
        Assert.Equal(400_000, new FileInfo(FileName + ".part").Length);
    }

    private static async Task<FetchOutcome> FetchAsync(ArchiveServer server, FetchItem item)
    {
        using var http = new ArchiveHttp(server.Options);
        return await FileFetch.RunAsync(http, item, null, TestContext.Current.CancellationToken);
    }

    private static int Start(AskedRequest asked) =>
        asked.Headers.TryGetValue("Range", out string? range) ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static byte[] Content(int size, int seed)
    {
        byte[] content = new byte[size];
        new Random(seed).NextBytes(content);
        "SIMPLE  ="u8.CopyTo(content);
        return content;
    }
}
