using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// The Gaia catalogs, by ESA's archive and, when it cannot be reached, by partner data centres (<see cref="ArchiveOptions.GaiaTapUrls"/>).
/// Safe to call from several threads.
/// </summary>
public static partial class Gaia
{
    /// <summary>The sources in a circle around a position, nearest first, with the columns that alignment needs.</summary>
    /// <param name="centre">Centre of the circle, ICRS.</param>
    /// <param name="radiusArcmin">Radius in arcminutes.</param>
    /// <param name="rowLimit">Most rows; 0 for no limit.</param>
    /// <param name="options">Servers, cache, offline work.</param>
    /// <param name="progress">Told the phase of the job.</param>
    /// <param name="cancel">Stops within a second, and the job too.</param>
    /// <exception cref="ParameterException">A radius out of range.</exception>
    /// <exception cref="ArchiveException">No service delivered, or one refused the query.</exception>
    public static Task<Table> QueryObjectAsync(SkyPosition centre, double radiusArcmin, int rowLimit = 100000, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        QueryObjectAsync(centre, new GaiaQuery { Radius = radiusArcmin / 60, RowLimit = rowLimit }, options, progress, cancel);

    /// <summary>The sources around a position, nearest first; the column dist is the distance in degrees.</summary>
    /// <param name="centre">Centre of the circle or box, ICRS.</param>
    /// <param name="query">Its size, the table and columns, the row limit.</param>
    /// <param name="options">Servers, cache, offline work.</param>
    /// <param name="progress">Told the phase of the job.</param>
    /// <param name="cancel">Stops within a second, and the job too.</param>
    /// <returns>The table. <see cref="ArchiveTables.WasCut"/> and a warning in its metadata say when it reached the row limit.</returns>
    /// <exception cref="ParameterException">No size or two of them, a size out of range, a bad name.</exception>
    /// <exception cref="ArchiveException">No service delivered, or one refused the query.</exception>
    public static Task<Table> QueryObjectAsync(SkyPosition centre, GaiaQuery query, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        RunAsync(GaiaAdql.Around(centre, query), query.Mode, query.RowLimit, Serving(options), progress, cancel);

    /// <summary>The result of a free query.</summary>
    /// <param name="adql">The query, for example <c>SELECT TOP 10 * FROM gaiadr3.gaia_source WHERE phot_g_mean_mag &lt; 5</c>.</param>
    /// <param name="mode">Whether it runs as a job or in one request.</param>
    /// <param name="options">Servers, cache, offline work.</param>
    /// <param name="progress">Told the phase of the job.</param>
    /// <param name="cancel">Stops within a second, and the job too.</param>
    /// <returns>The table; a TOP in the query counts as its row limit.</returns>
    /// <exception cref="ArchiveException">No service delivered, or one refused the query.</exception>
    public static Task<Table> QueryAsync(string adql, GaiaJobMode mode = GaiaJobMode.Asynchronous, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        string[] words = adql.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new ParameterException("the query is empty") { Parameter = "adql", Expected = "SELECT ..." };
        int top = Array.FindIndex(words, w => w.Equals("TOP", StringComparison.OrdinalIgnoreCase));
        int rowLimit = top >= 1 && top + 1 < words.Length && int.TryParse(words[top + 1], CultureInfo.InvariantCulture, out int rows) ? rows : 0;
        return RunAsync(adql, mode, rowLimit, Serving(options), progress, cancel);
    }

    /// <summary>The columns of the tables that the archive has, a row per column: schema, table, column, datatype, unit, ucd, description, flag.</summary>
    /// <param name="table">A table, for example <c>gaiadr3.gaia_source</c>; null for all tables, a long list.</param>
    /// <param name="options">Servers, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">The archive did not deliver.</exception>
    public static async Task<Table> ListColumnsAsync(string? table = null, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options = Serving(options);
        var service = options.GaiaTapUrls[0];
        string question = table is null ? "/tables" : "/tables?tables=" + FormText.Quote(table);
        var request = ArchiveRequest.Get(ArchiveService.Gaia, new Uri(service.AbsoluteUri.TrimEnd('/') + question));
        var answer = await new ArchiveQuery<Table>
        {
            Service = ArchiveService.Gaia,
            Key = request.Address.AbsoluteUri,
            Fetch = async (http, token) => (await http.DataAsync(request, token).ConfigureAwait(false)).Body,
            Parse = TapTables.Parse,
            IsWorthKeeping = columns => columns.RowCount > 0,
        }.RunAsync(options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "Gaia", service, question, "columns");
    }

    private static async Task<Table> RunAsync(string adql, GaiaJobMode mode, int rowLimit, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        Uri answered = options.GaiaTapUrls[0];
        var answer = await new ArchiveQuery<Table>
        {
            Service = ArchiveService.Gaia,
            Key = $"{options.GaiaTapUrls[0]}\n{mode}\n{adql}",
            Fetch = async (http, token) =>
            {
                (byte[] body, answered) = await FirstThatAnswersAsync(http, adql, mode, rowLimit, progress, token).ConfigureAwait(false);
                return body;
            },
            Parse = Parse,
            IsWorthKeeping = table => table.RowCount > 0,
        }.RunAsync(options, progress, cancel).ConfigureAwait(false);
        if (answered != options.GaiaTapUrls[0]) answer = answer with { Note = $"{options.GaiaTapUrls[0].Host} cannot be reached: answer of {answered.Host}" };
        var table = ResultMetadata.Attach(answer, "Gaia", answered, adql, "Gaia", rowLimit);
        if (table.Metadata.TryGetValue(ResultMetadata.Warning, out string? warning)) progress?.Report(new TaskProgress("warning", double.NaN, warning));
        return table;
    }

    private static async Task<(byte[] Body, Uri Service)> FirstThatAnswersAsync(ArchiveHttp http, string adql, GaiaJobMode mode, int rowLimit,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var services = http.Options.Offline ? http.Options.GaiaTapUrls.Take(1).ToList() : http.Options.GaiaTapUrls;
        var faults = new List<ArchiveException>();
        foreach (var service in services)
        {
            try
            {
                return (await new TapJob(http, service, progress).RunAsync(adql, mode, rowLimit, cancel).ConfigureAwait(false), service);
            }
            // What a mirror refuses (it may lack a table) is not the last word on a query that the archive itself could not be asked.
            catch (ArchiveException e) when (e.IsUnreachable || faults.Count > 0)
            {
                faults.Add(e);
                if (faults.Count < services.Count) progress?.Report(new TaskProgress("Gaia", double.NaN, $"{e.Message}; trying {services[faults.Count].Host}"));
            }
        }
        if (faults.Count == 1) throw faults[0];
        var reasons = faults.Select((f, i) => $"{services[i].Host}: {f.Message.Replace($"the Gaia archive ({services[i].Host}) ", "", StringComparison.Ordinal)}");
        throw new ArchiveException($"none of {faults.Count} Gaia services delivered ({string.Join("; ", reasons)})", faults[0]) { IsUnreachable = true, Advice = faults[0].Advice };
    }

    private static Table Parse(byte[] body)
    {
        var table = GaiaTable.Parse(body);
        if (!VoTableInfo.Read(body).Overflow) return table;
        return table.WithMetadata(new Dictionary<string, string>(table.Metadata)
        {
            [ResultMetadata.Warning] = "the result was cut by a limit of the service: there are more rows; use an asynchronous job or ask for a smaller region",
        });
    }
}
