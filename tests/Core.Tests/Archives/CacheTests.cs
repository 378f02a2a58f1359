using HstNotebooks.Archives;
using HstNotebooks.Errors;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>Kept answers: when they are used, when they are not, and when they go.</summary>
public sealed class CacheTests
{
    private static byte[] Reply => File.ReadAllBytes(SharedData.Path("data", "services", "mast", "products.json"));

    [Fact]
    public async Task A_question_is_asked_once_and_then_answered_from_the_cache()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Reply));
        var first = await Products(server.Options);
        var second = await Products(server.Options);
        Assert.Single(server.Asked);
        Assert.Equal(first.RowCount, second.RowCount);
        Assert.False(first.Metadata.ContainsKey("source"));
        Assert.Contains("kept answer of", second.Metadata["source"]);
        Assert.Equal(first.Metadata["time"], second.Metadata["time"]);
        await Products(server.Options with { CacheAge = TimeSpan.Zero });
        Assert.Equal(2, server.Asked.Count);
        Assert.Equal(1, new ArchiveCache(server.Options).Clear());
        await Products(server.Options);
        Assert.Equal(3, server.Asked.Count);
    }

    [Theory]
    [InlineData("""{"status":"COMPLETE","msg":"","data":[],"fields":[{"name":"obsID","type":"int"}]}""", false)]
    [InlineData("""{"status":"ERROR","msg":"the query is too large"}""", true)]
    [InlineData("<html>down</html>", true)]
    [InlineData("{ no json", true)]
    public async Task Failed_and_empty_answers_are_not_kept(string reply, bool fails)
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(reply));
        if (fails) await Assert.ThrowsAsync<ArchiveException>(() => Products(server.Options));
        else Assert.Equal(0, (await Products(server.Options)).RowCount);
        Assert.Equal(0, new ArchiveCache(server.Options).Count);
    }

    [Fact]
    public async Task Offline_a_kept_answer_is_used_whatever_its_age_and_it_is_said()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Reply));
        await Products(server.Options);
        var table = await Products(server.Options with { Offline = true, CacheAge = TimeSpan.FromTicks(1) });
        Assert.Contains("offline: kept answer of", table.Metadata["source"]);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task Offline_without_a_kept_answer_one_message_says_what_to_do()
    {
        await using var server = await ArchiveServer.StartAsync((_, _) => Task.CompletedTask);
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Products(server.Options with { Offline = true }));
        Assert.Equal("MAST (127.0.0.1) is not asked, because work is offline, and no answer to this question is kept", fault.Message);
        Assert.Contains("HST_NOTEBOOKS_OFFLINE", fault.Advice);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task When_the_service_is_down_an_old_answer_stands_in_and_it_is_said()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _, count) =>
        {
            if (count > 0) context.Response.StatusCode = 500;
            else await context.Response.Body.WriteAsync(Reply);
        });
        await Products(server.Options);
        var table = await Products(server.Options with { CacheAge = TimeSpan.FromTicks(1) });
        Assert.Contains("MAST cannot be reached: kept answer", table.Metadata["source"]);
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_goes_with_the_next_answer()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Reply));
        string folder = Path.Combine(server.Options.CacheFolder, "replies", "mast");
        Directory.CreateDirectory(folder);
        string old = Path.Combine(folder, "x.reply.1-1.tmp"), young = Path.Combine(folder, "y.reply.1-1.tmp");
        foreach (string file in new[] { old, young }) await File.WriteAllTextAsync(file, "half", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        await Products(server.Options);
        Assert.Equal([false, true], new[] { old, young }.Select(File.Exists));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_no_error()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Reply));
        string file = Path.Combine(server.Options.CacheFolder, "a file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Assert.Equal(22, (await Products(server.Options with { CacheFolder = Path.Combine(file, "cache") })).RowCount);
    }

    [Fact]
    public async Task A_damaged_cache_file_counts_as_absent()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Reply));
        await Products(server.Options);
        var cache = new ArchiveCache(server.Options);
        string file = Directory.GetFiles(cache.Folder, "*.reply", SearchOption.AllDirectories).Single();
        using (var stream = new FileStream(file, FileMode.Open)) stream.SetLength(stream.Length / 2);
        Assert.Equal(22, (await Products(server.Options)).RowCount);
        Assert.Equal(2, server.Asked.Count);
    }

    [Fact]
    public void Beyond_the_size_limit_the_least_recently_used_answers_go()
    {
        string folder = Checkout.NewScratchFolder();
        var cache = new ArchiveCache(new ArchiveOptions { CacheFolder = folder, CacheSize = 3500 });
        for (int i = 0; i < 3; i++)
        {
            cache.Keep(ArchiveService.Gaia, $"question {i}", DateTimeOffset.UtcNow, new byte[1000]);
            Thread.Sleep(20);
        }
        Assert.NotNull(cache.Find(ArchiveService.Gaia, "question 0"));
        Thread.Sleep(20);
        cache.Keep(ArchiveService.Gaia, "question 3", DateTimeOffset.UtcNow, new byte[1000]);
        Assert.NotNull(cache.Find(ArchiveService.Gaia, "question 0"));
        Assert.Null(cache.Find(ArchiveService.Gaia, "question 1"));
        Assert.NotNull(cache.Find(ArchiveService.Gaia, "question 3"));
        Assert.True(cache.Size <= 3500);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_recorded_exchange_stands_in_for_the_service_and_holds_no_credentials()
    {
        string folder = Checkout.NewScratchFolder();
        ArchiveOptions options;
        await using (var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Reply)))
        {
            options = server.Options with { MastToken = Secret.From("very-secret-word") };
            await Products(options with { RecordFolder = folder });
        }
        // Recorded against one address, replayed for another.
        var table = await Products(new ArchiveOptions { ReplayFolder = folder });
        Assert.Equal(22, table.RowCount);
        Assert.Equal("recorded answer", table.Metadata["source"]);
        Assert.DoesNotContain(Directory.GetFiles(folder), f => File.ReadAllText(f).Contains("very-secret-word", StringComparison.Ordinal));
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Mast.GetProductListAsync(["4711"], new ArchiveOptions { ReplayFolder = folder }, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("the recording has no answer to POST https://mast.stsci.edu/api/v0/invoke", fault.Message);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<HstNotebooks.Tables.Table> Products(ArchiveOptions options) =>
        Mast.GetProductListAsync(["2003738726"], options, cancel: TestContext.Current.CancellationToken);
}
