using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Sky;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>What MAST is sent, to the byte, and how its long polls and pages are followed.</summary>
public sealed class MastRequestTests
{
    private static string Recorded(string name) => File.ReadAllText(SharedData.Path("data", "services", "mast", name));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<ArchiveServer> ServerAsync(Func<AskedRequest, int, string> invoke)
    {
        int count = -1;
        return ArchiveServer.StartAsync((context, asked) => context.Response.WriteAsync(
            asked.Path.EndsWith("columnsconfig", StringComparison.Ordinal) ? Recorded("columnsconfig.json") : invoke(asked, Interlocked.Increment(ref count))));
    }

    [Fact]
    public async Task The_query_of_the_tutorial_is_sent_byte_for_byte()
    {
        await using var server = await ServerAsync((_, _) => Recorded("caom.json"));
        var table = await Mast.QueryCriteriaAsync(new MastCriteria { ObsId = "ibwb01*", ProposalId = 12692, Filters = "F606W" }, server.Options, cancel: Stop);
        var (columns, query) = (server.Asked.First(), server.Asked.Last());
        Assert.Equal("POST /portal/Mashup/Mashup.asmx/columnsconfig", $"{columns.Method} {columns.Target}");
        Assert.Equal("colConfigId=Mast.Caom.Cone", columns.Body);
        Assert.Equal("POST /api/v0/invoke", $"{query.Method} {query.Target}");
        Assert.Equal("application/x-www-form-urlencoded", query.Headers["Content-Type"]);
        Assert.Equal("text/plain", query.Headers["Accept"]);
        const string json = """{"service": "Mast.Caom.Filtered", "params": {"columns": "*", "filters": [{"paramName": "obs_id", "values": [], "freeText": "ibwb01%"}, """
            + """{"paramName": "proposal_id", "values": ["12692"]}, {"paramName": "filters", "separator": ";", "values": ["F606W"]}]}, "format": "json", "pagesize": 50000, "page": 1}""";
        Assert.Equal(json, query.Form["request"]);
        Assert.StartsWith("request=%7B%22service%22%3A%20%22Mast.Caom.Filtered%22%2C%20%22params%22%3A%20%7B%22columns%22%3A%20%22%2A%22%2C%20", query.Body);
        Assert.Equal(19, table.RowCount);
        Assert.Equal("MAST", table.Metadata["service"]);
        Assert.Contains("ibwb01%", table.Metadata["query"]);
    }

    [Fact]
    public async Task Ranges_dates_and_a_position_are_written_as_MAST_wants_them()
    {
        await using var server = await ServerAsync((_, _) => Recorded("advSearchPos.json"));
        var criteria = new MastCriteria
        {
            Position = new SkyPosition(290.22, 37.8),
            Radius = 0.1,
            ExposureTime = (10, 500.5),
            StartTime = (new DateTime(2012, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2012, 1, 1, 12, 0, 0, DateTimeKind.Utc)),
        };
        await Mast.QueryCriteriaAsync(criteria.With("CALIB_LEVEL", ["2", "3"]).With("em_max", "100..200"), server.Options, cancel: Stop);
        string json = server.Asked.Last().Form["request"];
        Assert.Contains("\"service\": \"Mast.Caom.Filtered.Position\"", json);
        Assert.Contains("{\"paramName\": \"t_exptime\", \"values\": [{\"min\": 10.0, \"max\": 500.5}]}", json);
        Assert.Contains("{\"paramName\": \"t_min\", \"values\": [{\"min\": 55927.0, \"max\": 55927.5}]}", json);
        Assert.Contains("{\"paramName\": \"calib_level\", \"values\": [\"2\", \"3\"]}", json);
        Assert.Contains("{\"paramName\": \"em_max\", \"values\": [{\"min\": 100.0, \"max\": 200.0}]}", json);
        Assert.Contains("\"position\": \"290.22, 37.8, 0.1\"", json);
    }

    [Fact]
    public async Task A_count_asks_for_the_count_alone()
    {
        await using var server = await ServerAsync((_, _) => Recorded("countsResp.json"));
        Assert.Equal(599, await Mast.CountAsync(new MastCriteria { ObsCollection = "HST" }, server.Options, cancel: Stop));
        Assert.Contains("{\"columns\": \"COUNT_BIG(*)\", \"filters\": [{\"paramName\": \"obs_collection\", \"separator\": \";\", \"values\": [\"HST\"]}]}", server.Asked.Last().Form["request"]);
    }

    [Fact]
    public async Task An_object_name_is_resolved_first()
    {
        await using var server = await ServerAsync((asked, _) => asked.Body.Contains("Name.Lookup", StringComparison.Ordinal) ? Recorded("resolver.json") : Recorded("advSearchPos.json"));
        await Mast.QueryCriteriaAsync(new MastCriteria { ObjectName = "TIC 307210830" }, server.Options, cancel: Stop);
        Assert.Contains(server.Asked, a => a.Body.Length > 0 && a.Form.TryGetValue("request", out string? r)
            && r == """{"service": "Mast.Name.Lookup", "params": {"input": "TIC 307210830", "format": "json"}}""");
        Assert.Contains("\"position\": \"124.531756290083, -68.3129998725044, 0.2\"", server.Asked.Last().Form["request"]);
        await using var empty = await ServerAsync((_, _) => """{"resolvedCoordinate": [], "status": ""}""");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Mast.ResolveAsync("nowhere", empty.Options, cancel: Stop));
        Assert.Equal("no object is known as 'nowhere'", fault.Message);
    }

    [Fact]
    public async Task While_MAST_is_executing_the_same_bytes_are_sent_again()
    {
        await using var server = await ServerAsync((_, count) => count < 3 ? """{"status": "EXECUTING", "msg": "", "data": []}""" : Recorded("products.json"));
        var table = await Mast.GetProductListAsync(["2003738726"], server.Options, cancel: Stop);
        Assert.Equal(22, table.RowCount);
        Assert.Equal(4, server.Asked.Count);
        Assert.Single(server.Asked.Select(a => a.Body).Distinct());
    }

    [Fact]
    public async Task Pages_are_joined_in_order()
    {
        await using var server = await ServerAsync((asked, _) =>
        {
            int page = int.Parse(System.Text.RegularExpressions.Regex.Match(asked.Form["request"], "\"page\": (\\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            string rows = string.Join(",", Enumerable.Range(page * 10, 3).Select(i => $$"""{"obsID": {{i}}, "obs_id": "name{{i}}"}"""));
            return "{\"status\":\"COMPLETE\",\"data\":[" + rows + "],\"fields\":[{\"name\":\"obsID\",\"type\":\"int\"},{\"name\":\"obs_id\",\"type\":\"string\"}],"
                + "\"paging\":{\"page\":" + page + ",\"pageSize\":3,\"pagesFiltered\":3,\"rowsFiltered\":9}}";
        });
        var table = await Mast.GetProductListAsync(["1"], server.Options, cancel: Stop);
        Assert.Equal([10, 11, 12, 20, 21, 22, 30, 31, 32], table.Doubles("obsID"));
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task Products_are_asked_for_in_batches_of_500()
    {
        await using var server = await ServerAsync((_, _) => Recorded("products.json"));
        var table = await Mast.GetProductListAsync([.. Enumerable.Range(1, 1200).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))], server.Options, cancel: Stop);
        string[] asked = [.. server.Asked.Select(a => a.Form["request"])];
        Assert.Equal(3, asked.Length);
        Assert.StartsWith("{\"service\": \"Mast.Caom.Products\", \"params\": {\"obsid\": \"1,2,3,", asked[0]);
        Assert.EndsWith(",499,500\"}, \"format\": \"json\", \"pagesize\": 50000, \"page\": 1}", asked[0]);
        Assert.Contains("\"obsid\": \"1001,", asked[2]);
        Assert.Equal(66, table.RowCount);
    }

    [Fact]
    public async Task An_error_of_MAST_is_shown_in_its_own_words()
    {
        await using var server = await ServerAsync((_, _) => """{"status": "ERROR", "msg": "Error converting data type varchar to numeric.", "data": []}""");
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Mast.GetProductListAsync(["1"], server.Options, cancel: Stop));
        Assert.Equal("MAST refused the query: Error converting data type varchar to numeric.", fault.Message);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task Wrong_criteria_are_refused_before_the_query_is_sent()
    {
        await using var server = await ServerAsync((_, _) => "");
        Task<ParameterException> Refused(MastCriteria criteria) =>
            Assert.ThrowsAsync<ParameterException>(() => Mast.QueryCriteriaAsync(criteria, server.Options, cancel: Stop));
        Assert.Equal("did you mean proposal_id?", (await Refused(new MastCriteria().With("propsal_id", 12692))).Advice);
        Assert.Contains("at least one criterion", (await Refused(new MastCriteria())).Message);
        Assert.Contains("asked by a range", (await Refused(new MastCriteria { ExposureTime = "long" })).Message);
        Assert.Contains("range of t_exptime is empty", (await Refused(new MastCriteria { ExposureTime = (500, 10) })).Message);
        Assert.Contains("cannot be asked by a range", (await Refused(new MastCriteria { ObsId = (1.0, 2.0) })).Message);
        Assert.Contains("wildcards", (await Refused(new MastCriteria { ObsId = new[] { "a*", "b*" } })).Message);
        Assert.Contains("radius 0.0", (await Refused(new MastCriteria { Position = new(1, 2), Radius = 0 })).Message);
        Assert.DoesNotContain(server.Asked, a => a.Path.EndsWith("invoke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_and_missions_can_be_listed()
    {
        await using var server = await ServerAsync((_, _) => Recorded("missions.extjs"));
        var columns = await Mast.ListColumnsAsync(server.Options, cancel: Stop);
        int row = Array.IndexOf(columns.Strings("Column Name"), "t_exptime");
        Assert.Equal(["float", "sec"], new[] { "Data Type", "Units" }.Select(n => columns.Strings(n)[row]));
        // The numbers are those of the table that astroquery makes of the same recorded reply.
        Assert.Equal(31, columns.RowCount);
        Assert.Equal([10, 3, 17, 1], new[] { "float", "integer", "string", "boolean" }.Select(t => columns.Strings("Data Type").Count(c => c == t)));
        Assert.Equal([363, 739, 1168], new[] { "Column Label", "Description", "Examples/Valid Values" }.Select(n => columns.Strings(n).Sum(c => c.Length)));
        var missions = await Mast.ListMissionsAsync(server.Options, cancel: Stop);
        Assert.Equal("""{"service": "Mast.Caom.All", "params": {}, "format": "extjs", "pagesize": 50000, "page": 1}""", server.Asked.Last().Form["request"]);
        // The missions as astroquery lists them from the same recorded reply.
        Assert.Equal(["BEFS", "EUVE", "FUSE", "GALEX", "HLA", "HST", "HUT", "IUE", "K2", "K2FFI", "Kepler", "KeplerFFI", "SWIFT", "TUES", "WUPPE"], missions.Strings("mission"));
    }

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(5, "5.0")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1.25e-7, "1.25e-07")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(-2.5e22, "-2.5e+22")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void Numbers_are_written_as_Python_writes_them(double value, string text) => Assert.Equal(text, PythonJson.Number(value));
}
