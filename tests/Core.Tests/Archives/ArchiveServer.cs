using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HstNotebooks.Archives;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HstNotebooks.Tests.Archives;

/// <summary>A server on loopback that answers as a test says and remembers what it was asked.</summary>
internal sealed class ArchiveServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string cache = Checkout.NewScratchFolder();

    private ExceptionDispatchInfo? skipped;

    private ArchiveServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<AskedRequest> Asked { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>Options that send every service to this server, retry fast, and keep a cache of their own.</summary>
    public ArchiveOptions Options => ArchiveOptions.At(Address) with
    {
        CacheFolder = cache,
        Attempts = 3,
        FirstDelay = TimeSpan.FromMilliseconds(5),
        LongestDelay = TimeSpan.FromSeconds(2),
        PollInterval = TimeSpan.FromMilliseconds(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    };

    public static Task<ArchiveServer> StartAsync(Func<HttpContext, AskedRequest, Task> answer, X509Certificate2? certificate = null) =>
        StartAsync((context, asked, _) => answer(context, asked), certificate);

    /// <summary>Starts a server; the handler also gets how many requests came before.</summary>
    public static async Task<ArchiveServer> StartAsync(Func<HttpContext, AskedRequest, int, Task> answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null) listen.UseHttps(certificate);
            });
        });
        var app = builder.Build();
        var server = new ArchiveServer(app);
        int count = -1;
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            string body = await reader.ReadToEndAsync();
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var feature = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!;
            var asked = new AskedRequest(context.Request.Method, feature.RawTarget, headers, body);
            server.Asked.Enqueue(asked);
            try
            {
                await answer(context, asked, Interlocked.Increment(ref count));
            }
            catch (Xunit.Sdk.SkipException missing)
            {
                server.skipped = ExceptionDispatchInfo.Capture(missing);
                throw;
            }
        });
        await app.StartAsync();
        server.Address = new Uri(app.Urls.First().Replace("[::]", "127.0.0.1", StringComparison.Ordinal) + "/");
        return server;
    }

    /// <summary>
    /// Stops the server. Where an answer could not be given because recorded data are missing, the client saw a
    /// server error; the test is then skipped from here with the reason.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(cache, recursive: true);
        skipped?.Throw();
    }
}
