using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Sky;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>
/// Every recorded reply is understood by the call of a client that asks for it: the call is made, a server on loopback answers with the file. The
/// numbers of rows and columns are those that astropy and astroquery (0.4.6, and for what is newer 0.4.12) make of the same file.
/// </summary>
public sealed class RecordedReplyInventoryTests
{
    private static readonly SkyPosition Somewhere = new(322.49324, 12.16683);

    private static readonly Dictionary<string, (string Expected, Func<ArchiveOptions, CancellationToken, Task<string>> Call)> Calls = new()
    {
        ["mast/advSearch.json"] = ("3 x 26", Query()),
        ["mast/advSearchPos.json"] = ("12 x 28", Query()),
        ["mast/caom.json"] = ("19 x 27", Query()),
        ["mast/columnsconfig.json"] = ("31 x 6", (o, c) => Size(Mast.ListColumnsAsync(o, cancel: c))),
        ["mast/countsResp.json"] = ("599", async (o, c) => (await Mast.CountAsync(new MastCriteria { ObsId = "ib*" }, o, cancel: c)).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ["mast/missions.extjs"] = ("15 x 2", (o, c) => Size(Mast.ListMissionsAsync(o, cancel: c))),
        ["mast/products.json"] = ("22 x 15", (o, c) => Size(Mast.GetProductListAsync(["1"], o, cancel: c))),
        ["mast/resolver.json"] = ("124.531756290083 -68.3129998725044", (o, c) => Position(Mast.ResolveAsync("tic 307210830", o, cancel: c))),
        ["mast/bundleResponse.json"] = ("3 COMPLETE", async (o, c) => await Bundle(o, c)),
        ["mast/mast_relative_path.json"] = ("2 x 3", (o, c) => Size(Mast.GetCloudPathsAsync(MastProductTests.Products(("mast:HST/product/a.fits", "a.fits", "A", 1)), o, cancel: c))),
        ["mast/hsc.json"] = ("28 x 45", Region(MastCatalog.Hsc)),
        ["mast/tic.json"] = ("7 x 89", Region(MastCatalog.Tic)),
        ["mast/dd.json"] = ("7 x 64", Region(MastCatalog.DiskDetective)),
        ["mast/panstarrs.json"] = ("35 x 6", Region(MastCatalog.PanStarrs)),
        ["mast/panstarrs_columns.json"] = ("124 x 4", (o, c) => Size(MastCatalogs.ListColumnsAsync(MastCatalog.PanStarrs, o, cancel: c))),
        ["mast/ticcolumns.json"] = ("88 x 6", (o, c) => Size(MastCatalogs.ListColumnsAsync(MastCatalog.Tic, o, cancel: c))),
        ["mast/ddcolumns.json"] = ("35 x 6", (o, c) => Size(MastCatalogs.ListColumnsAsync(MastCatalog.DiskDetective, o, cancel: c))),
        ["mast/ticcolumns_filtered.json"] = ("79 columns, 71 by range", (o, c) => Statistics("ticcolumns_filtered.json")),
        ["mast/ddcolumns_filtered.json"] = ("106 columns, 102 by range", (o, c) => Statistics("ddcolumns_filtered.json")),
        ["mast/matchid.json"] = ("9 x 37", (o, c) => Size(MastCatalogs.HscMatchesAsync(82371983, o, cancel: c))),
        ["mast/spectra.json"] = ("26 x 16", (o, c) => Size(MastCatalogs.HscSpectraAsync(o, cancel: c))),
        ["mast/mission_columns.json"] = ("57 x 4", (o, c) => Size(MastMissions.ListColumnsAsync("hst", o, cancel: c))),
        ["mast/mission_results.json"] = ("3 x 19", (o, c) => Size(MastMissions.QueryAsync(new MissionQuery().With("sci_instrume", "STIS"), "hst", o, cancel: c))),
        ["mast/mission_products.json"] = ("5 x 13", (o, c) => Size(MastMissions.GetProductListAsync(["Z14Z0104T"], "hst", o, cancel: c))),
        ["mast/tess_sector.json"] = ("1 x 4", (o, c) => Size(MastCutouts.GetTessSectorsAsync(Somewhere, options: o, cancel: c))),
        ["mast/zcut_survey.json"] = ("3 x 1", (o, c) => Size(MastCutouts.GetDeepSurveysAsync(Somewhere, options: o, cancel: c))),

        ["sdss/xid_im.txt"] = ("18 x 7", (o, c) => Size(Sdss.QueryRegionAsync(Somewhere, new SdssQuery { Radius = 0.01 }, o, cancel: c))),
        ["sdss/xid_sp.txt"] = ("1 x 14", (o, c) => Size(Sdss.QueryRegionAsync(Somewhere, new SdssQuery { Radius = 0.01, Spectroscopic = true }, o, cancel: c))),

        ["gaia/job_1.vot"] = ("3 x 4", Job()),
        ["gaia/job_2.vot.gz"] = ("3 x 4", Job()),
        ["gaia/launch_job.json"] = ("1 x 4", Sync()),
        ["gaia/launch_job_async.json"] = ("1 x 4", Job()),
        ["gaia/cone_search.json"] = ("50 x 153", Sync()),
        ["gaia/cone_search_async.json"] = ("50 x 153", Job()),
        ["gaia/1710099405832VAL-result.vot"] = ("2 x 152", Job()),
        ["gaia/1712337806100O-result.ecsv"] = ("5 x 153", Read("gaia/1712337806100O-result.ecsv")),
        ["gaia/gaia_dr3_source_id_5937083312263887616_dl_products_csv.zip"] = ("100 x 11, 1 x 26, 343 x 7", Load()),
        ["gaia/gaia_dr3_source_id_5937083312263887616_dl_products_ecsv.zip"] = ("100 x 11, 1 x 26, 343 x 3", Load()),
        ["gaia/gaia_dr3_source_id_5937083312263887616_dl_products_fits.zip"] = ("100 x 11, 1 x 26, 343 x 3", Load()),
        ["gaia/gaia_dr3_source_id_5937083312263887616_dl_products_vot.zip"] = ("100 x 11, 1 x 26, 343 x 3", Load()),

        ["tap/data/job_1.vot"] = ("3 x 4", (o, c) => Size(Gaia.FetchJobAsync("12345", o, cancel: c))),
        ["tap/data/jobs_list.xml"] = ("12345 COMPLETED, 77777 ERROR", (o, c) => Jobs(o, c)),
        ["tap/xmlparser/test_jobs_list.xml"] = ("1479386030738O COMPLETED, 14793860307381 ERROR", (o, c) => Jobs(o, c)),
        ["tap/xmlparser/test_jobs_async.xml"] = ("1479386030738O COMPLETED, 14793860307381 ERROR", (o, c) => Jobs(o, c)),
        ["tap/data/test_table1.xml"] = ("2 x 8", Tables()),
        ["tap/data/test_table_rename.xml"] = ("4 x 8", Tables()),
        ["tap/data/test_table_update.xml"] = ("4 x 8", Tables()),
        ["tap/data/test_tables.xml"] = ("5 x 8", Tables()),
        ["tap/xmlparser/test_tables.xml"] = ("5 x 8", Tables()),
        ["tap/xmlparser/test_tables_gaia.xml"] = ("181 x 8", Tables()),
        ["tap/xmlparser/test_job_results.xml"] = ("5 x 57", Job()),
        ["tap/xmlparser/test.json"] = ("1 x 152", Sync()),
        ["tap/xmlparser/1714556098855O-result.vot"] = ("1 x 152", Job()),
        // Formats that the archive's page offers besides; the client asks for VOTable, so these are files that a user reads.
        ["tap/xmlparser/1714556098855O-result.csv"] = ("1 x 152", Read("tap/xmlparser/1714556098855O-result.csv")),
        ["tap/xmlparser/1714556098855O-result.ecsv"] = ("1 x 152", Read("tap/xmlparser/1714556098855O-result.ecsv")),
        ["tap/xmlparser/1714556098855O-result.fits"] = ("1 x 152", Read("tap/xmlparser/1714556098855O-result.fits")),
        ["tap/data/test_upload_file/1744351221317O-result.csv"] = ("2 x 3", Read("tap/data/test_upload_file/1744351221317O-result.csv")),
        ["tap/data/test_upload_file/1744351221317O-result.ecsv"] = ("2 x 3", Read("tap/data/test_upload_file/1744351221317O-result.ecsv")),
        ["tap/data/test_upload_file/1744351221317O-result.fits"] = ("2 x 3", Read("tap/data/test_upload_file/1744351221317O-result.fits")),
        ["tap/data/test_upload_file/1744351221317O-result.json"] = ("2 x 4", Sync()),
        ["tap/data/test_upload_file/1744351221317O-result.vot"] = ("2 x 4", Job()),
        ["tap/data/test_upload_file/1744351221317O-result_plain.vot"] = ("2 x 4", Job()),

        ["crds/bestrefs.special.json"] = ("LA9K03C3Q:LA9K03C3Q has 41 keywords", Headers()),
        ["crds/bestrefs_dnr_fix.json"] = ("JA9553M3Q:JA9553M3Q has 73 keywords", Headers()),
        ["crds/bestrefs_new_error.json"] = ("JA9553M3Q:JA9553M3Q has 73 keywords", Headers()),
        ["crds/roman_server_config_example.txt"] = ("roman_0055.pmap", (o, c) => Noted(o, c)),
    };

    // The one mapping that CRDS made to be refused: it has a date that is none.
    private const string BadMapping = "hst_acs_darkfile_invalid1.rmap";

    public static TheoryData<string> Files => [.. Calls.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_recorded_file_has_a_call_that_reads_it()
    {
        string root = SharedData.Path("data", "services");
        string[] there = [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))];
        string[] mappings = [.. there.Where(f => Path.GetExtension(f) is ".pmap" or ".imap" or ".rmap")];
        Assert.Empty(there.Except(mappings).Except(Calls.Keys));
        Assert.Empty(Calls.Keys.Except(there));
        foreach (string file in mappings)
        {
            CrdsMapping Parse() => CrdsMapping.Parse(System.IO.File.ReadAllText(Path.Combine(root, file)), Path.GetFileName(file));
            if (Path.GetFileName(file) == BadMapping) Assert.Throws<ArchiveException>(Parse);
            else Assert.NotNull(Parse().Instrument ?? Parse().Name);
        }
        Assert.Equal(69, mappings.Length);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_call_gives_what_the_reply_holds(string file)
    {
        await using var server = await ArchiveServer.StartAsync((context, asked) => AnswerAsync(context, asked, file));
        var options = server.Options with { CrdsContext = "hst_0001.pmap" };
        var (expected, call) = Calls[file];
        Assert.Equal(expected, await call(options, TestContext.Current.CancellationToken));
    }

    private static string Recorded(string file) => SharedData.Path(["data", "services", .. file.Split('/')]);

    private static async Task AnswerAsync(HttpContext context, AskedRequest asked, string file)
    {
        string answer = file;
        // What the calls ask besides.
        if (asked.Path.EndsWith("columnsconfig", StringComparison.Ordinal) && !file.Contains("columns", StringComparison.Ordinal)) answer = "mast/columnsconfig.json";
        if (asked.Path.EndsWith("column_list", StringComparison.Ordinal)) answer = "mast/mission_columns.json";
        byte[] body = await System.IO.File.ReadAllBytesAsync(Recorded(answer));
        if (asked.Path.EndsWith("/tap/async", StringComparison.Ordinal) && asked.Method == "POST")
        {
            context.Response.StatusCode = 303;
            context.Response.Headers.Location = "/tap-server/tap/async/12345";
            return;
        }
        if (asked.Path.EndsWith("/phase", StringComparison.Ordinal)) body = "COMPLETED"u8.ToArray();
        if (asked.Path.StartsWith("/json/", StringComparison.Ordinal)) body = [.. "{\"error\": null, \"id\": \"1\", \"result\": "u8, .. body, .. "}"u8];
        if (asked.Path.EndsWith(".sh", StringComparison.Ordinal)) body = "#!/bin/bash\ncurl ..."u8.ToArray();
        if (file == "mast/bundleResponse.json")
            body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(body).Replace("https://mast.stsci.edu/", $"{context.Request.Scheme}://{context.Request.Host}/", StringComparison.Ordinal));
        await context.Response.Body.WriteAsync(body);
    }

    private static async Task<string> Size(Task<Table> asking) => Size(await asking);

    private static async Task<string> Position(Task<SkyPosition> asking) => FormattableString.Invariant($"{(await asking).Ra:R} {(await asking).Dec:R}");

    private static string Size(Table table) => $"{table.RowCount} x {table.Columns.Count}";

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Query() => (o, c) => Size(Mast.QueryCriteriaAsync(new MastCriteria { ObsId = "ib*" }, o, cancel: c));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Region(MastCatalog catalog) => (o, c) => Size(MastCatalogs.QueryRegionAsync(Somewhere, 1.2, catalog, o, cancel: c));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Job() => (o, c) => Size(Gaia.QueryAsync("SELECT 1", GaiaJobMode.Asynchronous, o, cancel: c));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Sync() => (o, c) => Size(Gaia.QueryAsync("SELECT 1", GaiaJobMode.Synchronous, o, cancel: c));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Tables() => (o, c) => Size(Gaia.ListColumnsAsync(null, o, cancel: c));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Load() => async (o, c) =>
        string.Join(", ", (await Gaia.LoadDataAsync([5937083312263887616], options: o, cancel: c)).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => Size(t.Value)));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Read(string file) => (_, _) => Task.FromResult(Size(Table.Read(Recorded(file))));

    private static Func<ArchiveOptions, CancellationToken, Task<string>> Headers() => async (o, c) =>
        string.Join(", ", (await Crds.GetDatasetHeadersAsync(["JA9553M3Q"], o, c)).Select(h => $"{h.Key} has {h.Value.Count} keywords"));

    private static async Task<string> Jobs(ArchiveOptions options, CancellationToken cancel)
    {
        var jobs = await Gaia.ListJobsAsync(options, cancel: cancel);
        return string.Join(", ", jobs.Strings("job_id").Zip(jobs.Strings("phase")).Select(j => $"{j.First} {j.Second}"));
    }

    private static async Task<string> Bundle(ArchiveOptions options, CancellationToken cancel)
    {
        string script = Path.Combine(options.CacheFolder, "mastDownload.sh");
        var states = await Mast.GetDownloadScriptAsync(MastProductTests.Products(("mast:HST/product/a.fits", "a.fits", "A", 1)), script, options, cancel: cancel);
        Assert.StartsWith("#!/bin/bash", await System.IO.File.ReadAllTextAsync(script, cancel));
        return $"{states.RowCount} {string.Join(" ", states.Strings("Status").Distinct())}";
    }

    private static Task<string> Statistics(string file)
    {
        var columns = MastDirectory.Statistics(System.IO.File.ReadAllBytes(Recorded("mast/" + file)));
        return Task.FromResult($"{columns.Count} columns, {columns.Count(c => c.IsRange)} by range");
    }

    // CRDS's own client keeps what its server says of itself in the cache; without a network its context is used.
    private static async Task<string> Noted(ArchiveOptions options, CancellationToken cancel)
    {
        string folder = Path.Combine(options.CacheFolder, "crds", "config", "hst");
        Directory.CreateDirectory(folder);
        System.IO.File.Copy(Recorded("crds/roman_server_config_example.txt"), Path.Combine(folder, "server_config"));
        System.IO.File.SetAttributes(Path.Combine(folder, "server_config"), FileAttributes.Normal);
        return await Crds.GetContextAsync(options with { CrdsContext = null, CrdsUrl = new Uri("http://127.0.0.1:9/"), Attempts = 1 }, cancel);
    }
}
