using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using HstNotebooks.Archives;

namespace HstNotebooks.Tests.Archives;

/// <summary>A download survives the death of its process: the next process goes on where it stopped.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const string Job = "HST_NOTEBOOKS_TEST_DOWNLOAD";
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_download_whose_process_is_killed_again_and_again_ends_with_the_right_sha1()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "HstNotebooks.Core.Tests");
        Assert.SkipUnless(File.Exists(program) && !OperatingSystem.IsWindows(), "the test program cannot be started as a process here");
        int kills = int.TryParse(Environment.GetEnvironmentVariable("HST_NOTEBOOKS_TEST_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : 5;
        byte[] content = new byte[400_000 * kills];
        var random = new Random(11);
        random.NextBytes(content);
        "SIMPLE  ="u8.CopyTo(content);
        long served = 0;
        await using var server = await ArchiveServer.StartAsync(async (context, request) =>
        {
            int start = request.Headers.TryGetValue("Range", out string? range) ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
            context.Response.StatusCode = start > 0 ? 206 : 200;
            context.Response.ContentLength = content.Length - start;
            if (start > 0) context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
            for (int at = start; at < content.Length; at += 10_000)
            {
                int piece = Math.Min(10_000, content.Length - at);
                await context.Response.Body.WriteAsync(content.AsMemory(at, piece), context.RequestAborted);
                Interlocked.Add(ref served, piece);
                await Task.Delay(2, context.RequestAborted);
            }
        });
        string path = Path.Combine(folder, "a_flc.fits"), sha1 = Convert.ToHexStringLower(SHA1.HashData(content));
        for (int kill = 0; kill < kills; kill++)
        {
            using var child = Process.Start(new ProcessStartInfo(program, ["-method", $"{typeof(KilledProcessTests).FullName}.{nameof(Downloads_as_a_child_process)}", "-explicit", "only"])
            {
                Environment = { [Job] = string.Join('|', server.Address, path, content.Length, sha1) },
                RedirectStandardOutput = true,
            })!;
            int requests = server.Asked.Count;
            var clock = Stopwatch.StartNew();
            while (server.Asked.Count == requests && !child.HasExited && clock.Elapsed.TotalSeconds < 60) await Task.Delay(2, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(1, 70), TestContext.Current.CancellationToken);
            Assert.False(child.HasExited, "the child ended by itself");
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.False(File.Exists(path));
        }
        using var http = new ArchiveHttp(server.Options);
        await FileFetch.RunAsync(http, new FetchItem(ArchiveService.Mast, server.Address, path, content.Length, sha1), null, TestContext.Current.CancellationToken);
        Assert.Equal(sha1, FileFetch.Sha1Of(path));
        Assert.Equal([path], Directory.GetFiles(folder));
        TestContext.Current.SendDiagnosticMessage($"{kills} processes killed, {content.Length / 1e6:F1} MB of which {served / 1e6:F1} MB were sent");
        // A part was used each time: without resuming, the file would have been sent more than once.
        Assert.True(served < 1.9 * content.Length, $"{served} bytes were sent for {content.Length}");
    }

    /// <summary>What the child process runs; not a test by itself.</summary>
    [Fact(Explicit = true)]
    public async Task Downloads_as_a_child_process()
    {
        string? job = Environment.GetEnvironmentVariable(Job);
        Assert.SkipWhen(job is null, "only started by another test");
        string[] words = job!.Split('|');
        using var http = new ArchiveHttp(new ArchiveOptions());
        var item = new FetchItem(ArchiveService.Mast, new Uri(words[0]), words[1], long.Parse(words[2], CultureInfo.InvariantCulture), words[3]);
        await FileFetch.RunAsync(http, item, null, TestContext.Current.CancellationToken);
    }
}
