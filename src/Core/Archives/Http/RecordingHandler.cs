namespace HstNotebooks.Archives;

/// <summary>Writes every exchange that passes to a folder. Bodies are kept in memory meanwhile, so it is meant for small recordings.</summary>
internal sealed class RecordingHandler(string folder, ArchiveOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly string[] KeptHeaders = ["Content-Type", "Content-Encoding", "Location", "ETag", "Last-Modified", "Retry-After"];
    private readonly Lock gate = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(RecordedExchange.ServiceKey, out var service);
        string? question = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // A part of a file is of no use to a replay, which always serves whole bodies.
        if ((int)response.StatusCode is 206 or 416) return response;
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var headers = new Dictionary<string, string>();
        foreach (string name in KeptHeaders)
            if (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values))
                headers[name] = name == "Location" ? RecordedExchange.ToPlaceholder(values.First(), service, options) : values.First();
        var exchange = new RecordedExchange(request.Method.Method, RecordedExchange.ToPlaceholder(request.RequestUri!.AbsoluteUri, service, options),
            question, (int)response.StatusCode, headers, null);
        lock (gate) RecordedExchange.Add(folder, exchange, body);
        return response;
    }
}
