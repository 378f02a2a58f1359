using System.Net.Http.Headers;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using Polly;
using Polly.Retry;

namespace HstNotebooks.Archives;

/// <summary>
/// The one way from the clients to the services: time limits, retries with backoff and jitter, redirects, size limits, https only
/// (http on loopback), recording and replay. Holds the connections of one call; safe to share between threads.
/// </summary>
public sealed partial class ArchiveHttp : IDisposable
{
    private readonly HttpMessageInvoker invoker;
    private readonly IProgress<TaskProgress>? progress;

    /// <summary>Opens the way that the options describe. Nothing is sent before the first request.</summary>
    /// <param name="options">Addresses, limits, recording, replay.</param>
    /// <param name="progress">Told about pauses before another try.</param>
    public ArchiveHttp(ArchiveOptions options, IProgress<TaskProgress>? progress = null)
    {
        Options = options;
        this.progress = progress;
        HttpMessageHandler handler = options switch
        {
            { ReplayFolder: { } folder } => new ReplayHandler(folder, options),
            { Offline: true } => new OfflineHandler(),
            _ => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = options.ConnectTimeout,
                MaxConnectionsPerServer = Math.Max(1, options.ParallelDownloads),
            },
        };
        if (options is { RecordFolder: { } record, ReplayFolder: null, Offline: false }) handler = new RecordingHandler(record, options, handler);
        invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>The options it was opened with.</summary>
    public ArchiveOptions Options { get; }

    /// <summary>Sends a request and reads the whole answer, trying again where that may help.</summary>
    /// <exception cref="ArchiveException">No useful answer; says why and what to do.</exception>
    public Task<ArchiveReply> SendAsync(ArchiveRequest request, CancellationToken cancel = default) => RetryAsync(request, ReadOnceAsync, cancel);

    /// <summary>Sends a request whose answer is data; a web page in its place is an error in the words of the page.</summary>
    /// <exception cref="ArchiveException">No useful answer; says why and what to do.</exception>
    internal async Task<ArchiveReply> DataAsync(ArchiveRequest request, CancellationToken cancel)
    {
        var reply = await SendAsync(request, cancel).ConfigureAwait(false);
        return !reply.IsHtml ? reply : throw new ArchiveException($"{ArchiveFaults.NameOf(request.Service)} ({request.Address.Host}) answered with a web page: {Html.Excerpt(reply.Text)}")
        { IsUnreachable = true, Advice = "try again later; the page says what is wrong" };
    }

    /// <summary>Runs one try after another until one succeeds or the tries are used up.</summary>
    internal async Task<T> RetryAsync<T>(ArchiveRequest request, Func<ArchiveRequest, CancellationToken, Task<T>> attempt, CancellationToken cancel)
    {
        try
        {
            if (Options.Attempts <= 1) return await attempt(request, cancel).ConfigureAwait(false);
            return await Pipeline(request).ExecuteAsync(
                static (state, token) => new ValueTask<T>(state.attempt(state.request, token)), (request, attempt), cancel).ConfigureAwait(false);
        }
        catch (TransientFault fault)
        {
            throw fault.Final;
        }
    }

    /// <summary>
    /// Sends a request once, follows its redirects, and returns the answer with its body still to be read.
    /// Answers with an error status become exceptions.
    /// </summary>
    internal async Task<HttpResponseMessage> OpenAsync(ArchiveRequest request, CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            RequireSafeAddress(request);
            if (!seen.Add($"{request.Method} {request.Address}") || seen.Count > Options.RedirectLimit)
                throw new ArchiveException($"{ArchiveFaults.NameOf(request.Service)} ({request.Address.Host}) sends the request in a circle")
                { Expected = $"an answer after at most {Options.RedirectLimit} redirects", Advice = "the fault is on the side of the service; try again later" };
            var response = await SendOnceAsync(request, cancel).ConfigureAwait(false);
            int status = (int)response.StatusCode;
            if (status is 301 or 302 or 303 or 307 or 308 && request.FollowRedirects && response.Headers.Location is { } location)
            {
                response.Dispose();
                var target = Target(request.Address, location);
                request = request with { Address = target, SendsToken = request.SendsToken && target.Authority == request.Address.Authority };
                if (status is 301 or 302 or 303 && request.Method == HttpMethod.Post)
                    request = request with { Method = HttpMethod.Get, Body = null, ContentType = null };
                continue;
            }
            bool wanted = status is >= 200 and < 300 || (status is >= 300 and < 400 && !request.FollowRedirects) || (status == 416 && request.RangeStart is not null);
            if (wanted) return response;
            using (response)
            {
                string body = await ErrorTextAsync(request, response, cancel).ConfigureAwait(false);
                throw ArchiveFaults.FromStatus(request.Service, request.Address, status, RetryAfter(response), Options.LongestDelay, body);
            }
        }
    }

    /// <summary>Reads from a body; silence for longer than the limit and a broken connection become errors.</summary>
    internal async ValueTask<int> ReadAsync(ArchiveRequest request, Stream body, Memory<byte> buffer, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Options.StallTimeout);
        try
        {
            return await body.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw ArchiveFaults.FromStall(request.Service, request.Address, Options.StallTimeout);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw ArchiveFaults.FromTransport(request.Service, request.Address, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => invoker.Dispose();

    /// <inheritdoc/>
    public override string ToString() => "the way to the archives";

    private async Task<ArchiveReply> ReadOnceAsync(ArchiveRequest request, CancellationToken cancel)
    {
        using var response = await OpenAsync(request, cancel).ConfigureAwait(false);
        byte[] body = await ReadAllAsync(request, response.Content, Options.LargestReply, cancel).ConfigureAwait(false);
        return new ArchiveReply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers.Location is { } location ? Target(request.Address, location) : null, body);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ArchiveRequest request, CancellationToken cancel)
    {
        using var message = Message(request);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var timeout = Options.TimeoutOf(request.Service);
        limit.CancelAfter(timeout);
        try
        {
            return await invoker.SendAsync(message, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw ArchiveFaults.FromTimeout(request.Service, request.Address, timeout);
        }
        catch (HttpRequestException e)
        {
            throw ArchiveFaults.FromTransport(request.Service, request.Address, e);
        }
    }

    /// <summary>The request as it goes over the wire.</summary>
    internal HttpRequestMessage Message(ArchiveRequest request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address);
        message.Options.Set(RecordedExchange.ServiceKey, request.Service);
        message.Headers.TryAddWithoutValidation("User-Agent", "HstNotebooks/0.1");
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        // A download must arrive byte for byte, or a range would not fit to what is there.
        message.Headers.TryAddWithoutValidation("Accept-Encoding", request.RangeStart is null ? "gzip" : "identity");
        if (request.RangeStart is > 0)
        {
            message.Headers.Range = new RangeHeaderValue(request.RangeStart, null);
            if (request.IfRange is { } validator) message.Headers.TryAddWithoutValidation("If-Range", validator);
        }
        if (request.SendsToken && Options.MastToken is { } token && IsMast(request.Address))
            message.Headers.TryAddWithoutValidation("Authorization", "token " + token.Reveal());
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            if (request.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        return message;
    }

    private ResiliencePipeline Pipeline(ArchiveRequest request) => new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<TransientFault>(),
        MaxRetryAttempts = Options.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = Options.FirstDelay,
        MaxDelay = Options.LongestDelay,
        DelayGenerator = args => new ValueTask<TimeSpan?>((args.Outcome.Exception as TransientFault)?.RetryAfter),
        OnRetry = args =>
        {
            progress?.Report(new TaskProgress("waiting", double.NaN,
                $"{ArchiveFaults.NameOf(request.Service)}: {args.Outcome.Exception?.Message}; next try in {ArchiveFaults.Seconds(args.RetryDelay)}"));
            return default;
        },
    }).Build();

    private static void RequireSafeAddress(ArchiveRequest request)
    {
        var address = request.Address;
        if (address.UserInfo.Length > 0)
            throw new ArchiveException($"the address of {ArchiveFaults.NameOf(request.Service)} ({address.Host}) holds a name or password, which is refused, because addresses are shown and kept")
            { Expected = "an address without them", Advice = "MAST takes a token in MAST_API_TOKEN" };
        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) return;
        throw new ArchiveException($"{ArchiveFaults.NameOf(request.Service)} is to be asked without encryption at {address.Scheme}://{address.Host}, which is refused")
        { Expected = "an https address (http only on this machine)", Advice = "correct the address in ArchiveOptions" };
    }

    // Wherever MastUrl points to, the token of MAST is nobody else's business; a server on this machine is one's own.
    private static bool IsMast(Uri address) => address.IsLoopback || address.Host.EndsWith(".stsci.edu", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a redirect leads. A service behind a proxy often names itself without encryption; it is asked with it all the same.</summary>
    internal static Uri Target(Uri asked, Uri location)
    {
        var target = new Uri(asked, location);
        bool isItself = target.Scheme == Uri.UriSchemeHttp && asked.Scheme == Uri.UriSchemeHttps && target.IsDefaultPort && asked.IsDefaultPort && target.Host == asked.Host;
        return isItself ? new UriBuilder(target) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri : target;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
