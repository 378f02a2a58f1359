using HstNotebooks.Alignment;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Sky;
using HstNotebooks.Tables;
using HstNotebooks.Tests.Alignment;

namespace HstNotebooks.Tests.Archives;

/// <summary>What the archives answer goes straight into TweakReg.</summary>
public sealed class ReferenceCatalogTests
{
    private static byte[] Recorded(string path) => File.ReadAllBytes(SharedData.Path(["data", "services", .. path.Split('/')]));

    [Fact]
    public async Task The_answer_of_the_Gaia_archive_aligns_exposures_of_its_field()
    {
        using var work = new GoldenCase();
        byte[] reply = GaiaReply();
        await using var server = await ArchiveServer.StartAsync(async (context, asked) =>
        {
            if (asked is { Method: "POST", Path: "/tap-server/tap/async" })
            {
                context.Response.StatusCode = 303;
                context.Response.Headers.Location = "/tap-server/tap/async/1";
            }
            else await context.Response.Body.WriteAsync(asked.Path.EndsWith("/phase", StringComparison.Ordinal) ? "COMPLETED"u8.ToArray() : reply);
        });
        var gaia = await Gaia.QueryObjectAsync(new SkyPosition(137.866, -64.904), radiusArcmin: 3, options: server.Options, cancel: TestContext.Current.CancellationToken);
        var options = TweakRegTest.GaiaOptions(work.Folder) with { ShiftFile = false, RFluxCol = "phot_g_mean_mag" };
        var aligned = TweakReg.Run(work.Files, options with { RefCat = gaia.ToReferenceCatalog() }, cancel: TestContext.Current.CancellationToken);
        Assert.True(aligned.IsGood);
        Assert.Equal("Gaia", aligned.ReferenceName);
        // DrizzlePac's shift of the same exposure with the same positions in a file (golden case gaia_rscale).
        Assert.Equal(8.631545, aligned.Images[0].Fit!.ShiftX, 0.01);
        // The magnitude came along, and nothing else changes the fit: neither writing a file nor giving the whole answer.
        Assert.Equal(gaia.RowCount, aligned.ReferenceSources.Doubles("flux").Count(double.IsFinite));
        string path = Path.Combine(work.Folder, "query.cat");
        gaia.ToReferenceCatalog().Write(path);
        foreach (CatalogSource source in new CatalogSource[] { path, gaia })
        {
            var same = TweakReg.Run(work.Files, options with { RefCat = source }, cancel: TestContext.Current.CancellationToken);
            Assert.Equal(aligned.Images.Select(i => i.Fit!.ShiftX), same.Images.Select(i => i.Fit!.ShiftX));
        }
    }

    [Fact]
    public void Units_errors_motions_epoch_and_magnitudes_of_Gaia_are_kept()
    {
        var catalog = GaiaTable.Parse(Recorded("gaia/1710099405832VAL-result.vot")).ToReferenceCatalog();
        Assert.Equal(["ra", "dec", "phot_g_mean_mag", "ra_error", "dec_error", "parallax", "parallax_error", "pmra", "pmra_error", "pmdec", "pmdec_error", "ref_epoch", "ruwe",
            "phot_bp_mean_mag", "phot_rp_mean_mag", "source_id"], catalog.Columns.Select(c => c.Name));
        Assert.Equal(["deg", "deg", "mag", "mas", "mas", "mas", "mas", "mas.yr**-1", "mas.yr**-1", "mas.yr**-1", "mas.yr**-1", "yr"], catalog.Columns.Take(12).Select(c => c.Unit));
        Assert.Equal(2016, catalog.Doubles("ref_epoch")[0]);
    }

    [Fact]
    public void Errors_and_magnitudes_of_SDSS_are_kept()
    {
        var table = SdssTable.Parse("#Table1\nobjid,ra,dec,raErr,decErr,g,r\n1237653651835781245,290.1,37.8,0.012,0.034,17.5,-9999\n1237653651835781246,290.2,37.9,-9999,0.02,18.5,17.25\n"u8);
        var catalog = table.ToReferenceCatalog();
        Assert.Equal(["ra", "dec", "g", "raErr", "decErr", "r", "objid"], catalog.Columns.Select(c => c.Name));
        Assert.Equal(["deg", "deg", "mag", "arcsec", "arcsec", "mag", null], catalog.Columns.Select(c => c.Unit));
        Assert.Equal([double.NaN, 17.25], catalog.Doubles("r"));
        Assert.Equal([0.012, double.NaN], catalog.Doubles("raErr"));
        Assert.Equal(["ra", "dec", "r"], table.ToReferenceCatalog("r").Columns.Take(3).Select(c => c.Name));
        Assert.Equal("r", Assert.Throws<TableException>(() => table.Select("ra", "dec").ToReferenceCatalog("r")).Message.Split('\'')[1]);
    }

    [Fact]
    public void Sources_of_Hubble_and_Pan_STARRS_are_reference_catalogs_too()
    {
        var hubble = MastTable.Parse(Recorded("mast/hsc.json")).ToReferenceCatalog();
        // Of the nine filters in the recorded reply, W3_F438W was measured for most sources, 27 of 28.
        Assert.Equal(["ra", "dec", "W3_F438W", "MatchID"], hubble.Columns.Select(c => c.Name));
        Assert.Equal((28, 27), (hubble.RowCount, hubble.Doubles("W3_F438W").Count(double.IsFinite)));
        Assert.Equal(322.5248586281882, hubble.Doubles("ra").Average(), 1e-10);
        var stars = new Table([new TableColumn<double>("raMean", [350.9]), new TableColumn<double>("decMean", [-31.8]), new TableColumn<double>("raMeanErr", [0.01]), new TableColumn<double>("decMeanErr", [0.02]),
            new TableColumn<double>("gMeanPSFMag", [19.0]), new TableColumn<double>("rMeanPSFMag", [18.5])]);
        Assert.Equal(["ra", "dec", "rMeanPSFMag", "raErr", "decErr"], stars.ToReferenceCatalog().Columns.Select(c => c.Name));
    }

    // The recorded stars of the golden exposures, as the archive would send them: an identifier first, units, a star without proper motion.
    private static byte[] GaiaReply()
    {
        var stars = Table.Read(SharedData.Path("golden", "small", "gaia.cat"), TableFormat.CommentedHeader);
        int count = stars.RowCount;
        double[] All(double value) => [.. Enumerable.Repeat(value, count)];
        bool[] onlyFirst = [.. Enumerable.Range(0, count).Select(i => i == 0)];
        var reply = new MemoryStream();
        new Table(
        [
            new TableColumn<long>("source_id", [.. Enumerable.Range(0, count).Select(i => 5937083312263887616 + i)]),
            new TableColumn<double>("ra", stars.Doubles("ra"), "deg"), new TableColumn<float>("ra_error", [.. All(0.3).Select(v => (float)v)], "mas"),
            new TableColumn<double>("dec", stars.Doubles("dec"), "deg"), new TableColumn<float>("dec_error", [.. All(0.3).Select(v => (float)v)], "mas"),
            new TableColumn<double>("pmra", All(0), "mas.yr**-1", null, onlyFirst), new TableColumn<double>("pmdec", All(0), "mas.yr**-1", null, onlyFirst),
            new TableColumn<float>("phot_g_mean_mag", [.. stars.Doubles("mag").Select(m => (float)m)], "mag"), new TableColumn<double>("ref_epoch", All(2016), "yr"),
        ]).Write(reply, TableFormat.VoTable);
        return reply.ToArray();
    }
}
