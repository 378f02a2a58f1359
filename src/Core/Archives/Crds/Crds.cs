using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// The Calibration Reference Data System: which reference files belong to an exposure, computed here from CRDS's mappings, and the files themselves.
/// The environment variables of CRDS's own client are honoured (see <see cref="ArchiveOptions.FromEnvironment"/>), none is required.
/// </summary>
public static class Crds
{
    private static readonly TimeSpan ContextAge = TimeSpan.FromHours(1);

    /// <summary>
    /// The context to use: the one of the options, else the operational one of the server, else, offline or without a
    /// network, the one that CRDS's own client noted in the cache, else the newest in the cache.
    /// </summary>
    /// <param name="options">Server and cache.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">There is none of these.</exception>
    public static async Task<string> GetContextAsync(ArchiveOptions? options = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        if (options.CrdsContext is { } chosen) return chosen;
        try
        {
            return await CrdsServer.CallAsync(options, ContextAge, info => SafeName.Check(info.GetProperty("operational_context").GetString() ?? "", "CRDS"), cancel, "get_server_info").ConfigureAwait(false);
        }
        catch (ArchiveException e) when (e.IsUnreachable)
        {
            var cache = new CrdsCache(options);
            return cache.NotedContext() ?? cache.NewestContext() ?? throw new ArchiveException($"no CRDS context is known: {e.Message}", e)
            { IsUnreachable = true, Advice = "set CRDS_PATH to a cache with mappings, or CRDS_CONTEXT, or run once with a network" };
        }
    }

    /// <summary>The best references of a header.</summary>
    /// <param name="header">Keywords to values, INSTRUME, DATE-OBS and TIME-OBS among them.</param>
    /// <param name="types">The types of references; empty or null for all of the instrument.</param>
    /// <param name="rules">Who computes them.</param>
    /// <param name="options">Server, cache, context.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">The mappings cannot be had, or are damaged; or the server did not answer.</exception>
    public static async Task<IReadOnlyDictionary<string, CrdsChoice>> GetBestReferencesAsync(IReadOnlyDictionary<string, string> header, IReadOnlyList<string>? types = null,
        CrdsRuleSource rules = CrdsRuleSource.Mappings, ArchiveOptions? options = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string instrument = header.GetValueOrDefault("INSTRUME") ?? throw new InputException("the header does not name an instrument") { Keyword = "INSTRUME", Expected = "for example WFC3" };
        using var http = new ArchiveHttp(options);
        var best = new BestReferences(http, await GetContextAsync(options, cancel).ConfigureAwait(false));
        return await best.ForAsync(rules, instrument, header.GetValueOrDefault, types ?? [], cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// The headers of exposures as CRDS's server keeps them, for exposures that are not at hand; each serves
    /// <see cref="GetBestReferencesAsync"/>.
    /// </summary>
    /// <param name="datasets">Names of exposures or associations, for example <c>JA9553M3Q</c>.</param>
    /// <param name="options">Server, cache, context.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>Keywords to values under <c>DATASET:EXPOSURE</c>. Values are in CRDS's own form: upper case, numbers with a decimal point, N/A, UNDEFINED.</returns>
    /// <exception cref="ArchiveException">The server does not know a data set, or did not answer.</exception>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> GetDatasetHeadersAsync(IReadOnlyList<string> datasets,
        ArchiveOptions? options = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        if (datasets.Count == 0) throw new ParameterException("no data set is named") { Parameter = "datasets", Expected = "at least one, for example JA9553M3Q" };
        string context = await GetContextAsync(options, cancel).ConfigureAwait(false);
        string[] names = [.. datasets.Select(d => d.Trim().ToUpperInvariant())];
        return await CrdsServer.CallAsync(options, options.CacheAge, CrdsServer.ReadHeaders, cancel, "get_dataset_headers_by_id", context, names, null).ConfigureAwait(false);
    }

    /// <summary>Brings files to the cache or a folder, with size and SHA-1 checked; files that are there are not asked for.</summary>
    /// <param name="names">References or mappings, with or without prefix: <c>ubi1853qi_mdz.fits</c>, <c>iref$w3m18525i_idc.fits</c>.</param>
    /// <param name="folder">A folder for the files themselves; null for the cache.</param>
    /// <param name="options">Server and cache.</param>
    /// <param name="progress">Told the bytes.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>A row per file: File, Local Path, Status, Message.</returns>
    public static Task<Table> SyncAsync(IReadOnlyList<string> names, string? folder = null, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        CrdsFiles.SyncAsync(names, folder, options ?? ArchiveOptions.FromEnvironment(), progress, cancel);

    /// <summary>The best references of exposures; on demand the references are fetched and the headers changed (<c>crds bestrefs</c>).</summary>
    /// <param name="files">Files, wildcards or <c>@lists</c>, as TweakReg takes them.</param>
    /// <param name="bestRefs">Types, and whether references are fetched and headers changed.</param>
    /// <param name="options">Server, cache, context.</param>
    /// <param name="progress">Told file by file.</param>
    /// <param name="cancel">Stops within a second; a header is changed as a whole or not at all.</param>
    /// <returns>A row per file and type: what the header names, the best reference, and what was done.</returns>
    public static async Task<Table> BestRefsAsync(string files, BestRefsOptions? bestRefs = null, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        bestRefs ??= new BestRefsOptions();
        var paths = InputFiles.Resolve(files);
        string context = await GetContextAsync(options, cancel).ConfigureAwait(false);
        using var http = new ArchiveHttp(options, progress);
        var best = new BestReferences(http, context);
        var rows = new List<BestRefsRow>();
        for (int i = 0; i < paths.Count; i++)
        {
            progress?.Report(new TaskProgress("best references", (double)i / paths.Count, Path.GetFileName(paths[i])));
            rows.AddRange(await OneAsync(best, paths[i], bestRefs, cancel).ConfigureAwait(false));
        }
        if (bestRefs.SyncReferences) rows = await FetchAsync(rows, options, progress, cancel).ConfigureAwait(false);
        if (bestRefs.UpdateBestRefs)
            foreach (var file in rows.GroupBy(r => r.File)) BestRefsRow.WriteHeader(file.Key, [.. file]);
        return BestRefsRow.ToTable(rows, context);
    }

    private static async Task<List<BestRefsRow>> OneAsync(BestReferences best, string path, BestRefsOptions bestRefs, CancellationToken cancel)
    {
        using var file = FitsFile.Open(path);
        string instrument = BestReferences.ValueIn(file, "INSTRUME") ?? throw new InputException("the file does not name its instrument") { File = path, Keyword = "INSTRUME" };
        if (CrdsCache.PrefixOf(instrument) is not { } prefix) throw new InputException($"{instrument} is no instrument of HST") { File = path, Keyword = "INSTRUME" };
        var choices = await best.ForAsync(bestRefs.Rules, instrument, keyword => BestReferences.ValueIn(file, keyword), bestRefs.Types, cancel).ConfigureAwait(false);
        return [.. choices.Select(c => new BestRefsRow(path, c.Key, file.PrimaryHeader.FindString(c.Key.ToUpperInvariant()), c.Value, prefix, ""))];
    }

    private static async Task<List<BestRefsRow>> FetchAsync(List<BestRefsRow> rows, ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        string[] names = [.. rows.Select(r => r.Choice.File).OfType<string>().Distinct()];
        if (names.Length == 0) return rows;
        var synced = await SyncAsync(names, null, options, progress, cancel).ConfigureAwait(false);
        var status = synced.Strings("File").Zip(synced.Strings("Status").Zip(synced.Strings("Message"))).ToDictionary(s => s.First, s => s.Second.First == "COMPLETE" ? "" : s.Second.Second);
        return [.. rows.Select(r => r.Choice.File is { } file && status[file].Length > 0 ? r with { Message = status[file] } : r)];
    }
}
