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
