using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <content>Jobs that are there already, and the data that belong to single sources.</content>
public static partial class Gaia
{
    /// <summary>The jobs that the archive keeps for the one who asks: job_id, phase, owner, created, started, ended, duration, destruction, name, address.</summary>
    /// <param name="options">Server.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">The archive did not deliver.</exception>
    public static async Task<Table> ListJobsAsync(ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options = Serving(options);
        var service = options.GaiaTapUrls[0];
        using var http = new ArchiveHttp(options, progress);
        var reply = await http.DataAsync(ArchiveRequest.Get(ArchiveService.Gaia, new Uri(service.AbsoluteUri.TrimEnd('/') + "/async")), cancel).ConfigureAwait(false);
        // The phases change, so the list is never a kept one.
        return ResultMetadata.Attach(new ArchiveAnswer<Table>(UwsJobs.Parse(reply.Body), DateTimeOffset.UtcNow, ""), "Gaia", service, "/async", "jobs");
    }

    /// <summary>The result of a job that was started before; waits for it where it still runs.</summary>
    /// <param name="jobId">The job, for example <c>1712337806100O</c>.</param>
    /// <param name="options">Server, cache.</param>
    /// <param name="progress">Told the phase of the job.</param>
    /// <param name="cancel">Stops within a second; the job goes on.</param>
    /// <exception cref="ParameterException">It is no name of a job.</exception>
    /// <exception cref="ArchiveException">The archive does not know the job, or the job failed.</exception>
    public static async Task<Table> FetchJobAsync(string jobId, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options = Serving(options);
        if (jobId.Length == 0 || !jobId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ParameterException($"'{jobId}' is no name of a job") { Parameter = "jobId", Expected = "letters and digits, for example 1712337806100O" };
        var service = options.GaiaTapUrls[0];
        var answer = await new ArchiveQuery<Table>
        {
            Service = ArchiveService.Gaia,
            Key = $"{service}\njob {jobId}",
            Fetch = (http, token) => new TapJob(http, service, progress).ResultAsync(new Uri($"{service.AbsoluteUri.TrimEnd('/')}/async/{jobId}"), token),
            Parse = Parse,
            IsWorthKeeping = table => table.RowCount > 0,
        }.RunAsync(options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "Gaia", service, $"job {jobId}", "Gaia");
    }

    /// <summary>
    /// What the archive has of single sources beyond their row in the catalog (datalink): spectra, light curves, samples of their parameters.
    /// </summary>
    /// <param name="sourceIds">The sources, as in the column source_id.</param>
    /// <param name="products">The kinds, for example <c>XP_SAMPLED</c>, <c>XP_CONTINUOUS</c>, <c>RVS</c>, <c>EPOCH_PHOTOMETRY</c>, <c>MCMC_MSC</c>; null for all.</param>
    /// <param name="dataRelease">The release, for example <c>Gaia DR3</c>.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>The tables under the names that the archive gives them; empty where it has nothing of these sources.</returns>
    /// <exception cref="ParameterException">No source, or a bad name of a kind.</exception>
    /// <exception cref="ArchiveException">The archive did not deliver.</exception>
    public static async Task<IReadOnlyDictionary<string, Table>> LoadDataAsync(IReadOnlyList<long> sourceIds, IReadOnlyList<string>? products = null, string dataRelease = "Gaia DR3",
        ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options = Serving(options);
        if (sourceIds.Count == 0) throw new ParameterException("no source is named") { Parameter = "sourceIds", Expected = "at least one" };
        string kinds = products is null or [] ? "ALL" : string.Join(',', products);
        if (!kinds.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ','))
            throw new ParameterException($"'{kinds}' is no kind of data") { Parameter = "products", Expected = "for example XP_SAMPLED" };
        string form = FormText.Form(("VALID_DATA", "false"), ("ID", string.Join(',', sourceIds.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)))),
            ("RELEASE", dataRelease), ("DATA_STRUCTURE", "INDIVIDUAL"), ("FORMAT", "votable"), ("RETRIEVAL_TYPE", kinds), ("USE_ZIP_ALWAYS", "true"));
        var request = ArchiveRequest.Post(ArchiveService.Gaia, options.GaiaDataUrl, "application/x-www-form-urlencoded", form);
        var answer = await new ArchiveQuery<IReadOnlyDictionary<string, Table>>
        {
            Service = ArchiveService.Gaia,
            Key = $"{request.Address}\n{form}",
            Fetch = async (http, token) => (await http.DataAsync(request, token).ConfigureAwait(false)).Body,
            Parse = body => GaiaProducts.Parse(body, options.LargestReply),
            IsWorthKeeping = tables => tables.Count > 0,
        }.RunAsync(options, progress, cancel).ConfigureAwait(false);
        return answer.Value.ToDictionary(t => t.Key, t => ResultMetadata.Attach(answer.With(t.Value), "Gaia", request.Address, form, t.Key), StringComparer.Ordinal);
    }

    private static ArchiveOptions Serving(ArchiveOptions? options)
    {
        options ??= ArchiveOptions.FromEnvironment();
        return options.GaiaTapUrls.Count > 0 ? options : throw new ParameterException("no Gaia service is given") { Parameter = "GaiaTapUrls", Expected = "at least one address" };
    }
}
