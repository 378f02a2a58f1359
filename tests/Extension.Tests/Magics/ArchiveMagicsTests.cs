using System.Text;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Formatting;
using HstNotebooks.Magics;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Magics;

/// <summary>The magics of the archives, run against a recording.</summary>
public sealed class ArchiveMagicsTests : IDisposable
{
    private const string Fits = "SIMPLE  =                    T";
    private readonly string folder = Checkout.NewScratchFolder();
    private readonly FakeHost host = new();

    public ArchiveMagicsTests() => Environment.SetEnvironmentVariable("HST_NOTEBOOKS_REPLAY", Path.Combine(folder, "replay"));

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("HST_NOTEBOOKS_REPLAY", null);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Mast_downloads_what_was_chosen()
    {
        Record("POST", "{mast}/portal/Mashup/Mashup.asmx/columnsconfig", "colConfigId=Mast.Caom.Cone", """{"obs_id": {"vot.datatype": "char"}, "proposal_id": {"vot.datatype": "char"}, "filters": {"vot.datatype": "char", "separator": ";"}}""");
        Record("POST", "{mast}/api/v0/invoke", Request("""{"service": "Mast.Caom.Filtered", "params": {"columns": "*", "filters": [{"paramName": "obs_id", "values": [], "freeText": "ibwb01%"}, {"paramName": "filters", "separator": ";", "values": ["F606W"]}]}, "format": "json", "pagesize": 50000, "page": 1}"""),
            """{"status": "COMPLETE", "fields": [{"name": "obsid", "type": "long"}, {"name": "obs_id", "type": "string"}], "data": [{"obsid": 24797441, "obs_id": "ibwb01xqq"}]}""");
        Record("POST", "{mast}/api/v0/invoke", Request("""{"service": "Mast.Caom.Products", "params": {"obsid": "24797441"}, "format": "json", "pagesize": 50000, "page": 1}"""),
            """
            {"status": "COMPLETE", "fields": [{"name": "obs_collection", "type": "string"}, {"name": "obs_id", "type": "string"}, {"name": "dataURI", "type": "string"}, {"name": "productFilename", "type": "string"},
            {"name": "productSubGroupDescription", "type": "string"}, {"name": "project", "type": "string"}, {"name": "size", "type": "int"}], "data": [
            {"obs_collection": "HST", "obs_id": "ibwb01xqq", "dataURI": "mast:HST/product/ibwb01xqq_flc.fits", "productFilename": "ibwb01xqq_flc.fits", "productSubGroupDescription": "FLC", "project": "CALWF3", "size": 30},
            {"obs_collection": "HST", "obs_id": "ibwb01xqq", "dataURI": "mast:HST/product/ibwb01xqq_raw.fits", "productFilename": "ibwb01xqq_raw.fits", "productSubGroupDescription": "RAW", "project": "CALWF3", "size": 30}]}
            """);
        Record("GET", "{mast}/api/v0.1/Download/file?uri=mast:HST/product/ibwb01xqq_flc.fits", null, Fits);

        var manifest = Assert.IsType<Table>(await RunAsync("mast", $"ibwb01* --filters F606W --productSubGroupDescription FLC --download_dir {folder}"));
        Assert.Equal(["COMPLETE"], manifest.Strings("Status"));
        Assert.Equal(Fits, File.ReadAllText(Path.Combine(folder, "mastDownload", "HST", "ibwb01xqq", "ibwb01xqq_flc.fits")));
        Assert.Equal(2, ((Table)(await RunAsync("mast", "ibwb01* --list products --filters F606W"))!).RowCount);
        Assert.Equal(2, ((Table)(await RunAsync("mast", "ibwb01* --list PRODUCTS --filters F606W"))!).RowCount);
        Assert.Equal(1, ((Table)(await RunAsync("mast", "ibwb01* --list products --filters F606W --where size=30 --project CALWF3 --productSubGroupDescription !RAW"))!).RowCount);
        var fault = await Assert.ThrowsAsync<ParameterException>(() => RunAsync("mast", "--list observations --column propsal_id=12692"));
        Assert.Equal("did you mean proposal_id?", fault.Advice);
    }

    [Fact]
    public async Task Sdss_writes_a_catalog_for_TweakReg()
    {
        Record("GET", "{sdss}/dr17/en/tools/search/x_results.aspx?cmd=SELECT+p.ra%2C+p.dec%2C+p.g+FROM+PhotoObjAll+AS+p+WHERE+%28%28p.ra+BETWEEN+290.12+AND+290.32%29+AND+%28p.dec+BETWEEN+37.7+AND+37.9%29%29&format=csv&searchtool=SQL",
            null, "#Table1\nra,dec,g\n290.2,37.8,17.5\n290.21,37.81,18.25\n");
        string path = Path.Combine(folder, "sdss.cat");
        var table = (Table)(await RunAsync("sdss", $"290.22 37.8 --width 0.2 --fields ra,dec,g --output {path}"))!;
        Assert.Equal(2, table.RowCount);
        Assert.StartsWith("# ra dec g", File.ReadAllText(path));
        Assert.Equal([290.2, 290.21], Table.Read(path).Doubles("ra"));
        Assert.Contains("recorded answer", Formatters.Format(table).Text);
    }

    [Fact]
    public async Task Gaia_warns_loudly_when_the_result_was_cut()
    {
        Record("POST", "{gaia}/sync", "REQUEST=doQuery&LANG=ADQL&FORMAT=votable_gzip&tapclient=hst-notebooks&QUERY=SELECT+TOP+1+source_id+FROM+gaiadr3.gaia_source",
            """<VOTABLE version="1.3"><RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE><FIELD name="source_id" datatype="long"/><DATA><TABLEDATA><TR><TD>42</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>""");
        var table = (Table)(await RunAsync("gaia", "--sync --adql \"SELECT TOP 1 source_id FROM gaiadr3.gaia_source\""))!;
        Assert.True(table.WasCut());
        Assert.Contains("cut at the row limit of 1", string.Join(" ", host.Errors));
        Assert.Contains("WARNING: the result was cut at the row limit of 1", Formatters.Format(table).Text);
    }

    [Fact]
    public async Task A_query_goes_into_tweakreg_under_its_name()
    {
        var stars = Table.Read(SharedData.Path("golden", "small", "gaia.cat"), TableFormat.CommentedHeader);
        var reply = new MemoryStream();
        new Table([new TableColumn<long>("source_id", [.. Enumerable.Range(1, stars.RowCount).Select(i => (long)i)]), new TableColumn<double>("ra", stars.Doubles("ra"), "deg"),
            new TableColumn<double>("dec", stars.Doubles("dec"), "deg"), new TableColumn<double>("phot_g_mean_mag", stars.Doubles("mag"), "mag")]).Write(reply, TableFormat.VoTable);
        Record("POST", "{gaia}/sync", "REQUEST=doQuery&LANG=ADQL&FORMAT=votable_gzip&tapclient=hst-notebooks&QUERY=SELECT+*+FROM+gaiadr3.gaia_source".Replace("*", "%2A", StringComparison.Ordinal), Encoding.UTF8.GetString(reply.ToArray()));
        string image = Path.Combine(folder, "isim01aaq_flc.fits");
        using (var packed = new System.IO.Compression.GZipStream(File.OpenRead(SharedData.Path("golden", "small", "isim01aaq_flc.fits.gz")), System.IO.Compression.CompressionMode.Decompress))
        using (var plain = File.Create(image)) await packed.CopyToAsync(plain, TestContext.Current.CancellationToken);
        HstNotebooks.Hosting.NotebookHost.Current = host;
        await RunAsync("gaia", "--sync --adql \"SELECT * FROM gaiadr3.gaia_source\" --as gaia");
        var result = Assert.IsType<HstNotebooks.Alignment.TweakRegResult>(await RunAsync("tweakreg",
            $"{image} --refcat @csharp:gaia --rfluxcol phot_g_mean_mag --searchrad 25 --searchunits pixels --threshold 200 --residplot 'No plot' --see2dplot no --writecat no --runfile ''"));
        Assert.True(result.IsGood);
        Assert.Equal("Gaia", result.ReferenceName);
        // DrizzlePac's fit of the golden case gaia_rscale; there the frame is that of three exposures, whose CRPIX lies elsewhere.
        Assert.Equal(8.631545, result.Images[0].Fit!.ShiftX, 0.01);
    }

    [Fact]
    public async Task Sizes_take_units()
    {
        Record("POST", "{gaia}/sync", "REQUEST=doQuery&LANG=ADQL&FORMAT=votable_gzip&tapclient=hst-notebooks&QUERY=SELECT+TOP+10+ra%2C+DISTANCE%28POINT%28%27ICRS%27%2C+ra%2C+dec%29%2C+POINT%28%27ICRS%27%2C+290.22000000000003%2C+37.80000000000000%29%29+AS+dist+FROM+gaiadr3.gaia_source+WHERE+1+%3D+CONTAINS%28POINT%28%27ICRS%27%2C+ra%2C+dec%29%2C+CIRCLE%28%27ICRS%27%2C+290.22000000000003%2C+37.80000000000000%2C+0.10000000000000%29%29+ORDER+BY+dist+ASC",
            """<VOTABLE version="1.3"><RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE><FIELD name="ra" datatype="double"/><DATA><TABLEDATA><TR><TD>290.2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>""");
        foreach (string radius in new[] { "0.1", "6arcmin", "6'", "360arcsec", "0.1deg" })
            Assert.Equal(new[] { 290.2 }, ((Table)(await RunAsync("gaia", $"290.22 37.8 --sync --columns ra --row_limit 10 --radius \"{radius}\""))!).Doubles("ra"));
        Assert.Contains("6arcmin", (await Assert.ThrowsAsync<ParameterException>(() => RunAsync("gaia", "290.22 37.8 --radius 6parsec"))).Expected);
    }

    [Fact]
    public async Task Jobs_are_listed_and_fetched()
    {
        Record("GET", "{gaia}/async", null, """<uws:jobs xmlns:uws="http://www.ivoa.net/xml/UWS/v1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><uws:jobref id="17" xlink:href="x"><uws:phase>COMPLETED</uws:phase></uws:jobref></uws:jobs>""");
        Record("GET", "{gaia}/async/17/phase", null, "COMPLETED");
        Record("GET", "{gaia}/async/17/results/result", null, """<VOTABLE version="1.3"><RESOURCE type="results"><TABLE><FIELD name="ra" datatype="double"/><DATA><TABLEDATA><TR><TD>290.2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>""");
        Assert.Equal(["17"], ((Table)(await RunAsync("gaia", "--job list"))!).Strings("job_id"));
        Assert.Equal(new[] { 290.2 }, ((Table)(await RunAsync("gaia", "--job 17"))!).Doubles("ra"));
    }

    [Fact]
    public async Task Catalogs_and_scripts_of_MAST_are_asked_for()
    {
        Record("POST", "{mast}/api/v0/invoke", Request("""{"service": "Mast.Hsc.Db.v3", "params": {"ra": 322.49324, "dec": 12.16683, "radius": 0.02, "nr": 50000, "ni": 1, "magtype": 1}, "format": "json", "pagesize": 50000, "page": 1}"""),
            """{"status": "COMPLETE", "fields": [{"name": "MatchID", "type": "long"}, {"name": "MatchRA", "type": "double"}], "data": [{"MatchID": 7, "MatchRA": 322.5}]}""");
        Assert.Equal(new[] { 322.5 }, ((Table)(await RunAsync("mast", "--catalog hsc --target \"322.49324 12.16683\" --radius 1.2arcmin"))!).Doubles("MatchRA"));
        Assert.Contains("around a target", (await Assert.ThrowsAsync<ParameterException>(() => RunAsync("mast", "--catalog hsc"))).Message);
    }

    [Theory]
    [InlineData("crds", "bestref x.fits", "did you mean bestrefs?")]
    [InlineData("mast", "ib* --list product", "did you mean products?")]
    [InlineData("mast", "--catalog panstars --target M15", "did you mean panstarrs?")]
    [InlineData("gaia", "290 37 --raduis 1", "did you mean --radius?")]
    [InlineData("sdss", "290 37 --radius 1 --data_relase 16", "did you mean --data_release?")]
    public async Task What_does_not_exist_is_answered_with_the_nearest(string magic, string line, string advice) =>
        Assert.Equal(advice, (await Assert.ThrowsAsync<ParameterException>(() => RunAsync(magic, line))).Advice);

    [Fact]
    public async Task Two_questions_at_once_are_refused()
    {
        var fault = await Assert.ThrowsAsync<ParameterException>(() => RunAsync("gaia", "290 37 --radius 1 --adql \"SELECT 1\""));
        Assert.Equal("target and adql are given together", fault.Message);
    }

    [Theory]
    [InlineData("mast", "mast 'ibwb01*' --filters F606W")]
    [InlineData("sdss", "sdss NGC 6791 --radius 6arcmin")]
    [InlineData("gaia", "gaia NGC 6791 --radius 6arcmin")]
    [InlineData("crds", "crds sync ubi1853qi_mdz.fits")]
    public void The_help_shows_examples_and_says_what_works_without_a_network(string magic, string example)
    {
        string help = MagicCatalog.Help(MagicCatalog.Find(magic)!);
        Assert.Contains("  " + example, help);
        Assert.Contains("HST_NOTEBOOKS_OFFLINE=1", help);
        // An example that the parser refuses helps nobody.
        foreach (string line in MagicCatalog.Find(magic)!.Examples) MagicCatalog.Parse(MagicCatalog.Find(magic)!, line);
    }

    [Fact]
    public void What_was_not_fetched_is_no_good_result()
    {
        var magic = MagicCatalog.Find("crds")!;
        Assert.False(magic.IsGood(new Table([new TableColumn<string>("Status", ["COMPLETE", "SKIPPED"])])));
        Assert.False(magic.IsGood(new Table([new TableColumn<string>("Status", ["ERROR"])])));
        Assert.True(magic.IsGood(new Table([new TableColumn<string>("Status", ["COMPLETE"])])));
    }

    [Fact]
    public async Task Kept_answers_are_shown_and_removed()
    {
        Environment.SetEnvironmentVariable("HST_NOTEBOOKS_CACHE", folder);
        try
        {
            var cache = new HstNotebooks.Archives.ArchiveCache(HstNotebooks.Archives.ArchiveOptions.FromEnvironment());
            foreach (var service in new[] { HstNotebooks.Archives.ArchiveService.Gaia, HstNotebooks.Archives.ArchiveService.Mast })
                for (int i = 0; i < 3; i++) cache.Keep(service, $"question {i}", DateTimeOffset.UtcNow, new byte[1000]);
            var shown = (Table)(await RunAsync("archive_cache", ""))!;
            Assert.Equal("gaia 3 mast 3", string.Join(' ', Enumerable.Range(0, 2).Select(i => $"{shown.Strings("service")[i]} {shown["answers"].GetValue(i)}")));
            Assert.Equal(3, ((Table)(await RunAsync("archive_cache", "clear --service gaia"))!)["removed"].GetValue(0) is long removed ? removed : -1);
            Assert.Equal(["mast"], ((Table)(await RunAsync("archive_cache", "show"))!).Strings("service"));
            await RunAsync("archive_cache", "clear");
            Assert.Equal(0, cache.Count);
        }
        finally { Environment.SetEnvironmentVariable("HST_NOTEBOOKS_CACHE", null); }
    }

    [Fact]
    public async Task Crds_names_the_context()
    {
        Environment.SetEnvironmentVariable("CRDS_CONTEXT", "hst_1156.pmap");
        try { Assert.Equal(["hst_1156.pmap"], ((Table)(await RunAsync("crds", "context"))!).Strings("context")); }
        finally { Environment.SetEnvironmentVariable("CRDS_CONTEXT", null); }
        Assert.Contains("no files are named", (await Assert.ThrowsAsync<ParameterException>(() => RunAsync("crds", "bestrefs"))).Message);
    }

    [Fact]
    public async Task A_question_that_was_not_recorded_is_named()
    {
        Record("GET", "{sdss}/x", null, "x");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => RunAsync("gaia", "290.22 37.8 --radius 0.1"));
        Assert.Contains("the recording has no answer to POST https://gea.esac.esa.int/tap-server/tap/async", fault.Message);
        Assert.Contains("target is missing", (await Assert.ThrowsAsync<ParameterException>(() => RunAsync("gaia", "--radius 0.1"))).Message);
    }

    private void Record(string method, string url, string? body, string reply) =>
        RecordedExchange.Add(Path.Combine(folder, "replay"), new RecordedExchange(method, url, body, 200, new Dictionary<string, string>(), null), Encoding.UTF8.GetBytes(reply));

    private static string Request(string json) => "request=" + Uri.EscapeDataString(json).Replace("*", "%2A", StringComparison.Ordinal);

    private async Task<object?> RunAsync(string name, string line)
    {
        var magic = MagicCatalog.Find("#!" + name)!;
        return await magic.Run(MagicCatalog.Parse(magic, line), host, TestContext.Current.CancellationToken);
    }
}
