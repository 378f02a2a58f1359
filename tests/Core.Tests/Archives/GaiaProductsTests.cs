using System.IO.Compression;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>Jobs that are there already, and what ESA's data server has of single sources.</summary>
public sealed class GaiaProductsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Zip => SharedData.Path("data", "services", "gaia", "gaia_dr3_source_id_5937083312263887616_dl_products_vot.zip");

    [Fact]
    public async Task Data_of_a_source_are_asked_for_as_ESAs_own_client_asks()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(await File.ReadAllBytesAsync(Zip)));
        var tables = await Gaia.LoadDataAsync([5937083312263887616], ["XP_SAMPLED", "MCMC_MSC"], options: server.Options, cancel: Stop);
        var asked = server.Asked.Single();
        Assert.Equal("POST /data-server/data", $"{asked.Method} {asked.Target}");
        Assert.Equal("VALID_DATA=false&ID=5937083312263887616&RELEASE=Gaia+DR3&DATA_STRUCTURE=INDIVIDUAL&FORMAT=votable&RETRIEVAL_TYPE=XP_SAMPLED%2CMCMC_MSC&USE_ZIP_ALWAYS=true", asked.Body);
        // The sums are those of astropy over the same zip.
        var spectrum = tables["XP_SAMPLED-Gaia DR3 5937083312263887616.xml"];
        Assert.Equal(232554.0, spectrum.Doubles("wavelength").Sum());
        Assert.Equal(2.266985166446052e-14, spectrum.Doubles("flux").Sum(), 1e-27);
        Assert.Equal("nm", spectrum["wavelength"].Unit);
        Assert.Equal(580735.6162109375, tables["MCMC_MSC-Gaia DR3 5937083312263887616.xml"].Doubles("teff1").Sum(), 1e-6);
        var coefficients = Assert.IsType<float[]>(tables["XP_CONTINUOUS-Gaia DR3 5937083312263887616.xml"]["rp_coefficient_correlations"].GetValue(0));
        Assert.Equal(1485, coefficients.Length);
        Assert.Contains("RETRIEVAL_TYPE=XP_SAMPLED", spectrum.Metadata["query"]);
    }

    [Fact]
    public void Every_format_holds_the_same_spectrum()
    {
        foreach (string format in new[] { "csv", "ecsv", "fits" })
        {
            var tables = GaiaProducts.Parse(File.ReadAllBytes(Zip.Replace("_vot.zip", $"_{format}.zip", StringComparison.Ordinal)), 1 << 28);
            var spectrum = tables.Single(t => t.Key.StartsWith("XP_SAMPLED", StringComparison.Ordinal)).Value;
            Assert.Equal(343, spectrum.RowCount);
            // The csv states fewer digits and repeats the source in every row.
            if (format != "csv") Assert.Equal(232554.0, spectrum.Doubles("wavelength").Sum());
        }
    }

    [Fact]
    public void A_zip_that_swells_or_is_cut_is_refused()
    {
        byte[] zip = File.ReadAllBytes(Zip);
        Assert.Contains("larger than allowed", Assert.Throws<ArchiveException>(() => GaiaProducts.Parse(zip, 20000)).Message);
        Assert.Contains("cannot be read", Assert.Throws<ArchiveException>(() => GaiaProducts.Parse(zip[..^2000], 1 << 28)).Message);
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true)) archive.CreateEntry("con").Open().Dispose();
        Assert.Contains("name of a device", Assert.Throws<ArchiveException>(() => GaiaProducts.Parse(memory.ToArray(), 1 << 28)).Message);
        byte[] said = """<VOTABLE version="1.3"><RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">Invalid release</INFO></RESOURCE></VOTABLE>"""u8.ToArray();
        Assert.Contains("Invalid release", Assert.Throws<ArchiveException>(() => GaiaProducts.Parse(said, 1 << 28)).Message);
    }

    [Fact]
    public async Task Jobs_are_listed_and_fetched()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, asked, count) => await context.Response.Body.WriteAsync(
            asked.Path.EndsWith("/async", StringComparison.Ordinal) ? await File.ReadAllBytesAsync(SharedData.Path("data", "services", "tap", "xmlparser", "test_jobs_async.xml"))
            : asked.Path.EndsWith("/phase", StringComparison.Ordinal) ? System.Text.Encoding.ASCII.GetBytes(count < 3 ? "EXECUTING" : "COMPLETED")
            : await File.ReadAllBytesAsync(SharedData.Path("data", "services", "gaia", "job_1.vot"))));
        var jobs = await Gaia.ListJobsAsync(server.Options, cancel: Stop);
        Assert.Equal("GET /tap-server/tap/async", $"{server.Asked.Last().Method} {server.Asked.Last().Target}");
        // As astroquery reads the same list.
        Assert.Equal("1479386030738O COMPLETED anonymous 2016-11-17T13:33:50.738+0100 2016-11-17T13:33:50.755+0100 2016-11-17T13:33:50.786+0100 1800 2016-11-20T13:33:50.738+0100",
            string.Join(' ', jobs.Columns.Take(8).Select(c => c.GetValue(0))));
        var table = await Gaia.FetchJobAsync("1479386030738O", server.Options, cancel: Stop);
        Assert.Equal(3, table.RowCount);
        Assert.Equal("GET /tap-server/tap/async/1479386030738O/results/result", $"{server.Asked.Last().Method} {server.Asked.Last().Target}");
        Assert.Contains("no name of a job", (await Assert.ThrowsAsync<ParameterException>(() => Gaia.FetchJobAsync("../sync", server.Options, cancel: Stop))).Message);
    }
}
