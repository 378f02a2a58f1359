using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>The catalogs of the Sloan Digital Sky Survey, by its SkyServer. Safe to call from several threads.</summary>
public static class Sdss
{
    private const double TileRadius = 3.0 / 60;
    private const double LargestRadius = 1.5;
    private const int TilesPerUpload = 25;

    /// <summary>The objects in a circle around a position, by its radius in arcminutes.</summary>
    /// <param name="centre">Centre of the circle, ICRS.</param>
    /// <param name="radiusArcmin">Radius in arcminutes; above 3 the circle is tiled.</param>
    /// <param name="fields">Columns of PhotoObjAll; null for ra, dec, objid, run, rerun, camcol, field.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about tiles and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ParameterException">A radius out of range, or a bad column name.</exception>
    /// <exception cref="ArchiveException">SDSS did not deliver, or refused the query.</exception>
    public static Task<Table> QueryRegionAsync(SkyPosition centre, double radiusArcmin, IReadOnlyList<string>? fields = null, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        QueryRegionAsync(centre, new SdssQuery { Radius = radiusArcmin / 60, Fields = fields ?? [] }, options, progress, cancel);

    /// <summary>The objects around a position. No object is no error: the table is empty then.</summary>
    /// <param name="centre">Centre of the circle or box, ICRS.</param>
    /// <param name="query">Its size, the columns, the data release.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about tiles and pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ParameterException">No size or two of them, a size out of range, or a bad column name.</exception>
    /// <exception cref="ArchiveException">SDSS did not deliver, or refused the query.</exception>
    public static async Task<Table> QueryRegionAsync(SkyPosition centre, SdssQuery query, ArchiveOptions? options = null,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        Validate(centre, query);
        if (query.Width is { } width) return await BoxAsync(centre, query, width, options, progress, cancel).ConfigureAwait(false);
        double radius = query.Radius!.Value;
        if (radius <= TileRadius)
        {
            string sql = SdssSql.ForUpload(SdssSql.Columns(query, forTiles: false), query.Spectroscopic);
            var table = await UploadAsync([centre], radius, sql, query.DataRelease, options, progress, cancel).ConfigureAwait(false);
            return table.WithMetadata(new Dictionary<string, string>(table.Metadata) { ["query"] = Circle(sql, centre, radius) });
        }
        return await TiledAsync(centre, query, radius, options, progress, cancel).ConfigureAwait(false);
    }

    private static async Task<Table> TiledAsync(SkyPosition centre, SdssQuery query, double radius, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var wanted = SdssSql.Columns(query, forTiles: false);
        var columns = SdssSql.Columns(query, forTiles: true);
        string sql = SdssSql.ForUpload(columns, query.Spectroscopic);
        var tiles = SkyTiles.Cover(centre, radius, TileRadius);
        var parts = new List<Table>();
        foreach (var batch in tiles.Chunk(TilesPerUpload))
        {
            parts.Add(await UploadAsync(batch, TileRadius, sql, query.DataRelease, options, progress, cancel).ConfigureAwait(false));
            progress?.Report(new TaskProgress("SDSS", Math.Min(1, (double)parts.Count * TilesPerUpload / tiles.Count), $"{parts.Sum(p => p.RowCount)} rows"));
        }
        var all = TableStack.Rows(parts);
        var table = all.Take(InCircleOnce(all, centre, radius)).Select([.. all.Columns.Take(wanted.Count).Select(c => c.Name)]);
        var metadata = new Dictionary<string, string>(all.Metadata)
        {
            ["query"] = Circle(sql, centre, radius),
            ["tiles"] = tiles.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return table.WithMetadata(metadata);
    }

    // The circle travels beside the SQL, so it is named with it.
    private static string Circle(string sql, SkyPosition centre, double radius) =>
        $"{sql} within {PythonJson.Number(Math.Round(radius * 60, 10))} arcmin of {PythonJson.Number(centre.Ra)} {PythonJson.Number(centre.Dec)}";

    private static List<int> InCircleOnce(Table table, SkyPosition centre, double radius)
    {
        double[] ra = table.Doubles("ra"), dec = table.Doubles("dec");
        string[] ids = table.Strings("objid");
        string[] spectra = table.Find("specobjid") is null ? [] : table.Strings("specobjid");
        var seen = new HashSet<(string, string)>();
        var rows = new List<int>();
        for (int i = 0; i < ra.Length; i++)
            if (new SkyPosition(ra[i], dec[i]).SeparationTo(centre) <= radius && seen.Add((ids[i], spectra.Length > 0 ? spectra[i] : ""))) rows.Add(i);
        return rows;
    }

    private static Task<Table> UploadAsync(IReadOnlyList<SkyPosition> positions, double radius, string sql, int dataRelease, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var form = SdssSql.UploadForm(positions, Math.Round(radius * 60, 10), sql, dataRelease);
        var address = new Uri(options.SdssUrl, SdssSql.Page(dataRelease, upload: true));
        return AskAsync(ArchiveRequest.Post(ArchiveService.Sdss, address, form.ContentType, form.Body), sql, options, progress, cancel);
    }

    private static Task<Table> BoxAsync(SkyPosition centre, SdssQuery query, double width, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        string sql = SdssSql.ForBox(SdssSql.Columns(query, forTiles: false), query.Spectroscopic, centre, width, query.Height ?? width);
        string form = query.DataRelease > 11 ? FormText.Form(("cmd", sql), ("format", "csv"), ("searchtool", "SQL")) : FormText.Form(("cmd", sql), ("format", "csv"));
        var address = new Uri(options.SdssUrl, SdssSql.Page(query.DataRelease, upload: false) + "?" + form);
        return AskAsync(ArchiveRequest.Get(ArchiveService.Sdss, address), sql, options, progress, cancel);
    }

    private static async Task<Table> AskAsync(ArchiveRequest request, string sql, ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var answer = await new ArchiveQuery<Table>
        {
            Service = ArchiveService.Sdss,
            Key = $"{request.Address}\n{RecordedExchange.TextOf(request.Body)}",
            Fetch = async (http, token) => (await http.SendAsync(request, token).ConfigureAwait(false)).Body,
            Parse = body => SdssTable.Parse(body),
            IsWorthKeeping = table => table.RowCount > 0,
        }.RunAsync(options, progress, cancel).ConfigureAwait(false);
        return ResultMetadata.Attach(answer, "SDSS", request.Address, sql, "SDSS");
    }

    private static void Validate(SkyPosition centre, SdssQuery query)
    {
        if (!(centre.Ra is >= 0 and <= 360 && centre.Dec is >= -90 and <= 90))
            throw new ParameterException($"the position {centre} is not on the sky") { Parameter = "position", Expected = "right ascension 0 to 360, declination -90 to 90 degrees" };
        if (query.Radius is null == query.Width is null)
            throw new ParameterException("an SDSS query needs either a radius or a width") { Parameter = "radius", Expected = "one of them, for example a radius of 0.1 degrees" };
        if (query.Radius is { } radius && !(radius is > 0 and <= LargestRadius))
            throw new ParameterException($"the radius {PythonJson.Number(radius)} is outside its range")
            { Parameter = "radius", Expected = $"degrees, above 0 and up to {PythonJson.Number(LargestRadius)}", Advice = "ask for a box (width, height) when the region is larger" };
        if (query.Width is not null && !(query.Width is > 0 and <= 360 && (query.Height ?? query.Width) is > 0 and <= 180))
            throw new ParameterException("the box is outside its range") { Parameter = "width", Expected = "degrees, above 0" };
        if (query.DataRelease is < 8 or > 99)
            throw new ParameterException($"there is no SDSS data release {query.DataRelease}") { Parameter = "data_release", Expected = "8 or later" };
    }
}
