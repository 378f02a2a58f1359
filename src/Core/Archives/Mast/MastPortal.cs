using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Asks MAST's portal for tables and for its descriptions of columns; answers may be kept ones.</summary>
internal static class MastPortal
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The table that a service of the portal gives, all pages of it.</summary>
    public static async Task<Table> TableAsync(string service, IReadOnlyList<(string, object?)> parameters, MastColumns? columns, string name,
        ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel, int rowLimit = 0)
    {
        string query = PythonJson.Write(new (string, object?)[] { ("service", service), ("params", parameters) });
        var answer = await new ArchiveQuery<Table>
        {
            Service = ArchiveService.Mast,
            Key = $"{options.MastUrl}\n{query}",
            Fetch = (http, token) => MastInvoke.RunAsync(http, service, parameters, progress, token),
            Parse = body => MastTable.Parse(body, columns),
            IsWorthKeeping = table => table.RowCount > 0,
        }.RunAsync(options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "MAST", options.MastUrl, query, name, rowLimit);
    }

    /// <summary>One reply of the portal, read as the caller wants it.</summary>
    public static Task<ArchiveAnswer<T>> ReplyAsync<T>(string body, Func<byte[], T> parse, Func<T, bool> isWorthKeeping, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel) =>
        AskAsync(MastInvoke.Request(options, body), parse, isWorthKeeping, options, progress, cancel);

    /// <summary>The description of the columns of a service, read as the caller wants it.</summary>
    public static async Task<T> DescriptionAsync<T>(string id, Func<byte[], T> parse, Func<T, bool> isWorthKeeping, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var request = ArchiveRequest.Post(ArchiveService.Mast, new Uri(options.MastUrl, "/portal/Mashup/Mashup.asmx/columnsconfig"), FormType, $"colConfigId={id}") with { Accept = "text/plain" };
        return (await AskAsync(request, parse, isWorthKeeping, options, progress, cancel).ConfigureAwait(false)).Value;
    }

    /// <summary>Sends one request to MAST and reads its answer, or reads a kept one.</summary>
    public static Task<ArchiveAnswer<T>> AskAsync<T>(ArchiveRequest request, Func<byte[], T> parse, Func<T, bool> isWorthKeeping, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel) => new ArchiveQuery<T>
        {
            Service = ArchiveService.Mast,
            Key = $"{request.Address}\n{RecordedExchange.TextOf(request.Body)}",
            Fetch = async (http, token) => (await http.DataAsync(request, token).ConfigureAwait(false)).Body,
            Parse = parse,
            IsWorthKeeping = isWorthKeeping,
        }.RunAsync(options, progress, cancel);
}
