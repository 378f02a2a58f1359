using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// The Mikulski Archive for Space Telescopes: find observations, list their products, download them. Every method takes
/// <see cref="ArchiveOptions"/>; without them <see cref="ArchiveOptions.FromEnvironment"/> is used. Safe to call from several threads.
/// </summary>
/// <remarks>Requests follow the portal API that MAST documents (api/v0/invoke); the exact form is in facts/protocols.md, section 1.</remarks>
public static partial class Mast
{
    private const int BatchSize = 500;
    private const string CaomColumns = "Mast.Caom.Cone";

    /// <summary>The observations that satisfy all criteria, one row each, with MAST's columns.</summary>
    /// <param name="criteria">At least one column or a position.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ParameterException">An unknown column (the nearest is named) or a value of the wrong kind.</exception>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> QueryCriteriaAsync(MastCriteria criteria, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        var columns = await ColumnsAsync(options, progress, cancel).ConfigureAwait(false);
        var (service, parameters) = await RequestAsync(criteria, "*", columns, options, progress, cancel).ConfigureAwait(false);
        return await MastPortal.TableAsync(service, parameters, columns, "observations", options, progress, cancel).ConfigureAwait(false);
    }

    /// <summary>How many observations satisfy all criteria.</summary>
    /// <param name="criteria">At least one column or a position.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<long> CountAsync(MastCriteria criteria, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        var columns = await ColumnsAsync(options, progress, cancel).ConfigureAwait(false);
        var (service, parameters) = await RequestAsync(criteria, "COUNT_BIG(*)", columns, options, progress, cancel).ConfigureAwait(false);
        var table = await MastPortal.TableAsync(service, parameters, null, "count", options, progress, cancel).ConfigureAwait(false);
        if (table.RowCount == 1 && table.Columns.Count > 0 && long.TryParse(table.Strings(table.Columns[0].Name)[0], System.Globalization.CultureInfo.InvariantCulture, out long count))
            return count;
        throw new ArchiveException("MAST sent something else than a count") { Advice = "try again later" };
    }

    /// <summary>The data products of observations, one row each.</summary>
    /// <param name="observations">A result of <see cref="QueryCriteriaAsync"/>; its column obsid is used.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static Task<Table> GetProductListAsync(Table observations, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        GetProductListAsync(observations.Strings("obsid"), options, progress, cancel);

    /// <summary>The data products of observations, one row each.</summary>
    /// <param name="obsIds">MAST's own numbers of observations (column obsid, not obs_id); asked 500 at a time.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> GetProductListAsync(IReadOnlyList<string> obsIds, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string[] ids = [.. obsIds.Where(id => !string.IsNullOrWhiteSpace(id)).Distinct()];
        if (ids.Length == 0) throw new ParameterException("there are no observations to list products of") { Parameter = "obsid", Expected = "at least one observation" };
        if (Array.Find(ids, id => !id.All(char.IsAsciiDigit)) is { } odd)
            throw new ParameterException($"'{odd}' is no observation number") { Parameter = "obsid", Expected = "a whole number, as in the column obsid of the observations" };
        var batches = new List<Table>();
        foreach (string[] batch in ids.Chunk(BatchSize))
        {
            (string, object?)[] parameters = [("obsid", string.Join(",", batch))];
            batches.Add(await MastPortal.TableAsync("Mast.Caom.Products", parameters, null, "products", options, progress, cancel).ConfigureAwait(false));
        }
        return batches.Count == 1 ? batches[0] : TableStack.Rows(batches);
    }

    /// <summary>The products that pass a filter.</summary>
    /// <exception cref="ParameterException">An unknown column or a bad condition.</exception>
    public static Table FilterProducts(Table products, ProductFilter filter) => filter.Apply(products);

    /// <summary>
    /// Downloads products, several at a time, each under its own name only when it is complete. A file that is there with the right size is
    /// not asked for again; an interrupted download continues where it stopped.
    /// </summary>
    /// <param name="products">A table of products; rows with the same dataURI are downloaded once.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="layout">Folders as MAST's own client makes them, or none.</param>
    /// <param name="options">Server, number of parallel downloads, retries.</param>
    /// <param name="progress">Told the bytes.</param>
    /// <param name="cancel">Stops within a second; partial files stay and are continued by the next call.</param>
    /// <returns>A row per product: Local Path, Status (COMPLETE, SKIPPED, ERROR), Message, URL, Received.</returns>
    /// <exception cref="ArchiveException">The disk is full. Other faults are rows of the result.</exception>
    public static Task<Table> DownloadAsync(Table products, string folder = ".", DownloadLayout layout = DownloadLayout.ByObservation,
        ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        ProductDownload.RunAsync(products, folder, layout, options ?? ArchiveOptions.FromEnvironment(), progress, cancel);

    /// <summary>Where an object is, by its name.</summary>
    /// <param name="name">For example <c>NGC 6791</c>.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">The name is not known, or MAST did not deliver.</exception>
    public static async Task<SkyPosition> ResolveAsync(string name, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string body = "request=" + FormText.Quote(PythonJson.Write(new (string, object?)[]
        { ("service", "Mast.Name.Lookup"), ("params", new (string, object?)[] { ("input", name), ("format", "json") }) }));
        var answer = await MastPortal.ReplyAsync(body, MastNames.Parse, position => position is not null, options, progress, cancel).ConfigureAwait(false);
        return answer.Value ?? throw new ArchiveException($"no object is known as '{name}'") { Advice = "check the spelling, or give the position" };
    }

    /// <summary>The columns that <see cref="QueryCriteriaAsync"/> can be asked for: name, label, data type, unit, description, example.</summary>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> ListColumnsAsync(ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        (await MastPortal.DescriptionAsync(CaomColumns, body => MastDirectory.Columns(body), table => table.RowCount > 0, options ?? ArchiveOptions.FromEnvironment(), progress, cancel).ConfigureAwait(false))
        .WithMetadata(new Dictionary<string, string> { ["service"] = "MAST" }, "columns of observations");

    /// <summary>The missions whose data MAST has, with the number of their observations.</summary>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> ListMissionsAsync(ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string body = MastInvoke.Body("Mast.Caom.All", [], page: 1, format: "extjs");
        var answer = await MastPortal.ReplyAsync(body, reply => MastDirectory.Missions(reply), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "MAST", options.MastUrl, "Mast.Caom.All", "missions");
    }

    private static async Task<(string Service, IReadOnlyList<(string, object?)> Parameters)> RequestAsync(MastCriteria criteria, string wanted,
        MastColumns columns, ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        if (criteria is { Position: not null, ObjectName: not null })
            throw new ParameterException("a position and an object name are both given") { Parameter = "objectname", Expected = "one of them" };
        var filters = MastFilters.Build(criteria, columns);
        var centre = criteria.ObjectName is { } name ? await ResolveAsync(name, options, progress, cancel).ConfigureAwait(false) : criteria.Position;
        if (centre is not { } position) return ("Mast.Caom.Filtered", [("columns", wanted), ("filters", filters)]);
        if (criteria.Radius is not (> 0 and <= 180))
            throw new ParameterException($"the radius {PythonJson.Number(criteria.Radius)} is outside its range") { Parameter = "radius", Expected = "degrees, above 0 and up to 180" };
        string region = $"{PythonJson.Number(position.Ra)}, {PythonJson.Number(position.Dec)}, {PythonJson.Number(criteria.Radius)}";
        return ("Mast.Caom.Filtered.Position", [("columns", wanted), ("filters", filters), ("position", region)]);
    }

    private static Task<MastColumns> ColumnsAsync(ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel) =>
        MastPortal.DescriptionAsync(CaomColumns, body => MastColumns.Parse(body), columns => columns.Count > 0, options, progress, cancel);
}
