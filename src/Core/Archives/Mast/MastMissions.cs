using HstNotebooks.Errors;
using HstNotebooks.Parameters;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// MAST's search of one mission with the columns of that mission: for HST whatever the proposal and the exposure say, where
/// <see cref="Mast"/> has what all missions have in common. Safe to call from several threads.
/// </summary>
public static class MastMissions
{
    private const int BatchSize = 1000;

    /// <summary>The data sets that satisfy a query.</summary>
    /// <param name="query">Position, conditions, columns.</param>
    /// <param name="mission">The mission, for example <c>hst</c>, <c>jwst</c>, <c>iue</c>.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ParameterException">An unknown column (the nearest is named), or a radius out of range.</exception>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> QueryAsync(MissionQuery query, string mission = "hst", ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        if (query.RowLimit <= 0) throw new ParameterException($"the row limit {query.RowLimit} is none") { Parameter = "RowLimit", Expected = "a whole number above 0" };
        var columns = await ListColumnsAsync(mission, options, progress, cancel).ConfigureAwait(false);
        string[] names = columns.Strings("name");
        foreach (string name in query.Conditions.Select(c => c.Column).Concat(query.Columns))
            if (!names.Contains(name, StringComparer.Ordinal)) throw Unknown(name, names, mission);
        var fields = new List<(string, object?)> { ("limit", query.RowLimit), ("offset", 0), ("select_cols", query.Columns.Count == 0 ? null : query.Columns) };
        if (query.Position is { } position)
        {
            MastServices.Circle(position, query.RadiusArcmin, largestArcmin: 30);
            fields.Add(("target", new[] { $"{PythonJson.Number(position.Ra)} {PythonJson.Number(position.Dec)}" }));
            fields.Add(("radius", Math.Round(query.RadiusArcmin * 60, 10)));
            fields.Add(("radius_units", "arcseconds"));
        }
        fields.Add(("conditions", query.Conditions.Select(c => new (string, object?)[] { (c.Column, c.Condition) }).ToArray()));
        string json = PythonJson.Write(fields);
        var request = MastServices.Json(Address(options, mission, "search"), json);
        var answer = await MastPortal.AskAsync(request, body => MastTable.Parse(body, MastColumns.Of(columns, "data sets")), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "MAST", request.Address, json, mission, query.RowLimit);
    }

    /// <summary>The files of data sets, one row each.</summary>
    /// <param name="datasets">Names as in the column sci_data_set_name; asked 1000 at a time.</param>
    /// <param name="mission">The mission.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> GetProductListAsync(IReadOnlyList<string> datasets, string mission = "hst", ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string[] names = [.. datasets.Select(d => d.Trim()).Where(d => d.Length > 0).Distinct()];
        if (names.Length == 0) throw new ParameterException("there are no data sets to list products of") { Parameter = "datasets", Expected = "at least one name" };
        var batches = new List<Table>();
        foreach (string[] batch in names.Chunk(BatchSize))
        {
            string json = PythonJson.Write(new (string, object?)[] { ("dataset_ids", batch) });
            var request = MastServices.Json(Address(options, mission, "post_list_products"), json);
            var answer = await MastPortal.AskAsync(request, body => MastTable.Parse(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
            batches.Add(ResultMetadata.Attach(answer, "MAST", request.Address, json, "products"));
        }
        return batches.Count == 1 ? batches[0] : TableStack.Rows(batches);
    }

    /// <summary>The columns of a mission: name, data_type, unit, description.</summary>
    /// <param name="mission">The mission.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> ListColumnsAsync(string mission = "hst", ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        var request = ArchiveRequest.Get(ArchiveService.Mast, new Uri(options.MastUrl, "/search/util/api/v0.1/column_list?mission=" + FormText.Quote(Checked(mission))));
        var answer = await MastPortal.AskAsync(request, body => MastDirectory.ServiceColumns(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "MAST", request.Address, mission, $"columns of {mission}");
    }

    private static Uri Address(ArchiveOptions options, string mission, string what) => new(options.MastUrl, $"/search/{Checked(mission)}/api/v0.1/{what}");

    private static string Checked(string mission) => mission.Length > 0 && mission.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? mission.ToLowerInvariant()
        : throw new ParameterException($"'{mission}' is no name of a mission") { Parameter = "mission", Expected = "for example hst or jwst" };

    private static ParameterException Unknown(string name, string[] names, string mission) => new($"the search of {mission} has no column '{name}'")
    {
        Parameter = name,
        Advice = NearestName.Of(name, names) is { } nearest ? $"did you mean {nearest}?" : "MastMissions.ListColumnsAsync lists the columns",
    };
}
