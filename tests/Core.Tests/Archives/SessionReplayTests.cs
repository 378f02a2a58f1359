using HstNotebooks.Archives;
using HstNotebooks.Sky;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>A session with MAST, SDSS and Gaia is recorded, with the real catalogs of a field, and replayed without a network.</summary>
public sealed class SessionReplayTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HST_NOTEBOOKS_REPLAY", null);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_session_is_recorded_and_replayed()
    {
        var sdssTruth = Table.Read(SharedData.Path("data", "ngc6791", "sdss.cat"));
        var gaiaTruth = Table.Read(SharedData.Path("data", "ngc6791", "gaia.cat"));
        string replay = Path.Combine(folder, "replay");
        await using (var server = await ArchiveServer.StartAsync((context, asked) => AnswerAsync(context, asked, sdssTruth, gaiaTruth)))
            await SessionAsync(server.Options with { RecordFolder = replay });

        Environment.SetEnvironmentVariable("HST_NOTEBOOKS_REPLAY", replay);
        var (sdss, gaia, manifest) = await SessionAsync(null);

        var target = new SkyPosition(290.2249992, 37.8026333);
        int inCircle = Enumerable.Range(0, sdssTruth.RowCount).Count(i => new SkyPosition(sdssTruth.Doubles("ra")[i], sdssTruth.Doubles("dec")[i]).SeparationTo(target) <= 0.1);
        Assert.True(inCircle > 5000);
        Assert.Equal(inCircle, sdss.RowCount);
        Assert.Equal(gaiaTruth.RowCount, gaia.RowCount);
        Assert.Equal(gaiaTruth.Doubles("ra"), gaia.Doubles("ra"));
        Assert.False(gaia.WasCut());
        Assert.Equal(["COMPLETE", "COMPLETE", "COMPLETE"], manifest.Strings("Status"));
        // What the session writes for TweakReg reads back to the same positions.
        var catalog = Table.Read(Path.Combine(folder, "gaia.cat"));
        Assert.Equal(gaiaTruth.Doubles("dec"), catalog.Doubles("dec"));
        Assert.Equal(["ra", "dec", "phot_g_mean_mag"], catalog.Columns.Select(c => c.Name));
        Assert.Equal(["ra", "dec", "g"], Table.Read(Path.Combine(folder, "sdss.cat")).Columns.Select(c => c.Name));
    }

    // One session: a download and two queries.
    private async Task<(Table Sdss, Table Gaia, Table Manifest)> SessionAsync(ArchiveOptions? options)
    {
        var stop = TestContext.Current.CancellationToken;
        var target = new SkyPosition(290.2249992, 37.8026333);
        var observations = await Mast.QueryCriteriaAsync(new MastCriteria { ObsId = "ibwb01*", ProposalId = 12692, Filters = "F606W" }, options, cancel: stop);
        var products = Mast.FilterProducts(await Mast.GetProductListAsync(observations, options, cancel: stop), new ProductFilter { SubGroup = ["FLC"], Project = ["CALWF3"] });
        var manifest = await Mast.DownloadAsync(products, Path.Combine(folder, options is null ? "replayed" : "recorded"), DownloadLayout.Flat, options, cancel: stop);
        var sdss = await Sdss.QueryRegionAsync(target, radiusArcmin: 6, fields: ["ra", "dec", "g"], options, cancel: stop);
        sdss.Write(Path.Combine(folder, "sdss.cat"));
        var gaia = await Gaia.QueryObjectAsync(target, radiusArcmin: 6, options: options, cancel: stop);
        gaia.ToReferenceCatalog().Write(Path.Combine(folder, "gaia.cat"));
        return (sdss, gaia, manifest);
    }

    private static async Task AnswerAsync(HttpContext context, AskedRequest asked, Table sdss, Table gaia)
    {
        switch (asked.Path)
        {
            case "/portal/Mashup/Mashup.asmx/columnsconfig":
                await context.Response.WriteAsync(await File.ReadAllTextAsync(SharedData.Path("data", "services", "mast", "columnsconfig.json")));
                break;
            case "/api/v0/invoke":
                await context.Response.WriteAsync(asked.Form["request"].Contains("Products", StringComparison.Ordinal) ? Products() : """{"status": "COMPLETE", "fields": [{"name": "obsid", "type": "long"}], "data": [{"obsid": 24797441}]}""");
                break;
            case "/api/v0.1/Download/file":
                await context.Response.WriteAsync("SIMPLE  =                    T".PadRight(2880));
                break;
            case "/dr17/en/tools/search/X_Results.aspx":
                await context.Response.WriteAsync(SdssCrossMatch.Answer(asked.Body, sdss));
                break;
            case "/tap-server/tap/async":
                context.Response.StatusCode = 303;
                context.Response.Headers.Location = "/tap-server/tap/async/1712337806100O";
                break;
            case "/tap-server/tap/async/1712337806100O/phase":
                await context.Response.WriteAsync("COMPLETED");
                break;
            default:
                gaia.Write(context.Response.BodyWriter.AsStream(), TableFormat.VoTable);
                break;
        }
    }

    private static string Products()
    {
        string[] names = ["obs_collection", "obs_id", "dataURI", "productFilename", "productSubGroupDescription", "project"];
        var rows = new[] { "ibwb01xqq", "ibwb01xrq", "ibwb01xxq" }.SelectMany(o => new[] { "FLC", "RAW" }.Select(g =>
            $$"""{"obs_collection": "HST", "obs_id": "{{o}}", "dataURI": "mast:HST/product/{{o}}_{{g.ToLowerInvariant()}}.fits", "productFilename": "{{o}}_{{g.ToLowerInvariant()}}.fits", "productSubGroupDescription": "{{g}}", "project": "CALWF3", "size": 2880}"""));
        string fields = string.Join(",", names.Select(n => $$"""{"name": "{{n}}", "type": "string"}"""));
        return "{\"status\": \"COMPLETE\", \"fields\": [" + fields + ", {\"name\": \"size\", \"type\": \"int\"}], \"data\": [" + string.Join(",", rows) + "]}";
    }
}
