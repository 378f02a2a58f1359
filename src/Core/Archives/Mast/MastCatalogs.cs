using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// The catalogs of sources at MAST: around a position or by criteria. The Hubble Source Catalog and Pan-STARRS serve as reference catalogs of
/// TweakReg (<see cref="ArchiveTables.ToReferenceCatalog"/>). Safe to call from several threads.
/// </summary>
/// <remarks>The requests are those of MAST's own Python client, which <c>docs/archives.md</c> says more about.</remarks>
public static class MastCatalogs
{
    private const int HscLimit = 50000;

    /// <summary>The sources of a catalog in a circle around a position.</summary>
    /// <param name="centre">Centre of the circle, ICRS.</param>
    /// <param name="radiusArcmin">Radius in arcminutes.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>The catalog's own columns. Of the Hubble Source Catalog at most 50000 rows come; <see cref="ArchiveTables.WasCut"/> tells.</returns>
    /// <exception cref="ParameterException">A position or radius out of range.</exception>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static Task<Table> QueryRegionAsync(SkyPosition centre, double radiusArcmin, MastCatalog catalog = MastCatalog.Hsc, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        var region = MastServices.Circle(centre, radiusArcmin, largestArcmin: 180);
        return catalog switch
        {
            MastCatalog.PanStarrs => PanStarrsAsync(region, options, progress, cancel),
            MastCatalog.Hsc => MastPortal.TableAsync("Mast.Hsc.Db.v3", [.. region, ("nr", HscLimit), ("ni", 1), ("magtype", 1)], null, "Hubble Source Catalog", options, progress, cancel, HscLimit),
            MastCatalog.Tic => MastPortal.TableAsync("Mast.Catalogs.TIC.Cone", region, null, "TESS input catalog", options, progress, cancel),
            _ => MastPortal.TableAsync("Mast.Catalogs.DiskDetective.Cone", region, null, "Disk Detective", options, progress, cancel),
        };
    }

    /// <summary>The sources of a catalog that satisfy criteria, also around a position.</summary>
    /// <param name="catalog">The TESS input catalog or Disk Detective; the others are asked by position only.</param>
    /// <param name="criteria">Columns and what they may be: words, or ranges of numbers; <see cref="ListColumnsAsync"/> lists them.</param>
    /// <param name="centre">Centre of a circle, ICRS; null for the whole sky.</param>
    /// <param name="radiusArcmin">Radius of the circle in arcminutes.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ParameterException">An unknown column (the nearest is named), a value of the wrong kind, or a catalog that takes no criteria.</exception>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> QueryCriteriaAsync(MastCatalog catalog, IReadOnlyDictionary<string, MastValue> criteria, SkyPosition? centre = null, double radiusArcmin = 12,
        ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        if (catalog is not (MastCatalog.Tic or MastCatalog.DiskDetective))
            throw new ParameterException($"the catalog {catalog} is asked by position only") { Parameter = "catalog", Expected = "Tic or DiskDetective" };
        if (criteria.Count == 0) throw new ParameterException("the query has no criterion") { Parameter = "criteria", Expected = "at least one column" };
        var columns = await ColumnsAsync(catalog, options, progress, cancel).ConfigureAwait(false);
        var filters = MastFilters.Build(criteria.Select(c => (c.Key, c.Value)), columns);
        var parameters = new List<(string, object?)>(centre is { } position ? MastServices.Circle(position, radiusArcmin, largestArcmin: 180) : []);
        if (catalog == MastCatalog.Tic) parameters.Add(("columns", "*"));
        parameters.Add(("filters", filters));
        string where = centre is null ? "" : ".Position";
        return catalog == MastCatalog.Tic
            ? await MastPortal.TableAsync($"Mast.Catalogs.Filtered.Tic{where}.Rows", parameters, columns, "TESS input catalog", options, progress, cancel).ConfigureAwait(false)
            : await MastPortal.TableAsync($"Mast.Catalogs.Filtered.DiskDetective{where}", parameters, columns, "Disk Detective", options, progress, cancel).ConfigureAwait(false);
    }

    /// <summary>The columns of a catalog, a row per column with its name and what MAST says of it.</summary>
    /// <param name="catalog">The catalog; the portal describes all but the Hubble Source Catalog.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> ListColumnsAsync(MastCatalog catalog, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        if (catalog == MastCatalog.PanStarrs)
        {
            var request = ArchiveRequest.Get(ArchiveService.Mast, new Uri(options.MastCatalogsUrl, "/api/v0.1/panstarrs/dr2/mean/metadata.json"));
            var answer = await MastPortal.AskAsync(request, body => MastDirectory.ServiceColumns(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
            return ResultMetadata.Attach(answer, "MAST", request.Address, "panstarrs dr2 mean", "columns of Pan-STARRS");
        }
        string id = DescriptionOf(catalog);
        var table = await MastPortal.DescriptionAsync(id, body => MastDirectory.Columns(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
        return table.WithMetadata(new Dictionary<string, string> { ["service"] = "MAST", ["query"] = id }, "columns of " + catalog);
    }

    /// <summary>The detections that belong to one source of the Hubble Source Catalog.</summary>
    /// <param name="matchId">The source, as in the column MatchID.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static Task<Table> HscMatchesAsync(long matchId, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        MastPortal.TableAsync("Mast.HscMatches.Db.v3", [("input", matchId.ToString(System.Globalization.CultureInfo.InvariantCulture))], null, "detections",
            options ?? ArchiveOptions.FromEnvironment(), progress, cancel);

    /// <summary>All spectra that the Hubble Source Catalog knows.</summary>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pages and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static Task<Table> HscSpectraAsync(ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        MastPortal.TableAsync("Mast.HscSpectra.Db.All", [], null, "spectra", options ?? ArchiveOptions.FromEnvironment(), progress, cancel);

    private static async Task<Table> PanStarrsAsync(IReadOnlyList<(string, object?)> region, ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        string query = PythonJson.Write(region);
        var request = MastServices.Json(new Uri(options.MastCatalogsUrl, "/api/v0.1/panstarrs/dr2/mean.json"), query);
        var answer = await MastPortal.AskAsync(request, body => MastTable.Parse(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "MAST", request.Address, query, "Pan-STARRS");
    }

    // The description of the columns says little of these two catalogs; which columns hold numbers is in the statistic of the whole catalog.
    private static async Task<MastColumns> ColumnsAsync(MastCatalog catalog, ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        string name = catalog == MastCatalog.Tic ? "TESS input catalog's sources" : "Disk Detective sources";
        var columns = await MastPortal.DescriptionAsync(DescriptionOf(catalog), body => MastColumns.Parse(body, name), c => c.Count > 0, options, progress, cancel).ConfigureAwait(false);
        string all = catalog == MastCatalog.Tic ? "Mast.Catalogs.All.Tic" : "Mast.Catalogs.All.DiskDetective";
        string body = "request=" + FormText.Quote(PythonJson.Write(new (string, object?)[] { ("service", all), ("params", Array.Empty<(string, object?)>()), ("format", "extjs") }));
        var statistics = await MastPortal.ReplyAsync(body, reply => MastDirectory.Statistics(reply), found => found.Count > 0, options, progress, cancel).ConfigureAwait(false);
        return columns.With(statistics.Value);
    }

    private static string DescriptionOf(MastCatalog catalog) => catalog switch
    {
        MastCatalog.Hsc => "Mast.Hsc.Db.v3",
        MastCatalog.Tic => "Mast.Catalogs.Tess.Cone",
        _ => "Mast.Catalogs.Dd.Cone",
    };
}
