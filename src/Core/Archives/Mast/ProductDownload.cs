using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Downloads the products of a table in parallel and reports each in a manifest.</summary>
internal static class ProductDownload
{
    private readonly record struct Job(FetchItem? Item, string Path, string Url, string Fault);

    private readonly record struct Done(string Status, string Message, long Bytes);

    public static async Task<Table> RunAsync(Table products, string folder, DownloadLayout layout, ArchiveOptions options,
        IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var jobs = Jobs(products, folder, layout, options);
        var done = new Done[jobs.Count];
        var counter = new ByteCounter(jobs.Select(j => j.Item?.Size ?? 0).ToArray(), progress);
        using var http = new ArchiveHttp(options, progress);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.ParallelDownloads), CancellationToken = cancel };
        await Parallel.ForAsync(0, jobs.Count, parallel, async (i, token) =>
        {
            done[i] = await OneAsync(http, jobs[i], position => counter.Set(i, position, Path.GetFileName(jobs[i].Path)), token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return Manifest(jobs, done);
    }

    private static async Task<Done> OneAsync(ArchiveHttp http, Job job, Action<long> received, CancellationToken cancel)
    {
        if (job.Item is null) return new Done("ERROR", job.Fault, 0);
        try
        {
            var outcome = await FileFetch.RunAsync(http, job.Item, received, cancel).ConfigureAwait(false);
            return outcome.WasThere ? new Done("COMPLETE", "already there", 0) : new Done("COMPLETE", "", outcome.Received);
        }
        catch (ArchiveException e)
        {
            // One product that fails does not stop the others; a full disk would fail them all.
            if (e.Message == ArchiveFaults.DiskFull) throw;
            return new Done(http.Options.Offline ? "SKIPPED" : "ERROR", e.Advice is null ? e.Message : $"{e.Message}; {e.Advice}", 0);
        }
    }

    private static List<Job> Jobs(Table products, string folder, DownloadLayout layout, ArchiveOptions options)
    {
        string[] uris = products.Strings("dataURI"), names = products.Strings("productFilename");
        string[] collections = layout == DownloadLayout.Flat ? [] : products.Strings("obs_collection");
        string[] observations = layout == DownloadLayout.Flat ? [] : products.Strings("obs_id");
        double[]? sizes = products.Find("size") is null ? null : products.Doubles("size");
        var jobs = new List<Job>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < uris.Length; i++)
        {
            if (!seen.Add(uris[i])) continue;
            string url = new Uri(options.MastUrl, "/api/v0.1/Download/file").AbsoluteUri + "?uri=" + FormText.Quote(uris[i], ":/");
            try
            {
                string file = SafeName.Check(names[i], "MAST");
                string path = layout == DownloadLayout.Flat ? Path.Combine(folder, file)
                    : Path.Combine(folder, "mastDownload", SafeName.Check(collections[i], "MAST"), SafeName.Check(observations[i], "MAST"), file);
                if (!paths.Add(path))
                    throw new ArchiveException($"two products have the same name {file}") { Advice = "download by observation instead of flat" };
                long? size = sizes is not null && sizes[i] > 0 ? (long)sizes[i] : null;
                jobs.Add(new Job(new FetchItem(ArchiveService.Mast, new Uri(url), path, size, SendsToken: true), path, url, ""));
            }
            catch (ArchiveException e)
            {
                jobs.Add(new Job(null, "", url, e.Message));
            }
        }
        return jobs;
    }

    private static Table Manifest(List<Job> jobs, Done[] done) => new(
        [
            new TableColumn<string>("Local Path", [.. jobs.Select(j => j.Path)]),
            new TableColumn<string>("Status", [.. done.Select(d => d.Status)], null, "COMPLETE, SKIPPED (work is offline) or ERROR"),
            new TableColumn<string>("Message", [.. done.Select(d => d.Message)]),
            new TableColumn<string>("URL", [.. jobs.Select(j => j.Url)]),
            new TableColumn<long>("Received", [.. done.Select(d => d.Bytes)], "byte", "bytes that came over the network"),
        ],
        "downloads",
        new Dictionary<string, string>
        {
            ["service"] = "MAST",
            ["time"] = ResultMetadata.Stamp(DateTime.UtcNow),
        });
}
