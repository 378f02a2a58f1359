using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Progress;

namespace HstNotebooks.Archives;

/// <summary>
/// Runs a query on a TAP service (IVOA TAP 1.1, UWS 1.1): a synchronous request, or a job that is created, watched and fetched.
/// </summary>
internal sealed class TapJob(ArchiveHttp http, Uri service, IProgress<TaskProgress>? progress)
{
    // More rows than fit into one answer; a service with a lower limit of its own keeps to that and says so (OVERFLOW).
    private const int NoLimit = 100_000_000;
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>
    /// The form of a query. ESA's own service packs results (votable_gzip); the others are asked in the words of the standard, and told how many rows
    /// they may send, because their own default may be fewer than the query's TOP.
    /// </summary>
    public static string Form(Uri service, string adql, bool run, int rowLimit)
    {
        bool isEsa = service.AbsolutePath.Contains("/tap-server/", StringComparison.Ordinal);
        var fields = new List<(string, string)> { ("REQUEST", "doQuery"), ("LANG", "ADQL"), ("FORMAT", isEsa ? "votable_gzip" : "votable"), ("tapclient", "hst-notebooks"), ("QUERY", adql) };
        if (!isEsa) fields.AddRange([("RESPONSEFORMAT", "votable"), ("MAXREC", (rowLimit > 0 ? rowLimit : NoLimit).ToString(CultureInfo.InvariantCulture))]);
        if (run) fields.Add(("PHASE", "RUN"));
        return FormText.Form([.. fields]);
    }

    /// <summary>Runs the query and returns the result as VOTable.</summary>
    /// <exception cref="ArchiveException">The job failed or was aborted, with the service's words, or the service did not answer.</exception>
    public async Task<byte[]> RunAsync(string adql, GaiaJobMode mode, int rowLimit, CancellationToken cancel)
    {
        return mode == GaiaJobMode.Synchronous ? Checked(await SyncAsync(adql, rowLimit, cancel).ConfigureAwait(false)) : await AsyncAsync(adql, rowLimit, cancel).ConfigureAwait(false);
    }

    /// <summary>Waits for a job that is there and returns its result as VOTable.</summary>
    /// <exception cref="ArchiveException">The job failed or was aborted, or the service does not know it.</exception>
    public async Task<byte[]> ResultAsync(Uri job, CancellationToken cancel)
    {
        await WaitAsync(job, cancel).ConfigureAwait(false);
        progress?.Report(new TaskProgress("Gaia", 0.9, "fetching the result"));
        return Checked((await http.SendAsync(Get(job, "/results/result"), cancel).ConfigureAwait(false)).Body);
    }

    private byte[] Checked(byte[] result)
    {
        if (Html.LooksLikePage(result))
            throw new ArchiveException($"the Gaia archive ({service.Host}) answered with a web page: {Html.Excerpt(System.Text.Encoding.UTF8.GetString(result))}") { IsUnreachable = true, Advice = "try again later" };
        return VoTableInfo.Read(result).Error is { } error ? throw Refused(error) : result;
    }

    private async Task<byte[]> SyncAsync(string adql, int rowLimit, CancellationToken cancel)
    {
        progress?.Report(new TaskProgress("Gaia", double.NaN, "synchronous query"));
        return (await http.SendAsync(Post("/sync", Form(service, adql, run: false, rowLimit)), cancel).ConfigureAwait(false)).Body;
    }

    private async Task<byte[]> AsyncAsync(string adql, int rowLimit, CancellationToken cancel)
    {
        var created = await http.SendAsync(Post("/async", Form(service, adql, run: true, rowLimit)) with { FollowRedirects = false }, cancel).ConfigureAwait(false);
        if (created.Status != 303 || created.Location is null)
        {
            throw VoTableInfo.Read(created.Body).Error is { } said ? Refused(said)
                : new ArchiveException($"the Gaia archive ({service.Host}) did not start a job (status {created.Status}): {Html.Excerpt(created.Text)}") { Status = created.Status, Advice = "try again later" };
        }
        var job = created.Location;
        try
        {
            return await ResultAsync(job, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await AbortAsync(job).ConfigureAwait(false);
            throw;
        }
    }

    private async Task WaitAsync(Uri job, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        bool started = false;
        while (true)
        {
            var reply = await http.SendAsync(Get(job, "/phase"), cancel).ConfigureAwait(false);
            string phase = reply.Text.Trim();
            progress?.Report(new TaskProgress("Gaia", double.NaN, $"job {job.Segments[^1]}: {phase.ToLowerInvariant()}, {clock.Elapsed.TotalSeconds:F0} s"));
            switch (phase)
            {
                case "COMPLETED":
                    return;
                case "ERROR":
                    throw Refused(await ErrorAsync(job, cancel).ConfigureAwait(false));
                case "ABORTED":
                    throw new ArchiveException($"the Gaia archive ({service.Host}) aborted the job after {clock.Elapsed.TotalSeconds:F0} s") { Advice = "ask for a smaller region or fewer columns; the archive limits the time of a job" };
                case "PENDING" when !started:
                    // A service that ignores PHASE=RUN at the creation wants to be told separately.
                    started = true;
                    await http.SendAsync(Post(job, "/phase", FormText.Form(("PHASE", "RUN"))) with { FollowRedirects = false }, cancel).ConfigureAwait(false);
                    break;
                case "PENDING" or "QUEUED" or "EXECUTING" or "SUSPENDED" or "HELD" or "UNKNOWN":
                    break;
                default:
                    throw new ArchiveException($"the Gaia archive ({service.Host}) says that the job is in the phase '{Html.Excerpt(phase)}'") { IsUnreachable = reply.IsHtml, Expected = "a phase of UWS, such as EXECUTING", Advice = "try again later" };
            }
            if (clock.Elapsed > http.Options.JobTimeout)
                throw new ArchiveException($"the Gaia archive ({service.Host}) did not finish the job within {ArchiveFaults.Seconds(http.Options.JobTimeout)}") { Advice = "ask for a smaller region, or raise JobTimeout in ArchiveOptions" };
            await Task.Delay(http.Options.PollInterval, cancel).ConfigureAwait(false);
        }
    }

    private async Task<string> ErrorAsync(Uri job, CancellationToken cancel)
    {
        try
        {
            var reply = await http.SendAsync(Get(job, "/error"), cancel).ConfigureAwait(false);
            return VoTableInfo.Read(reply.Body).Error ?? Html.Excerpt(reply.Text);
        }
        catch (ArchiveException)
        {
            return "the job failed, and the archive does not say why";
        }
    }

    // The archive should not go on for nobody; the user does not wait for it, though.
    private async Task AbortAsync(Uri job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        try { await http.SendAsync(Post(job, "/phase", FormText.Form(("PHASE", "ABORT"))) with { FollowRedirects = false }, limit.Token).ConfigureAwait(false); }
        catch (Exception e) when (e is ArchiveException or OperationCanceledException) { }
    }

    private ArchiveRequest Post(string path, string form) => Post(service, path, form);

    private static ArchiveRequest Post(Uri address, string path, string form) =>
        ArchiveRequest.Post(ArchiveService.Gaia, Append(address, path), FormType, form) with { Accept = "text/plain" };

    private static ArchiveRequest Get(Uri job, string path) => ArchiveRequest.Get(ArchiveService.Gaia, Append(job, path)) with { Accept = "text/plain" };

    private static Uri Append(Uri address, string path) => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);

    private ArchiveException Refused(string said) =>
        new($"the Gaia archive ({service.Host}) refused the query: {said}") { Advice = "check the table, the columns and the ADQL" };
}
