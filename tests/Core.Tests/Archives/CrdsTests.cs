using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>What CRDS is sent, to the byte; references brought to the cache and named in headers.</summary>
public sealed class CrdsTests : IDisposable
{
    private const string Context = "hst_0002.pmap";
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ArchiveOptions Options(ArchiveServer server) => server.Options with { CrdsPath = Path.Combine(folder, "crds_cache") };

    private static byte[] Reference(string name) => Encoding.ASCII.GetBytes("SIMPLE  =                    T " + name.PadRight(3000));

    private static byte[] Content(string name) => name.EndsWith(".rmap", StringComparison.Ordinal) ? File.ReadAllBytes(SharedData.Path("data", "services", "crds", name)) : Reference(name);

    /// <summary>A CRDS server with the recorded mappings; every reference exists.</summary>
    private static Task<ArchiveServer> CrdsAsync(Func<string, byte[]>? reference = null) => ArchiveServer.StartAsync(async (context, asked) =>
    {
        string name = asked.Target.Split('/')[^1];
        if (asked.Target.StartsWith("/unchecked_get/mappings/hst/", StringComparison.Ordinal))
        {
            string path = SharedData.Path("data", "services", "crds", name);
            byte[] mapping = await File.ReadAllBytesAsync(path);
            await context.Response.Body.WriteAsync(name == "hst_wfc3_biasfile.rmap" ? WithNewHook(mapping) : mapping);
        }
        else if (asked.Target.StartsWith("/unchecked_get/references/hst/", StringComparison.Ordinal)) await context.Response.Body.WriteAsync((reference ?? Reference)(name));
        else if (asked.Target.StartsWith("/json/get_server_info/", StringComparison.Ordinal))
            await context.Response.WriteAsync($$$"""{"error": null, "id": "1", "result": {"operational_context": "{{{Context}}}", "status": "server"}}""");
        else if (asked.Target.StartsWith("/json/get_file_info_map/", StringComparison.Ordinal))
        {
            var names = System.Text.RegularExpressions.Regex.Matches(asked.Body, "\"([a-z0-9_]+\\.(?:fits|rmap))\"").Select(m => m.Groups[1].Value);
            string infos = string.Join(", ", names.Where(n => n != "unknown_idc.fits").Select(n => $"\"{n}\": {{\"size\": \"{Content(n).Length}\", \"sha1sum\": \"{Convert.ToHexStringLower(SHA1.HashData(Content(n)))}\"}}"));
            await context.Response.WriteAsync($$$"""{"error": null, "result": {"crds_encoded": "1.0", "crds_payload": "{{{Packed("{" + infos + "}")}}}"}}""");
        }
        else if (asked.Target.StartsWith("/json/get_required_parkeys/", StringComparison.Ordinal))
            await context.Response.WriteAsync("""{"error": null, "result": {"wfc3": ["DETECTOR", "date-obs", "TIME-OBS", "SUBARRAY"], "acs": []}}""");
        else if (asked.Target.StartsWith("/json/get_best_references/", StringComparison.Ordinal))
            await context.Response.WriteAsync("""{"error": null, "result": {"biasfile": "x2m1848gi_bia.fits"}}""");
        else context.Response.StatusCode = 404;
    });

    [Fact]
    public async Task A_call_is_sent_byte_for_byte()
    {
        await using var server = await CrdsAsync();
        Assert.Equal(Context, await Crds.GetContextAsync(Options(server), Stop));
        var asked = server.Asked.Single();
        string id = asked.Path.Split('/')[3];
        Assert.Equal($"POST /json/get_server_info/{id}/", $"{asked.Method} {asked.Target}");
        Assert.Equal($$"""{"jsonrpc": "1.0", "method": "get_server_info", "params": [], "id": "{{id}}"}""", asked.Body);
        Assert.Equal("hst_1156.pmap", await Crds.GetContextAsync(Options(server) with { CrdsContext = "hst_1156.pmap" }, Stop));
        var request = CrdsServer.Request(Options(server), "get_best_references", "hst_1156.pmap", new (string, object?)[] { ("INSTRUME", "WFC3") }, new[] { "idctab" });
        Assert.Contains("\"params\": [\"hst_1156.pmap\", {\"INSTRUME\": \"WFC3\"}, [\"idctab\"]], ", Encoding.UTF8.GetString(request.Body!));
        // As CRDS's own client sends them, but for the id.
        await Crds.SyncAsync(["ubi1853qi_mdz.fits"], folder, Options(server), cancel: Stop);
        Assert.StartsWith("""{"jsonrpc": "1.0", "method": "get_file_info_map", "params": ["hst", ["ubi1853qi_mdz.fits"], ["sha1sum", "size"]], "id": """, server.Asked.Single(a => a.Path.StartsWith("/json/get_file_info_map/", StringComparison.Ordinal)).Body);
        await Assert.ThrowsAsync<ArchiveException>(() => Crds.GetDatasetHeadersAsync(["ja9553m3q"], Options(server) with { CrdsContext = "hst_1156.pmap" }, Stop));
        Assert.StartsWith("""{"jsonrpc": "1.0", "method": "get_dataset_headers_by_id", "params": ["hst_1156.pmap", ["JA9553M3Q"], null], "id": """, server.Asked.Last().Body);
    }

    [Fact]
    public async Task Best_references_are_computed_here_from_fetched_mappings()
    {
        await using var server = await CrdsAsync();
        var header = new Dictionary<string, string> { ["INSTRUME"] = "WFC3", ["DETECTOR"] = "UVIS", ["DATE-OBS"] = "2012-12-31", ["TIME-OBS"] = "01:02:03", ["DRIZCORR"] = "PERFORM" };
        var best = await Crds.GetBestReferencesAsync(header, ["idctab", "mdriztab", "biasfile"], options: Options(server), cancel: Stop);
        Assert.Equal("x5h1320ei_idc.fits", best["idctab"].File);
        Assert.Equal("ubi1853qi_mdz.fits", best["mdriztab"].File);
        // The rule that wants a calculation which is not known here is asked from the server.
        Assert.Equal("x2m1848gi_bia.fits", best["biasfile"].File);
        Assert.Equal(["hst_0002.pmap", "hst_wfc3.imap", "hst_wfc3_biasfile.rmap", "hst_wfc3_idctab.rmap", "hst_wfc3_mdriztab.rmap"],
            Directory.GetFiles(Path.Combine(folder, "crds_cache", "mappings", "hst")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        // Offline the cache is enough, and the context is the newest in it.
        int asked = server.Asked.Count;
        best = await Crds.GetBestReferencesAsync(header, ["idctab", "biasfile"], options: Options(server) with { Offline = true, CacheFolder = Path.Combine(folder, "none") }, cancel: Stop);
        Assert.Equal("x5h1320ei_idc.fits", best["idctab"].File);
        Assert.Equal(CrdsChoiceKind.NeedsServer, best["biasfile"].Kind);
        Assert.Contains("precondition_header_wfc3_biasfile_v9", best["biasfile"].Reason);
        Assert.Equal(asked, server.Asked.Count);
        var fault = await Assert.ThrowsAsync<ParameterException>(() => Crds.GetBestReferencesAsync(header, ["idctub"], options: Options(server), cancel: Stop));
        Assert.Equal("did you mean idctab?", fault.Advice);
    }

    [Fact]
    public async Task Best_references_are_asked_from_the_server_on_demand()
    {
        await using var server = await CrdsAsync();
        var header = new Dictionary<string, string> { ["INSTRUME"] = "WFC3", ["DETECTOR"] = "UVIS", ["DATE-OBS"] = "2012-12-31", ["TIME-OBS"] = "01:02:03" };
        var best = await Crds.GetBestReferencesAsync(header, ["BIASFILE"], CrdsRuleSource.Server, Options(server), Stop);
        Assert.Equal("x2m1848gi_bia.fits", best["biasfile"].File);
        Assert.StartsWith("""{"jsonrpc": "1.0", "method": "get_required_parkeys", "params": ["hst_0002.pmap"], "id": """, server.Asked.ElementAt(1).Body);
        Assert.StartsWith("""{"jsonrpc": "1.0", "method": "get_best_references", "params": ["hst_0002.pmap", {"DATE-OBS": "2012-12-31", "DETECTOR": "UVIS", "INSTRUME": "WFC3", "SUBARRAY": "UNDEFINED", "TIME-OBS": "01:02:03"}, ["biasfile"]], "id": """, server.Asked.Last().Body);
        // No mapping was needed.
        Assert.DoesNotContain(server.Asked, a => a.Path.Contains("mappings", StringComparison.Ordinal));
        header["INSTRUME"] = "FOC";
        Assert.Contains("no instrument FOC", (await Assert.ThrowsAsync<ArchiveException>(() => Crds.GetBestReferencesAsync(header, null, CrdsRuleSource.Server, Options(server), Stop))).Message);
    }

    [Fact]
    public async Task Headers_are_changed_and_references_fetched()
    {
        await using var server = await CrdsAsync();
        string path = Path.Combine(folder, "ibwb01xqq_flc.fits");
        using (var file = new FitsFile())
        {
            var primary = new ImageHdu();
            foreach (var (key, value) in new (string, object)[] { ("INSTRUME", "WFC3"), ("DETECTOR", "UVIS"), ("DATE-OBS", "2012-12-31"), ("TIME-OBS", "01:02:03"), ("DRIZCORR", "PERFORM"), ("DQICORR", "OMIT"),
                ("IDCTAB", "iref$old_idc.fits"), ("MDRIZTAB", "iref$ubi1853qi_mdz.fits"), ("BPIXTAB", "iref$old_bpx.fits") }) primary.Header[key] = value;
            file.Add(primary);
            file.Save(path);
        }
        var table = await Crds.BestRefsAsync(path, new BestRefsOptions { Types = ["idctab", "mdriztab", "bpixtab"], SyncReferences = true, UpdateBestRefs = true }, Options(server), cancel: Stop);
        Assert.Equal(["bpixtab", "idctab", "mdriztab"], table.Strings("Type"));
        Assert.Equal(["CHANGED", "CHANGED", "SAME"], table.Strings("Status"));
        Assert.Equal(Context, table.Metadata["context"]);
        using (var file = FitsFile.Open(path))
        {
            Assert.Equal("iref$x5h1320ei_idc.fits", file.PrimaryHeader.GetString("IDCTAB"));
            Assert.Equal("iref$ubi1853qi_mdz.fits", file.PrimaryHeader.GetString("MDRIZTAB"));
            Assert.Equal("N/A", file.PrimaryHeader.GetString("BPIXTAB"));
        }
        string reference = Path.Combine(folder, "crds_cache", "references", "hst", "wfc3", "x5h1320ei_idc.fits");
        Assert.Equal(Reference("x5h1320ei_idc.fits"), File.ReadAllBytes(reference));
        Assert.Equal(reference, new CrdsCache(Options(server)).Locate("iref$x5h1320ei_idc.fits"));
        byte[] before = File.ReadAllBytes(path);
        table = await Crds.BestRefsAsync(path, new BestRefsOptions { Types = ["idctab"], UpdateBestRefs = true }, Options(server), cancel: Stop);
        Assert.Equal(["SAME"], table.Strings("Status"));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Explicit_files_are_synced_and_damaged_ones_refused()
    {
        await using var server = await CrdsAsync(name => name == "ubi1853pi_mdz.fits" ? Encoding.ASCII.GetBytes("SIMPLE  = damaged".PadRight(Reference(name).Length)) : Reference(name));
        string iref = Path.Combine(folder, "iref");
        var table = await Crds.SyncAsync(["ubi1853qi_mdz.fits", "iref$ubi1853pi_mdz.fits", "unknown_idc.fits"], iref, Options(server), cancel: Stop);
        Assert.Equal(["COMPLETE", "ERROR", "ERROR"], table.Strings("Status"));
        Assert.Contains("arrived damaged", table.Strings("Message")[1]);
        Assert.Contains("does not know unknown_idc.fits", table.Strings("Message")[2]);
        Assert.True(File.Exists(Path.Combine(iref, "ubi1853qi_mdz.fits")));
        Assert.False(File.Exists(Path.Combine(iref, "ubi1853pi_mdz.fits")));
        int asked = server.Asked.Count;
        table = await Crds.SyncAsync(["ubi1853qi_mdz.fits"], iref, Options(server), cancel: Stop);
        Assert.Equal("already there", table.Strings("Message").Single());
        Assert.Equal(asked, server.Asked.Count);
    }

    [Fact]
    public void Both_layouts_of_the_cache_are_understood()
    {
        var options = new ArchiveOptions { CrdsPath = folder };
        Assert.EndsWith(Path.Combine("references", "hst", "wfpc2", "s9518396u_off.fits"), new CrdsCache(options).ReferencePath("s9518396u_off.fits"));
        Directory.CreateDirectory(Path.Combine(folder, "config", "hst"));
        File.WriteAllText(Path.Combine(folder, "config", "hst", "ref_cache_subdir_mode"), "flat\n");
        Assert.EndsWith(Path.Combine("references", "hst", "s9518396u_off.fits"), new CrdsCache(options).ReferencePath("s9518396u_off.fits"));
        Assert.Throws<ArchiveException>(() => new CrdsCache(options).ReferencePath("../evil.fits"));
        Assert.Equal(["jref", "iref", "uref", "oref", "nref", "lref"], new[] { "ACS", "WFC3", "WFPC2", "STIS", "NICMOS", "COS" }.Select(CrdsCache.PrefixOf));
    }

    [Fact]
    public async Task References_are_synced_into_either_layout_and_found_there()
    {
        await using var server = await CrdsAsync();
        foreach (string layout in new[] { "instrument", "flat" })
        {
            var options = Options(server) with { CrdsPath = Path.Combine(folder, layout) };
            Directory.CreateDirectory(Path.Combine(folder, layout, "config", "hst"));
            File.WriteAllText(Path.Combine(folder, layout, "config", "hst", "ref_cache_subdir_mode"), layout);
            var table = await Crds.SyncAsync(["iref$ubi1853qi_mdz.fits", "hst_wfc3_idctab.rmap"], null, options, cancel: Stop);
            string expected = Path.Combine([folder, layout, "references", "hst", .. layout == "flat" ? [] : new[] { "wfc3" }, "ubi1853qi_mdz.fits"]);
            Assert.Equal([expected, Path.Combine(folder, layout, "mappings", "hst", "hst_wfc3_idctab.rmap")], table.Strings("Local Path"));
            Assert.All(table.Strings("Status"), s => Assert.Equal("COMPLETE", s));
            Assert.Equal(expected, new CrdsCache(options).Locate("iref$ubi1853qi_mdz.fits"));
        }
    }

    [Fact]
    public async Task A_damaged_mapping_is_not_kept()
    {
        await using var server = await ArchiveServer.StartAsync(async (context, asked) =>
            await context.Response.WriteAsync((await File.ReadAllTextAsync(SharedData.Path("data", "services", "crds", asked.Target.Split('/')[^1]))).Replace("WFC3", "WFCX", StringComparison.Ordinal)));
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Crds.GetBestReferencesAsync(new Dictionary<string, string> { ["INSTRUME"] = "WFC3" }, null, options: Options(server) with { CrdsContext = Context }, cancel: Stop));
        Assert.Contains("arrived damaged", fault.Message);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "crds_cache", "mappings", "hst")));
    }

    [Fact]
    public async Task An_error_of_the_server_is_shown_in_its_own_words()
    {
        await using var server = await ArchiveServer.StartAsync((context, _) => context.Response.WriteAsync("""{"error": {"message": "Unknown context &#39;hst_9999.pmap&#39;"}, "result": null}"""));
        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Crds.GetContextAsync(Options(server), Stop));
        Assert.Equal("CRDS refused get_server_info: Unknown context 'hst_9999.pmap'", fault.Message);
    }

    // A mapping as CRDS may deliver it one day, with the checksum that it has to state: that of all its other lines.
    private static byte[] WithNewHook(byte[] mapping)
    {
        string[] lines = Encoding.UTF8.GetString(mapping).Replace("header = {\n", "header = {\n    'hooks' : { 'precondition_header' : 'precondition_header_wfc3_biasfile_v9' },\n", StringComparison.Ordinal).Split('\n');
        int at = Array.FindIndex(lines, l => l.Contains("sha1sum", StringComparison.Ordinal));
        string sum = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, i) => i != at)))));
        lines[at] = $"    'sha1sum' : '{sum}',";
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static string Packed(string json)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(json));
        return Convert.ToBase64String(packed.ToArray());
    }
}
