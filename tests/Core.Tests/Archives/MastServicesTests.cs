using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Sky;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>
/// What MAST's catalogs, missions, cutouts and delivery services are sent, to the byte: the requests were taken from astroquery 0.4.12 with the same
/// arguments, without its random cacheBreaker and the field use_json.
/// </summary>
public sealed class MastServicesTests : IDisposable
{
    private static readonly SkyPosition M15 = new(322.49324, 12.16683);

    private readonly string folder = Checkout.NewScratchFolder();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<ArchiveServer> ServerAsync() => ArchiveServer.StartAsync(async (context, asked) =>
    {
        string service = asked.Path.EndsWith("invoke", StringComparison.Ordinal) ? asked.Form["request"] : asked.Target + asked.Body;
        string file = service switch
        {
            _ when service.Contains("Tess.Cone", StringComparison.Ordinal) => "ticcolumns.json",
            _ when service.Contains("Dd.Cone", StringComparison.Ordinal) => "ddcolumns.json",
            _ when service.Contains("All.Tic", StringComparison.Ordinal) => "ticcolumns_filtered.json",
            _ when service.Contains("All.DiskDetective", StringComparison.Ordinal) => "ddcolumns_filtered.json",
            _ when service.Contains("Bundle", StringComparison.Ordinal) => "bundleResponse.json",
            _ when service.Contains("column_list", StringComparison.Ordinal) => "mission_columns.json",
            _ when service.Contains("list_products", StringComparison.Ordinal) => "mission_products.json",
            _ when service.Contains("/search/", StringComparison.Ordinal) => "mission_results.json",
            _ when service.Contains("panstarrs", StringComparison.Ordinal) => "panstarrs.json",
            _ when service.Contains("sector", StringComparison.Ordinal) => "tess_sector.json",
            _ when service.Contains("survey", StringComparison.Ordinal) => "zcut_survey.json",
            _ when service.Contains("path_lookup", StringComparison.Ordinal) => "mast_relative_path.json",
            _ => "tic.json",
        };
        string reply = asked.Path.EndsWith(".sh", StringComparison.Ordinal) ? "#!/bin/bash\n" : await File.ReadAllTextAsync(SharedData.Path("data", "services", "mast", file));
        await context.Response.WriteAsync(reply.Replace("https://mast.stsci.edu/", $"http://{context.Request.Host}/", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData(MastCatalog.Hsc, """{"service": "Mast.Hsc.Db.v3", "params": {"ra": 322.49324, "dec": 12.16683, "radius": 0.02, "nr": 50000, "ni": 1, "magtype": 1}, "format": "json", "pagesize": 50000, "page": 1}""")]
    [InlineData(MastCatalog.Tic, """{"service": "Mast.Catalogs.TIC.Cone", "params": {"ra": 322.49324, "dec": 12.16683, "radius": 0.02}, "format": "json", "pagesize": 50000, "page": 1}""")]
    [InlineData(MastCatalog.DiskDetective, """{"service": "Mast.Catalogs.DiskDetective.Cone", "params": {"ra": 322.49324, "dec": 12.16683, "radius": 0.02}, "format": "json", "pagesize": 50000, "page": 1}""")]
    public async Task A_circle_of_a_catalog_is_asked_of_the_portal(MastCatalog catalog, string json)
    {
        await using var server = await ServerAsync();
        await MastCatalogs.QueryRegionAsync(M15, 1.2, catalog, server.Options, cancel: Stop);
        var asked = server.Asked.Single();
        Assert.Equal("POST /api/v0/invoke", $"{asked.Method} {asked.Target}");
        Assert.Equal(json, asked.Form["request"]);
    }

    [Fact]
    public async Task Pan_STARRS_is_asked_with_JSON()
    {
        await using var server = await ServerAsync();
        var table = await MastCatalogs.QueryRegionAsync(M15, 1.2, MastCatalog.PanStarrs, server.Options with { MastToken = Secret.From("word") }, cancel: Stop);
        var asked = server.Asked.Single();
        Assert.Equal("POST /api/v0.1/panstarrs/dr2/mean.json", $"{asked.Method} {asked.Target}");
        Assert.Equal("application/json", asked.Headers["Content-Type"]);
        Assert.Equal("""{"ra": 322.49324, "dec": 12.16683, "radius": 0.02}""", asked.Body);
        Assert.False(asked.Headers.ContainsKey("Authorization"));
        Assert.Equal(asked.Body, table.Metadata["query"]);
    }

    [Fact]
    public async Task Criteria_know_numbers_from_words_by_the_statistic_of_the_catalog()
    {
        await using var server = await ServerAsync();
        await MastCatalogs.QueryCriteriaAsync(MastCatalog.Tic, new Dictionary<string, MastValue> { ["Tmag"] = (10, 12), ["objType"] = "STAR" }, M15, 1.2, server.Options, cancel: Stop);
        Assert.Equal("""{"service": "Mast.Catalogs.All.Tic", "params": {}, "format": "extjs"}""", server.Asked.ElementAt(1).Form["request"]);
        Assert.Equal("""{"service": "Mast.Catalogs.Filtered.Tic.Position.Rows", "params": {"ra": 322.49324, "dec": 12.16683, "radius": 0.02, "columns": "*", "filters": """
            + """[{"paramName": "Tmag", "values": [{"min": 10.0, "max": 12.0}]}, {"paramName": "objType", "values": ["STAR"]}]}, "format": "json", "pagesize": 50000, "page": 1}""", server.Asked.Last().Form["request"]);
        await MastCatalogs.QueryCriteriaAsync(MastCatalog.DiskDetective, new Dictionary<string, MastValue> { ["state"] = "complete", ["oval"] = (8, 10) }, options: server.Options, cancel: Stop);
        Assert.Equal("colConfigId=Mast.Catalogs.Dd.Cone", server.Asked.ElementAt(3).Body);
        Assert.Equal("""{"service": "Mast.Catalogs.Filtered.DiskDetective", "params": {"filters": [{"paramName": "state", "values": ["complete"]}, """
            + """{"paramName": "oval", "values": [{"min": 8.0, "max": 10.0}]}]}, "format": "json", "pagesize": 50000, "page": 1}""", server.Asked.Last().Form["request"]);
        var fault = await Assert.ThrowsAsync<ParameterException>(() => MastCatalogs.QueryCriteriaAsync(MastCatalog.Tic, new Dictionary<string, MastValue> { ["Tmga"] = (10, 12) }, options: server.Options, cancel: Stop));
        Assert.Equal("MAST's TESS input catalog's sources have no column 'Tmga' did you mean Tmag?", $"{fault.Message} {fault.Advice}");
        fault = await Assert.ThrowsAsync<ParameterException>(() => MastCatalogs.QueryCriteriaAsync(MastCatalog.Hsc, new Dictionary<string, MastValue> { ["CI"] = (1, 2) }, options: server.Options, cancel: Stop));
        Assert.Contains("Hsc is asked by position only", fault.Message);
        await Assert.ThrowsAsync<ParameterException>(() => MastCatalogs.QueryRegionAsync(M15, 0, MastCatalog.Hsc, server.Options, cancel: Stop));
    }

    [Fact]
    public async Task A_mission_is_searched_with_its_own_columns()
    {
        await using var server = await ServerAsync();
        var query = new MissionQuery { Position = M15, Columns = ["sci_pep_id", "sci_instrume", "sci_data_set_name"] }.With("sci_pep_id", "12557").With("sci_instrume", "acs,wfc3").With("sci_start_time", ">2010-01-01");
        var table = await MastMissions.QueryAsync(query, options: server.Options, cancel: Stop);
        Assert.Equal("/search/util/api/v0.1/column_list?mission=hst", server.Asked.First().Target);
        var asked = server.Asked.Last();
        Assert.Equal("POST /search/hst/api/v0.1/search", $"{asked.Method} {asked.Target}");
        Assert.Equal("""{"limit": 5000, "offset": 0, "select_cols": ["sci_pep_id", "sci_instrume", "sci_data_set_name"], "target": ["322.49324 12.16683"], "radius": 180.0, "radius_units": "arcseconds", "conditions": ["""
            + """{"sci_pep_id": "12557"}, {"sci_instrume": "acs,wfc3"}, {"sci_start_time": ">2010-01-01"}]}""", asked.Body);
        Assert.StartsWith("Data set name, the first character indicates instrument", table["sci_data_set_name"].Description);
        Assert.Equal("5000", table.Metadata["row_limit"]);
        var fault = await Assert.ThrowsAsync<ParameterException>(() => MastMissions.QueryAsync(new MissionQuery().With("sci_pepid", "1"), options: server.Options, cancel: Stop));
        Assert.Equal("did you mean sci_pep_id?", fault.Advice);
        Assert.True((await MastMissions.QueryAsync(query with { RowLimit = 3 }, options: server.Options, cancel: Stop)).WasCut());
        await MastMissions.GetProductListAsync(["Z14Z0105T", "Z14Z0104T ", "Z14Z0105T"], options: server.Options, cancel: Stop);
        Assert.Equal("/search/hst/api/v0.1/post_list_products", server.Asked.Last().Target);
        Assert.Equal("""{"dataset_ids": ["Z14Z0105T", "Z14Z0104T"]}""", server.Asked.Last().Body);
    }

    [Fact]
    public async Task Surveys_that_cover_a_position_are_listed()
    {
        await using var server = await ServerAsync();
        var sectors = await MastCutouts.GetTessSectorsAsync(M15, 6, server.Options, cancel: Stop);
        Assert.Equal("/tesscut/api/v0.1/sector ra=322.49324&dec=12.16683&radius=0.1", $"{server.Asked.Last().Target} {server.Asked.Last().Body}");
        Assert.Equal("tess-s0001-1-3 1 1 3", string.Join(' ', sectors.Columns.Select(c => c.GetValue(0))));
        var surveys = await MastCutouts.GetDeepSurveysAsync(M15, 6, server.Options, cancel: Stop);
        Assert.Equal("/zcut/api/v0.1/survey ra=322.49324&dec=12.16683&radius=0.1", $"{server.Asked.Last().Target} {server.Asked.Last().Body}");
        Assert.Equal(["candels_gn_60mas", "candels_gn_30mas", "goods_north"], surveys.Strings("survey"));
    }

    [Fact]
    public async Task Products_are_found_in_the_cloud()
    {
        await using var server = await ServerAsync();
        var products = MastProductTests.Products(("mast:HST/product/u9o40504m_c3m.fits", "u9o40504m_c3m.fits", "A", 1), ("mast:HST/product/does_not_exist.fits", "b", "B", 1));
        var paths = await Mast.GetCloudPathsAsync(products, server.Options, cancel: Stop);
        Assert.Equal("/api/v0.1/path_lookup/?uri=mast%3AHST%2Fproduct%2Fu9o40504m_c3m.fits&uri=mast%3AHST%2Fproduct%2Fdoes_not_exist.fits&use_cloud_path=True", server.Asked.Single().Target);
        Assert.Equal(["/hst/public/u9o4/u9o40504m/u9o40504m_c3m.fits", ""], paths.Strings("path"));
        Assert.True(paths["path"].IsMissing(1));
    }

    [Fact]
    public async Task A_script_that_downloads_is_asked_for_and_saved()
    {
        await using var server = await ServerAsync();
        string path = Path.Combine(folder, "mastDownload_20261120.sh");
        await File.WriteAllTextAsync(path, "an old one", Stop);
        var products = MastProductTests.Products(("mast:HST/product/a_flc.fits", "a_flc.fits", "A", 1), ("mast:HST/product/b_flc.fits", "b_flc.fits", "B", 1), ("mast:HST/product/a_flc.fits", "a_flc.fits", "A", 1));
        var states = await Mast.GetDownloadScriptAsync(products, path, server.Options, cancel: Stop);
        Assert.Equal("""{"service": "Mast.Bundle.Request", "params": {"urlList": "mast:HST/product/a_flc.fits,mast:HST/product/b_flc.fits", "filename": "mastDownload_20261120", "pathList": "mastDownload_20261120/HST/A/a_flc.fits,mastDownload_20261120/HST/B/b_flc.fits", "descriptionList": ["", ""], "productTypeList": ["", ""], "extension": "curl"}, "format": "json", "pagesize": 50000, "page": 1}""", server.Asked.First().Form["request"]);
        Assert.Equal("#!/bin/bash\n", await File.ReadAllTextAsync(path, Stop));
        Assert.Equal(["COMPLETE", "COMPLETE", "COMPLETE"], states.Strings("Status"));
        Assert.EndsWith("/mastDownload_20170621142037.sh", server.Asked.Last().Target);
        Assert.Throws<ArchiveException>(() => MastReplies.Bundle("""{"status": "ERROR", "msg": "Too many files", "url": "", "statusList": {}}"""u8.ToArray()));
    }
}
