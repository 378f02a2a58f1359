using System.Net;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// Answers requests from a folder of recorded exchanges instead of the network. The same question asked again gets the recorded
/// answers in their order, and the last one from then on, so that the phases of a job replay as they happened.
/// </summary>
internal sealed class ReplayHandler : HttpMessageHandler
{
    private readonly string folder;
    private readonly ArchiveOptions options;
    private readonly Dictionary<string, Queue<RecordedExchange>> answers = new(StringComparer.Ordinal);

    public ReplayHandler(string folder, ArchiveOptions options)
    {
        this.folder = folder;
        this.options = options;
        foreach (var exchange in RecordedExchange.ReadFolder(folder))
        {
            if (!answers.TryGetValue(exchange.Key, out var queue)) answers[exchange.Key] = queue = new();
            queue.Enqueue(exchange);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(RecordedExchange.ServiceKey, out var service);
        string url = RecordedExchange.ToPlaceholder(request.RequestUri!.AbsoluteUri, service, options);
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var exchange = Next(RecordedExchange.KeyOf(request.Method.Method, url, body))
            ?? throw new ArchiveException($"the recording has no answer to {request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}")
            { File = folder, Advice = "record the exchange with HST_NOTEBOOKS_RECORD where there is a network, or unset HST_NOTEBOOKS_REPLAY" };
        var response = new HttpResponseMessage((HttpStatusCode)exchange.Status) { RequestMessage = request, Content = Content(exchange) };
        foreach (var (name, value) in exchange.Headers)
        {
            string text = name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? RecordedExchange.FromPlaceholder(value, options) : value;
            if (!response.Headers.TryAddWithoutValidation(name, text)) response.Content.Headers.TryAddWithoutValidation(name, text);
        }
        return response;
    }

    private RecordedExchange? Next(string key)
    {
        lock (answers)
        {
            if (!answers.TryGetValue(key, out var queue)) return null;
            return queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }
    }

    private HttpContent Content(RecordedExchange exchange)
    {
        if (exchange.Body is null) return new ByteArrayContent([]);
        string path = Path.Combine(folder, exchange.Body);
        return File.Exists(path) ? new StreamContent(File.OpenRead(path))
            : throw new ArchiveException("the recorded body is missing") { File = path };
    }
}
