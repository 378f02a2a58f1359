using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Sky;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>What SkyServer is sent, to the byte, and what is made of its answers.</summary>
public sealed class SdssTests
{
    private static readonly SkyPosition Cluster = new(290.22, 37.8);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Recorded(string name) => File.ReadAllText(SharedData.Path("data", "services", "sdss", name));

    [Fact]
    public async Task A_circle_is_asked_by_an_upload_byte_for_byte()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(Recorded("xid_im.txt")));
        var table = await Sdss.QueryRegionAsync(new SkyPosition(2.02345, 14.83982), new SdssQuery { Radius = 0.0005, Fields = ["ra", "dec", "g"] }, server.Options, cancel: Stop);
        var asked = server.Asked.Single();
        Assert.Equal("POST /dr17/en/tools/search/X_Results.aspx", $"{asked.Method} {asked.Target}");
        string boundary = asked.Headers["Content-Type"]["multipart/form-data; boundary=".Length..];
        string expected = Part("format", "csv")
            + Part("uquery", "SELECT\r\np.ra, p.dec, p.g FROM #upload u JOIN #x x ON x.up_id = u.up_id JOIN PhotoObjAll AS p ON p.objID = x.objID ORDER BY x.up_id")
            + Part("searchtool", "CrossID") + Part("radius", "0.03") + Part("firstcol", "0") + Part("photoScope", "allObj") + Part("photoUpType", "ra-dec") + Part("searchType", "photo")
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"astroquery\"\r\n\r\nra dec \n2.02345 14.83982\r\n--{boundary}--\r\n";
        Assert.Equal(expected, asked.Body);
        Assert.Equal(18, table.RowCount);
        Assert.Equal("SDSS", table.Metadata["service"]);
        Assert.EndsWith("ORDER BY x.up_id within 0.03 arcmin of 2.02345 14.83982", table.Metadata["query"]);

        string Part(string name, string value) => $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
    }

    [Fact]
    public async Task A_spectroscopic_query_joins_the_spectra()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync(Recorded("xid_sp.txt")));
        var table = await Sdss.QueryRegionAsync(Cluster, new SdssQuery { Radius = 0.01, Spectroscopic = true, DataRelease = 16 }, server.Options, cancel: Stop);
        Assert.Contains("SELECT\r\np.ra, p.dec, p.objid, p.run, p.rerun, p.camcol, p.field, s.z, s.plate, s.mjd, s.fiberID, s.specobjid, s.run2d, s.instrument FROM", server.Asked.Single().Body);
        Assert.Contains("ON p.objID = x.objID JOIN SpecObjAll AS s ON p.objID = s.bestObjID ORDER BY", server.Asked.Single().Body);
        Assert.StartsWith("/dr16/", server.Asked.Single().Target);
        Assert.Equal(0.04559058, table.Doubles("z").Single());
        Assert.Equal(845594848269461504, ((TableColumn<long>)table["specobjid"]).Values.Single());
    }

    [Theory]
    [InlineData(290.2, 37.8, 0.2, "((p.ra BETWEEN 290.1 AND 290.3) AND (p.dec BETWEEN 37.75 AND 37.85))")]
    [InlineData(0.0, 0.0, 2.0, "(((p.ra >= 359.0) OR (p.ra <= 1.0)) AND (p.dec BETWEEN -0.05 AND 0.05))")]
    [InlineData(10.0, 90.0, 1.0, "((p.ra BETWEEN 9.5 AND 10.5) AND (p.dec BETWEEN 89.95 AND 90.0))")]
    public async Task A_box_is_asked_by_SQL(double ra, double dec, double width, string where)
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync("#Table1\nra,dec\n"));
        var table = await Sdss.QueryRegionAsync(new SkyPosition(ra, dec), new SdssQuery { Width = width, Height = 0.1, Fields = ["ra", "dec"] }, server.Options, cancel: Stop);
        var asked = server.Asked.Single();
        Assert.Equal("GET /dr17/en/tools/search/x_results.aspx", $"{asked.Method} {asked.Path}");
        Assert.Equal($"SELECT p.ra, p.dec FROM PhotoObjAll AS p WHERE {where}", (asked with { Body = asked.Target.Split('?')[1] }).Form["cmd"]);
        Assert.EndsWith("&format=csv&searchtool=SQL", asked.Target);
        Assert.Equal(0, table.RowCount);
        Assert.Equal(["ra", "dec"], table.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task A_large_circle_is_tiled_and_joined_without_gaps_or_duplicates()
    {
        var random = new Random(3);
        var stars = Enumerable.Range(0, 4000).Select(i => (Id: 1237653651835781245L + i, Sky: new SkyPosition(290.22 + (random.NextDouble() - 0.5) * 0.6, 37.8 + (random.NextDouble() - 0.5) * 0.5))).ToList();
        await using var server = await ArchiveServer.StartAsync((context, asked) => context.Response.WriteAsync(SkyServer(asked.Body, stars)));
        const double radius = 0.15;
        var table = await Sdss.QueryRegionAsync(Cluster, new SdssQuery { Radius = radius, Fields = ["ra", "dec", "g"] }, server.Options, cancel: Stop);
        var inside = stars.Where(s => s.Sky.SeparationTo(Cluster) <= radius).Select(s => s.Sky.Ra).Order().ToArray();
        Assert.Equal(inside, table.Doubles("ra").Order());
        Assert.Equal(["ra", "dec", "g"], table.Columns.Select(c => c.Name));
        Assert.All(server.Asked, a => Assert.Contains("\r\n3.0\r\n", a.Body));
    }

    [Fact]
    public void The_tiles_cover_the_circle()
    {
        var gen = from dec in Gen.Choose(-8900, 8900) from ra in Gen.Choose(0, 35999) from radius in Gen.Choose(2, 150) from seed in Gen.Choose(0, 100000) select (ra / 100.0, dec / 100.0, radius / 100.0, seed);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var (ra, dec, radius, seed) = c;
            var centre = new SkyPosition(ra, dec);
            var tiles = SkyTiles.Cover(centre, radius, 0.05);
            var random = new Random(seed);
            for (int i = 0; i < 20; i++)
            {
                // A point at a random bearing, up to the very edge.
                var point = Offset(centre, radius * (i == 0 ? 0.999999 : Math.Sqrt(random.NextDouble())), random.NextDouble() * 360);
                Assert.Contains(tiles, t => t.SeparationTo(point) <= 0.05);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void Recorded_replies_become_the_same_columns()
    {
        var image = SdssTable.Parse(File.ReadAllBytes(SharedData.Path("data", "services", "sdss", "xid_im.txt")));
        Assert.Equal(["ra", "dec", "objid", "run", "rerun", "camcol", "field"], image.Columns.Select(c => c.Name));
        Assert.Equal([typeof(double), typeof(double), typeof(long), typeof(long), typeof(long), typeof(long), typeof(long)], image.Columns.Select(c => c.ValueType));
        Assert.Equal(1237649953859174623, ((TableColumn<long>)image["objid"]).Values[16]);
        var spectra = SdssTable.Parse(File.ReadAllBytes(SharedData.Path("data", "services", "sdss", "xid_sp.txt")));
        Assert.Equal("SDSS", spectra.Strings("instrument").Single());
    }

    [Fact]
    public void Minus_9999_is_a_value_that_was_not_measured()
    {
        var table = SdssTable.Parse("#Table1\nra,dec,g\n1.5,2.5,-9999\n1.6,2.6,17.25\n"u8);
        Assert.True(table["g"].IsMissing(0));
        Assert.True(double.IsNaN(table.Doubles("g")[0]));
        Assert.Equal(17.25, table.Doubles("g")[1]);
    }

    [Fact]
    public void An_error_page_is_shown_in_its_own_words()
    {
        var fault = Assert.Throws<ArchiveException>(() => SdssTable.Parse("""<html><head></head><body><h3 color=red>SQL returned the following error message:<br>Invalid column name 'gg'.</h3></body></html>"""u8));
        Assert.Contains("Invalid column name 'gg'", fault.Message);
        fault = Assert.Throws<ArchiveException>(() => SdssTable.Parse("[{\"error_message\": \"Maximum 60 queries allowed per minute.\"}]"u8));
        Assert.Contains("Maximum 60 queries", fault.Message);
    }

    [Fact]
    public void A_broken_row_is_named_by_its_line()
    {
        var fault = Assert.Throws<ArchiveException>(() => SdssTable.Parse("#Table1\nra,dec\n1,2\n3\n"u8));
        Assert.Equal(4, fault.Row);
    }

    [Fact]
    public async Task Wrong_regions_are_refused()
    {
        Task<ParameterException> Refused(SdssQuery query, double ra = 1) =>
            Assert.ThrowsAsync<ParameterException>(() => Sdss.QueryRegionAsync(new SkyPosition(ra, 2), query, new ArchiveOptions { Offline = true }, cancel: Stop));
        Assert.Equal("radius", (await Refused(new SdssQuery())).Parameter);
        Assert.Contains("either a radius or a width", (await Refused(new SdssQuery { Radius = 0.1, Width = 0.1 })).Message);
        Assert.Contains("outside its range", (await Refused(new SdssQuery { Radius = 20 })).Message);
        Assert.Contains("not on the sky", (await Refused(new SdssQuery { Radius = 0.1 }, 700)).Message);
        Assert.Contains("no name of an SDSS column", (await Refused(new SdssQuery { Radius = 0.1, Fields = ["ra; DROP TABLE x"] })).Message);
        Assert.Contains("data release", (await Refused(new SdssQuery { Radius = 0.1, DataRelease = 3 })).Message);
    }

    private static string SkyServer(string body, List<(long Id, SkyPosition Sky)> stars)
    {
        string[] lines = body[(body.IndexOf("ra dec \n", StringComparison.Ordinal) + 8)..body.LastIndexOf("\r\n--", StringComparison.Ordinal)].Split(" \n ");
        var reply = new StringBuilder("#Table1\nra,dec,g,objid\n");
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            var tile = new SkyPosition(double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
            foreach (var (id, sky) in stars)
                if (sky.SeparationTo(tile) <= 0.05) reply.Append(CultureInfo.InvariantCulture, $"{sky.Ra:R},{sky.Dec:R},17.5,{id}\n");
        }
        return reply.ToString();
    }

    private static SkyPosition Offset(SkyPosition from, double distance, double bearing)
    {
        var (sd, cd) = Math.SinCos(double.DegreesToRadians(distance));
        var (s1, c1) = Math.SinCos(double.DegreesToRadians(from.Dec));
        var (sb, cb) = Math.SinCos(double.DegreesToRadians(bearing));
        double sin = s1 * cd + c1 * sd * cb;
        double ra = from.Ra + double.RadiansToDegrees(Math.Atan2(sb * sd * c1, cd - s1 * sin));
        return new SkyPosition((ra + 360) % 360, double.RadiansToDegrees(Math.Asin(sin)));
    }
}
