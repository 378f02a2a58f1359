using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HstNotebooks.Fits;
using HstNotebooks.Simulation;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>
/// Answers for all archives on loopback as they would for the fields of the tutorials: MAST with its recorded description of columns and files of one HDU,
/// SDSS and Gaia with the catalogs of the simulated cluster, CRDS with its recorded mappings.
/// </summary>
internal sealed class TutorialArchive
{
    private const string Context = "hst_0002.pmap", Job = "/tap-server/tap/async/1479386030738O";

    // What a name in the tutorials stands for: exposures, the suffixes of their products, the program that made them.
    private static readonly (string Name, string[] Exposures, string[] Suffixes, string Project, string Instrument, string Detector)[] Programs =
    [
        ("ibwb01", ["ibwb01xqq", "ibwb01xrq", "ibwb01xxq"], ["flc", "raw"], "CALWF3", "WFC3", "UVIS"),
        ("j8bt06", ["j8bt06aaq", "j8bt06abq"], ["flt", "raw"], "CALACS", "ACS", "WFC"),
        ("ua0605", ["ua060501m", "ua060502m"], ["c0m", "c1m", "d0m"], "CALWFPC2", "WFPC2", ""),
    ];

    private readonly Lazy<Observation> cluster = new(() => TutorialScene.Ngc6791());

    public async Task AnswerAsync(HttpContext context, AskedRequest asked)
    {
        var (path, response) = (asked.Path, context.Response);
        switch (path)
        {
            case "/portal/Mashup/Mashup.asmx/columnsconfig": await response.WriteAsync(await File.ReadAllTextAsync(SharedData.Path("data", "services", "mast", "columnsconfig.json"))); break;
            case "/api/v0/invoke": await response.WriteAsync(Portal(asked.Form["request"])); break;
            case "/api/v0.1/Download/file": await response.Body.WriteAsync(Exposure(asked.Target.Split('/')[^1])); break;
            case "/dr17/en/tools/search/X_Results.aspx": await response.WriteAsync(SdssCrossMatch.Answer(asked.Body, cluster.Value.Catalogs["sdss.cat"])); break;
            case "/tap-server/tap/async":
                response.StatusCode = 303;
                response.Headers.Location = Job;
                break;
            case Job + "/phase": await response.WriteAsync("COMPLETED"); break;
            case Job + "/results/result": cluster.Value.Catalogs["gaia.cat"].Write(response.BodyWriter.AsStream(), TableFormat.VoTable); break;
            default:
                if (path.StartsWith("/json/", StringComparison.Ordinal)) await response.WriteAsync(Crds(path.Split('/')[2], asked.Body));
                else if (path.StartsWith("/unchecked_get/mappings/", StringComparison.Ordinal)) await response.WriteAsync(await File.ReadAllTextAsync(SharedData.Path("data", "services", "crds", path.Split('/')[^1])));
                else if (path.StartsWith("/unchecked_get/references/", StringComparison.Ordinal)) await response.Body.WriteAsync(Reference(path.Split('/')[^1]));
                else response.StatusCode = 404;
                break;
        }
    }

    /// <summary>A file of one HDU with the keywords by which CRDS chooses.</summary>
    public static byte[] Exposure(string name)
    {
        var program = Programs.First(p => name.StartsWith(p.Name, StringComparison.Ordinal));
        using var file = new FitsFile();
        var primary = new ImageHdu();
        foreach (var (key, value) in new (string, string)[] { ("INSTRUME", program.Instrument), ("DETECTOR", program.Detector), ("FILTER1", "F606W"), ("FILTER2", "CLEAR2L"), ("DATE-OBS", "2005-09-25"),
            ("TIME-OBS", "06:50:20"), ("DRIZCORR", "PERFORM"), ("IDCTAB", "jref$old_idc.fits") }) primary.Header[key] = value;
        file.Add(primary);
        string path = Path.GetTempFileName();
        try
        {
            file.Save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Portal(string request)
    {
        using var json = JsonDocument.Parse(request);
        string service = json.RootElement.GetProperty("service").GetString()!;
        var all = Programs.SelectMany(p => p.Exposures.Select(e => (Program: p, Exposure: e))).ToList();
        if (service == "Mast.Caom.Filtered")
        {
            string wanted = Regex.Match(request, "\"freeText\": \"([a-z0-9]+)%\"").Groups[1].Value;
            return Reply([("obsid", "long"), ("obs_id", "string")], all.Where(a => a.Exposure.StartsWith(wanted, StringComparison.Ordinal)).Select(a => $$"""{"obsid": {{1000 + all.IndexOf(a)}}, "obs_id": "{{a.Exposure}}"}"""));
        }
        var chosen = json.RootElement.GetProperty("params").GetProperty("obsid").GetString()!.Split(',').Select(id => all[int.Parse(id, CultureInfo.InvariantCulture) - 1000]);
        return Reply([("obs_collection", "string"), ("obs_id", "string"), ("dataURI", "string"), ("productFilename", "string"), ("productSubGroupDescription", "string"), ("project", "string"), ("size", "int")],
            chosen.SelectMany(c => c.Program.Suffixes.Select(s => (File: $"{c.Exposure}_{s}.fits", c.Exposure, c.Program.Project, Group: s.ToUpperInvariant()))).Select(p =>
                $$"""{"obs_collection": "HST", "obs_id": "{{p.Exposure}}", "dataURI": "mast:HST/product/{{p.File}}", "productFilename": "{{p.File}}", "productSubGroupDescription": "{{p.Group}}", "project": "{{p.Project}}", "size": {{Exposure(p.File).Length}}}"""));
    }

    private static string Reply((string Name, string Type)[] fields, IEnumerable<string> rows) =>
        $$"""{"status": "COMPLETE", "fields": [{{string.Join(", ", fields.Select(f => $$"""{"name": "{{f.Name}}", "type": "{{f.Type}}"}"""))}}], "data": [{{string.Join(", ", rows)}}]}""";

    private static string Crds(string method, string body) => method switch
    {
        "get_server_info" => $$$"""{"error": null, "result": {"operational_context": "{{{Context}}}", "status": "server"}}""",
        "get_file_info_map" => $$$"""{"error": null, "result": {"crds_encoded": "1.0", "crds_payload": "{{{Packed(Infos(body))}}}"}}""",
        _ => $$$"""{"error": {"message": "no method {{{method}}}"}, "result": null}""",
    };

    private static string Infos(string body) => "{" + string.Join(", ", Regex.Matches(body, "\"([a-z0-9_]+\\.fits)\"").Select(m => m.Groups[1].Value)
        .Select(n => $"\"{n}\": {{\"size\": \"{Reference(n).Length}\", \"sha1sum\": \"{Convert.ToHexStringLower(SHA1.HashData(Reference(n)))}\"}}")) + "}";

    private static byte[] Reference(string name) => Encoding.ASCII.GetBytes("SIMPLE  =                    T " + name.PadRight(3000));

    private static string Packed(string json)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(json));
        return Convert.ToBase64String(packed.ToArray());
    }
}
