using System.IO.Compression;
using System.Text;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>What the Gaia archive is sent, to the byte, and how its jobs are followed.</summary>
public sealed class GaiaTests
{
    private const string Adql = "SELECT TOP 50 ra, dec, phot_g_mean_mag, DISTANCE(POINT('ICRS', ra, dec), POINT('ICRS', 290.22000000000003, 37.80000000000000)) AS dist "
        + "FROM gaiadr3.gaia_source WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', 290.22000000000003, 37.80000000000000, 0.10000000000000)) ORDER BY dist ASC";

    private static readonly SkyPosition Cluster = new(290.22, 37.8);

    private static readonly GaiaQuery Small = new() { Radius = 0.1, RowLimit = 50, Columns = ["ra", "dec", "phot_g_mean_mag"] };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static byte[] Result => File.ReadAllBytes(SharedData.Path("data", "services", "gaia", "job_1.vot"));

    /// <summary>A TAP service whose job passes through the given phases.</summary>
    private static Task<ArchiveServer> TapAsync(params string[] phases)
    {
        int at = -1;
        return ArchiveServer.StartAsync(async (context, asked) =>
        {
            switch (asked.Method + " " + asked.Path)
            {
                case "POST /tap-server/tap/async":
                    context.Response.StatusCode = 303;
                    context.Response.Headers.Location = "/tap-server/tap/async/1479386030738O";
                    break;
                case "GET /tap-server/tap/async/1479386030738O/phase":
                    await context.Response.WriteAsync(phases[Math.Min(++at, phases.Length - 1)] + "\n");
                    break;
                case "POST /tap-server/tap/async/1479386030738O/phase":
                    context.Response.StatusCode = 303;
                    context.Response.Headers.Location = "/tap-server/tap/async/1479386030738O";
                    break;
                case "GET /tap-server/tap/async/1479386030738O/results/result":
                    context.Response.Redirect("/tap-server/tap/files/result.gz");
                    break;
                case "GET /tap-server/tap/async/1479386030738O/error":
                    await context.Response.WriteAsync("""<VOTABLE version="1.3"><RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">Column "raa" not found in gaiadr3.gaia_source</INFO></RESOURCE></VOTABLE>""");
                    break;
                case "GET /tap-server/tap/files/result.gz":
                    await using (var gzip = new GZipStream(context.Response.Body, CompressionMode.Compress)) await gzip.WriteAsync(Result);
                    break;
                case "POST /tap-server/tap/sync":
                    await context.Response.Body.WriteAsync(Result);
                    break;
                default:
                    context.Response.StatusCode = 404;
                    break;
            }
        });
    }

    [Fact]
    public async Task A_job_is_created_watched_and_fetched_step_by_step()
    {
        await using var server = await TapAsync("QUEUED", "EXECUTING", "EXECUTING", "COMPLETED");
        var table = await Gaia.QueryObjectAsync(Cluster, Small, server.Options, cancel: Stop);
        const string job = "/tap-server/tap/async/1479386030738O";
        Assert.Equal(["POST /tap-server/tap/async", $"GET {job}/phase", $"GET {job}/phase", $"GET {job}/phase", $"GET {job}/phase", $"GET {job}/results/result", "GET /tap-server/tap/files/result.gz"],
            server.Asked.Select(a => $"{a.Method} {a.Target}"));
        var created = server.Asked.First();
        Assert.Equal("application/x-www-form-urlencoded", created.Headers["Content-Type"]);
        Assert.StartsWith("REQUEST=doQuery&LANG=ADQL&FORMAT=votable_gzip&tapclient=hst-notebooks&QUERY=SELECT+TOP+50+ra%2C+dec%2C+phot_g_mean_mag%2C+DISTANCE%28POINT%28%27ICRS%27", created.Body);
        Assert.EndsWith("&PHASE=RUN", created.Body);
        Assert.Equal(Adql, created.Form["QUERY"]);
        Assert.Equal([1.0, 3.0, 5.0], table.Doubles("alpha"));
        Assert.Equal("50", table.Metadata["row_limit"]);
        Assert.Equal(Adql, table.Metadata["query"]);
        Assert.False(table.WasCut());
    }

    [Fact]
    public async Task A_synchronous_query_is_one_request()
    {
        await using var server = await TapAsync();
        await Gaia.QueryObjectAsync(Cluster, Small with { Mode = GaiaJobMode.Synchronous }, server.Options, cancel: Stop);
        var asked = server.Asked.Single();
        Assert.Equal("POST /tap-server/tap/sync", $"{asked.Method} {asked.Target}");
        Assert.DoesNotContain("PHASE", asked.Body);
        Assert.Equal(Adql, asked.Form["QUERY"]);
    }

    [Fact]
    public void A_box_puts_the_distance_first() =>
        Assert.Equal("SELECT DISTANCE(POINT('ICRS', ra, dec), POINT('ICRS', 290.22000000000003, 37.80000000000000)) AS dist, * FROM gaiadr2.gaia_source WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), "
            + "BOX('ICRS', 290.22000000000003, 37.80000000000000, 0.20000000000000, 0.10000000000000)) ORDER BY dist ASC",
            GaiaAdql.Around(Cluster, new GaiaQuery { Width = 0.2, Height = 0.1, Table = "gaiadr2.gaia_source", Columns = ["*"], RowLimit = 0 }));

    [Fact]
    public async Task A_job_that_is_still_pending_is_started()
    {
        await using var server = await TapAsync("PENDING", "EXECUTING", "COMPLETED");
        await Gaia.QueryAsync("SELECT 1", options: server.Options, cancel: Stop);
        Assert.Equal("PHASE=RUN", server.Asked.Single(a => a is { Method: "POST", Path: "/tap-server/tap/async/1479386030738O/phase" }).Body);
    }

    [Fact]
    public async Task A_failed_job_is_reported_in_the_words_of_the_service()
    {
        await using var server = await TapAsync("EXECUTING", "ERROR");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELECT raa FROM gaiadr3.gaia_source", options: server.Options, cancel: Stop));
        Assert.Contains("refused the query: Column \"raa\" not found in gaiadr3.gaia_source", fault.Message);
        Assert.Equal(0, new ArchiveCache(server.Options).Count);
    }

    [Fact]
    public async Task An_aborted_job_is_reported()
    {
        await using var server = await TapAsync("EXECUTING", "ABORTED");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELECT 1", options: server.Options, cancel: Stop));
        Assert.Contains("aborted the job", fault.Message);
    }

    [Fact]
    public async Task A_refusal_with_status_200_is_no_empty_table()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(
            """<?xml version="1.0"?><VOTABLE><RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">Cannot parse query</INFO></RESOURCE></VOTABLE>"""));
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELEC 1", GaiaJobMode.Synchronous, server.Options, cancel: Stop));
        Assert.Contains("refused the query: Cannot parse query", fault.Message);
        fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELEC 1", options: server.Options, cancel: Stop));
        Assert.Contains("refused the query: Cannot parse query", fault.Message);
    }

    [Fact]
    public async Task When_the_archive_is_down_the_mirrors_are_asked_in_order_and_it_is_said()
    {
        await using var down = await ArchiveServer.StartAsync((context, _) => { context.Response.StatusCode = 503; return Task.CompletedTask; });
        await using var mirror = await TapAsync("COMPLETED");
        var options = mirror.Options with { GaiaTapUrls = [new Uri(down.Address, "/tap-server/tap"), new Uri("http://127.0.0.1:1/tap"), mirror.Options.GaiaTapUrls[0]], Attempts = 2 };
        var table = await Gaia.QueryAsync("SELECT 1", options: options, cancel: Stop);
        Assert.Equal(3, table.RowCount);
        Assert.Contains("cannot be reached: answer of", table.Metadata["source"]);
        Assert.Equal(mirror.Options.GaiaTapUrls[0].AbsoluteUri, table.Metadata["address"]);
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELECT 2", options: options with { GaiaTapUrls = [options.GaiaTapUrls[0], options.GaiaTapUrls[1]] }, cancel: Stop));
        Assert.Contains("none of 2 Gaia services delivered", fault.Message);
    }

    [Fact]
    public async Task A_mirror_is_asked_in_the_words_of_the_standard_and_told_the_row_limit()
    {
        await using var down = await ArchiveServer.StartAsync((context, _) => { context.Response.StatusCode = 503; return Task.CompletedTask; });
        await using var mirror = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(Result));
        var options = mirror.Options with { GaiaTapUrls = [new Uri(down.Address, "/tap-server/tap"), new Uri(mirror.Address, "/tap")], Attempts = 1 };
        await Gaia.QueryObjectAsync(Cluster, Small with { Mode = GaiaJobMode.Synchronous }, options, cancel: Stop);
        Assert.StartsWith("REQUEST=doQuery&LANG=ADQL&FORMAT=votable_gzip&tapclient=hst-notebooks&QUERY=", down.Asked.Single().Body);
        var asked = mirror.Asked.Single();
        Assert.Equal("/tap/sync", asked.Target);
        Assert.Equal(("votable", "votable", "50", Adql), (asked.Form["FORMAT"], asked.Form["RESPONSEFORMAT"], asked.Form["MAXREC"], asked.Form["QUERY"]));
    }

    [Fact]
    public async Task A_mirror_that_lacks_a_table_does_not_end_the_search()
    {
        await using var down = await ArchiveServer.StartAsync((context, _) => { context.Response.StatusCode = 503; return Task.CompletedTask; });
        await using var poor = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(
            """<VOTABLE version="1.3"><RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">Table gaiadr3.x is not found</INFO></RESOURCE></VOTABLE>"""));
        await using var mirror = await TapAsync();
        var options = mirror.Options with { GaiaTapUrls = [new Uri(down.Address, "/tap-server/tap"), new Uri(poor.Address, "/tap"), mirror.Options.GaiaTapUrls[0]], Attempts = 1 };
        Assert.Equal(3, (await Gaia.QueryAsync("SELECT 1", GaiaJobMode.Synchronous, options, cancel: Stop)).RowCount);
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELECT 2", GaiaJobMode.Synchronous, options with { GaiaTapUrls = [.. options.GaiaTapUrls.Take(2)] }, cancel: Stop));
        Assert.Contains("is not available now (503)", fault.Message);
        Assert.Contains("Table gaiadr3.x is not found", fault.Message);
    }

    [Theory]
    [InlineData("http://gaia.example.org/tap/async/1", "https://gaia.example.org/tap/async/1")]
    [InlineData("/tap/async/1", "https://gaia.example.org/tap/async/1")]
    [InlineData("http://elsewhere.example.org/tap/async/1", "http://elsewhere.example.org/tap/async/1")]
    [InlineData("http://gaia.example.org:8080/tap/async/1", "http://gaia.example.org:8080/tap/async/1")]
    public void A_service_that_names_itself_without_encryption_is_asked_with_it(string location, string target) =>
        Assert.Equal(target, ArchiveHttp.Target(new Uri("https://gaia.example.org/tap/async"), new Uri(location, UriKind.RelativeOrAbsolute)).AbsoluteUri);

    [Fact]
    public async Task A_result_at_the_row_limit_warns_loudly()
    {
        await using var server = await TapAsync("COMPLETED");
        var said = new List<TaskProgress>();
        var table = await Gaia.QueryObjectAsync(Cluster, Small with { RowLimit = 3 }, server.Options, new Listener(said), Stop);
        Assert.True(table.WasCut());
        Assert.Contains("cut at the row limit of 3", table.Warning());
        Assert.Contains(said, p => p.Step == "warning" && p.Detail.Contains("row limit of 3", StringComparison.Ordinal));
        Assert.True((await Gaia.QueryAsync("select top 3 * from x", options: server.Options, cancel: Stop)).WasCut());
    }

    [Fact]
    public async Task A_limit_of_the_service_itself_warns_too()
    {
        string cut = Encoding.UTF8.GetString(Result).Replace("</TABLE>", "</TABLE><INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/>", StringComparison.Ordinal);
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(cut));
        Assert.True((await Gaia.QueryAsync("SELECT 1", GaiaJobMode.Synchronous, server.Options, cancel: Stop)).WasCut());
    }

    [Fact]
    public async Task Cancelling_aborts_the_job_within_a_second()
    {
        await using var server = await TapAsync("EXECUTING");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gaia.QueryAsync("SELECT 1", options: server.Options, cancel: cancel.Token));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.3));
        Assert.Equal("PHASE=ABORT", server.Asked.Last(a => a.Method == "POST").Body);
    }

    [Fact]
    public async Task An_answer_that_refers_to_a_file_on_this_machine_does_not_read_it()
    {
        string secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "very-secret-word", Stop);
        string hostile = $"""<?xml version="1.0"?><!DOCTYPE VOTABLE [<!ENTITY x SYSTEM "file://{secret}">]><VOTABLE><RESOURCE><INFO name="QUERY_STATUS" value="ERROR">&x;</INFO></RESOURCE></VOTABLE>""";
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(hostile));
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Gaia.QueryAsync("SELECT 1", GaiaJobMode.Synchronous, server.Options, cancel: Stop));
        Assert.DoesNotContain("very-secret-word", fault.ToString());
        File.Delete(secret);
    }

    [Fact]
    public void A_result_goes_straight_into_a_reference_catalog()
    {
        var table = new Table([new TableColumn<long>("source_id", [1, 2, 3]), new TableColumn<double>("ra", [1.5, double.NaN, 3.5], "deg"), new TableColumn<double>("dec", [4.5, 5.5, 6.5], "deg"),
            new TableColumn<float>("phot_g_mean_mag", [17, 18, 19], "mag"), new TableColumn<double>("pmra", [1, 2, 3], "mas.yr**-1"), new TableColumn<double>("ref_epoch", [2016, 2016, 2016], "yr")]);
        var catalog = table.ToReferenceCatalog();
        Assert.Equal(["ra", "dec", "phot_g_mean_mag", "pmra", "ref_epoch", "source_id"], catalog.Columns.Select(c => c.Name));
        Assert.Equal([1.5, 3.5], catalog.Doubles("ra"));
        Assert.Throws<TableException>(() => table.Select("ra").ToReferenceCatalog());
    }

    [Fact]
    public void TweakReg_reads_the_reference_catalog_with_its_proper_motions()
    {
        string path = Path.Combine(Path.GetTempPath(), $"gaia-{Guid.NewGuid():N}.cat");
        var table = new Table([new TableColumn<double>("dec", [4.5, 6.5]), new TableColumn<double>("ra", [1.5, 3.5]), new TableColumn<float>("phot_g_mean_mag", [17.25f, 19.5f]),
            new TableColumn<double>("pmra", [1.5, 0], null, null, [false, true]), new TableColumn<double>("pmdec", [-2.5, 0], null, null, [false, true]), new TableColumn<double>("ref_epoch", [2016, 2016])]);
        table.ToReferenceCatalog().Write(path);
        var catalog = HstNotebooks.Alignment.ReferenceCatalogReader.Read(new() { RefCat = path, RFluxCol = "3", ProperMotion = true }, null!);
        Assert.Equal([1.5, 3.5], catalog.Ra);
        Assert.Equal([4.5, 6.5], catalog.Dec);
        Assert.Equal([17.25, 19.5], catalog.Flux);
        Assert.Equal([1.5, double.NaN], catalog.Motions!.PmRa);
        Assert.Equal([-2.5, double.NaN], catalog.Motions.PmDec);
        File.Delete(path);
    }

    private sealed class Listener(List<TaskProgress> said) : IProgress<TaskProgress>
    {
        public void Report(TaskProgress value) { lock (said) said.Add(value); }
    }
}
