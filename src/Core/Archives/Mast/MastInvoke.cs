using System.Diagnostics;
using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Progress;

namespace HstNotebooks.Archives;

/// <summary>
/// MAST's one entry for queries: a JSON request in a form field. MAST holds the request while it works and answers EXECUTING, then the same
/// request is sent again; long results come in pages.
/// </summary>
internal static class MastInvoke
{
    /// <summary>Rows per page.</summary>
    public const int PageSize = 50000;

    /// <summary>The body of a request.</summary>
    public static string Body(string service, IReadOnlyList<(string Name, object? Value)> parameters, int page, int pageSize = PageSize, string format = "json") =>
        "request=" + FormText.Quote(PythonJson.Write(new (string, object?)[]
        { ("service", service), ("params", parameters), ("format", format), ("pagesize", pageSize), ("page", page) }));

    /// <summary>A request with a body of <see cref="Body"/>.</summary>
    public static ArchiveRequest Request(ArchiveOptions options, string body) =>
        ArchiveRequest.Post(ArchiveService.Mast, new Uri(options.MastUrl, "/api/v0/invoke"), "application/x-www-form-urlencoded", body)
        with
        { Accept = "text/plain", SendsToken = true };

    /// <summary>Runs a query and returns its pages as one JSON array of replies.</summary>
    /// <exception cref="ArchiveException">MAST says ERROR, or answers with something that is no reply.</exception>
    public static async Task<byte[]> RunAsync(ArchiveHttp http, string service, IReadOnlyList<(string Name, object? Value)> parameters,
        IProgress<TaskProgress>? progress, CancellationToken cancel, int pageSize = PageSize)
    {
        var pages = new MemoryStream();
        pages.WriteByte((byte)'[');
        for (int page = 1, count = 1; page <= count; page++)
        {
            var (reply, of, rows) = await PageAsync(http, Request(http.Options, Body(service, parameters, page, pageSize)), cancel).ConfigureAwait(false);
            if (page > 1) pages.WriteByte((byte)',');
            pages.Write(reply);
            count = of;
            progress?.Report(new TaskProgress("MAST", (double)page / count, $"page {page} of {count}, {rows} rows"));
        }
        pages.WriteByte((byte)']');
        return pages.ToArray();
    }

    private static async Task<(byte[] Reply, int Pages, long Rows)> PageAsync(ArchiveHttp http, ArchiveRequest request, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var asked = clock.Elapsed;
            var reply = await http.DataAsync(request, cancel).ConfigureAwait(false);
            var (status, message, pages, rows) = Head(reply.Body);
            switch (status)
            {
                case "COMPLETE":
                    return (reply.Body, pages, rows);
                case "EXECUTING" when clock.Elapsed < http.Options.JobTimeout:
                    // The request is held open by the service; only one that answers at once has to be slowed down.
                    var pause = http.Options.PollInterval - (clock.Elapsed - asked);
                    if (pause > TimeSpan.Zero) await Task.Delay(pause, cancel).ConfigureAwait(false);
                    continue;
                case "EXECUTING":
                    throw new ArchiveException($"MAST did not finish the query within {ArchiveFaults.Seconds(http.Options.JobTimeout)}") { Advice = "narrow the query" };
                default:
                    throw new ArchiveException($"MAST refused the query: {(message.Length > 0 ? Html.Excerpt(message) : status)}") { Advice = "check the names and values of the criteria" };
            }
        }
    }

    private static (string Status, string Message, int Pages, long Rows) Head(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            string status = root.TryGetProperty("status", out var s) ? s.GetString() ?? "" : "COMPLETE";
            string message = root.TryGetProperty("msg", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString()! : "";
            int pages = 1;
            long rows = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array ? data.GetArrayLength() : 0;
            if (root.TryGetProperty("paging", out var paging) && paging.ValueKind == JsonValueKind.Object)
            {
                if (paging.TryGetProperty("pagesFiltered", out var p) && p.TryGetInt32(out int count)) pages = Math.Max(1, count);
                if (paging.TryGetProperty("rowsFiltered", out var r) && r.TryGetInt64(out long all)) rows = all;
            }
            return (status, message, pages, rows);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArchiveException("MAST sent a reply that cannot be read as JSON", e) { Advice = "try again later" };
        }
    }
}
