using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <content>Other ways to the products than a download: the public cloud, and a script to run elsewhere.</content>
public static partial class Mast
{
    private const int PathsPerRequest = 40;

    /// <summary>
    /// Where products lie in the public cloud: a row per product with dataURI, path (the key in the bucket of the mission, for HST
    /// <c>s3://stpubdata</c>; missing where it is not public) and status.
    /// </summary>
    /// <param name="products">A table of products, or any table with a column dataURI.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">MAST did not deliver.</exception>
    public static async Task<Table> GetCloudPathsAsync(Table products, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string[] uris = [.. products.Strings("dataURI").Where(u => u.Length > 0).Distinct()];
        if (uris.Length == 0) throw new ParameterException("there are no products to look for") { Parameter = "products", Expected = "at least one dataURI" };
        var batches = new List<Table>();
        foreach (string[] batch in uris.Chunk(PathsPerRequest))
        {
            string query = string.Concat(batch.Select(u => FormText.Form(("uri", u)) + "&")) + "use_cloud_path=True";
            var request = ArchiveRequest.Get(ArchiveService.Mast, new Uri(options.MastUrl, "/api/v0.1/path_lookup/?" + query));
            var answer = await MastPortal.AskAsync(request, body => MastReplies.Paths(body), table => table.RowCount > 0, options, progress, cancel).ConfigureAwait(false);
            batches.Add(ResultMetadata.Attach(answer, "MAST", request.Address, string.Join(' ', batch), "cloud paths"));
        }
        return batches.Count == 1 ? batches[0] : TableStack.Rows(batches);
    }

    /// <summary>
    /// Asks MAST for a shell script that downloads products with curl, for a machine where this program is not, and saves it.
    /// </summary>
    /// <param name="products">A table of products; rows with the same dataURI count once.</param>
    /// <param name="path">The file to write, for example <c>mastDownload.sh</c>. The script puts the files into a folder of the same name, laid out by observation.</param>
    /// <param name="options">Server, retries.</param>
    /// <param name="progress">Told the bytes.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <returns>A row per product: dataURI, Status (COMPLETE where the script has it).</returns>
    /// <exception cref="ArchiveException">MAST made no script, or it cannot be written.</exception>
    public static async Task<Table> GetDownloadScriptAsync(Table products, string path, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= ArchiveOptions.FromEnvironment();
        string stem = SafeName.Check(Path.GetFileNameWithoutExtension(path), "the caller");
        string body = MastInvoke.Body("Mast.Bundle.Request", BundleParameters(products, stem), page: 1);
        using var http = new ArchiveHttp(options, progress);
        var reply = await http.DataAsync(MastInvoke.Request(options, body), cancel).ConfigureAwait(false);
        var (address, states) = MastReplies.Bundle(reply.Body);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var script)) throw new ArchiveException("MAST did not say where the download script is") { Advice = "try again later" };
        var text = await http.DataAsync(ArchiveRequest.Get(ArchiveService.Mast, script), cancel).ConfigureAwait(false);
        AtomicFile.Write(path, stream => stream.Write(text.Body));
        return states.WithMetadata(new Dictionary<string, string> { ["service"] = "MAST", ["address"] = script.GetLeftPart(UriPartial.Path), ["script"] = path }, "download script");
    }

    private static IReadOnlyList<(string Name, object? Value)> BundleParameters(Table products, string stem)
    {
        string[] uris = products.Strings("dataURI"), names = products.Strings("productFilename"), collections = products.Strings("obs_collection"), observations = products.Strings("obs_id");
        string[] descriptions = Words("description"), types = Words("dataproduct_type");
        int[] rows = [.. Enumerable.Range(0, uris.Length).DistinctBy(i => uris[i])];
        if (rows.Length == 0) throw new ParameterException("there are no products to download") { Parameter = "products", Expected = "at least one product" };
        return
        [
            ("urlList", string.Join(',', rows.Select(i => uris[i]))), ("filename", stem),
            ("pathList", string.Join(',', rows.Select(i => $"{stem}/{SafeName.Check(collections[i], "MAST")}/{SafeName.Check(observations[i], "MAST")}/{SafeName.Check(names[i], "MAST")}"))),
            ("descriptionList", rows.Select(i => descriptions[i]).ToArray()), ("productTypeList", rows.Select(i => types[i]).ToArray()), ("extension", "curl"),
        ];

        string[] Words(string column) => products.Find(column) is null ? [.. uris.Select(_ => "")] : products.Strings(column);
    }
}
