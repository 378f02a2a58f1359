using System.Globalization;
using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Brings mappings and references from the CRDS server to the cache, with size and SHA-1 checked.</summary>
internal static class CrdsFiles
{
    private sealed record Info(long? Size, string? Sha1);

    /// <summary>A mapping from the cache, or from the server when it is not there.</summary>
    public static async Task<CrdsMapping> MappingAsync(ArchiveHttp http, string name, CancellationToken cancel)
    {
        string path = new CrdsCache(http.Options).MappingPath(name);
        if (!File.Exists(path))
        {
            await FileFetch.RunAsync(http, new FetchItem(ArchiveService.Crds, Address(http.Options, "mappings", name), path), null, cancel).ConfigureAwait(false);
            if (!CrdsMapping.HasRightChecksum(await File.ReadAllTextAsync(path, cancel).ConfigureAwait(false)))
            {
                File.Delete(path);
                throw new ArchiveException($"the CRDS mapping {name} arrived damaged: its SHA-1 is not the one that it states") { File = path, Advice = "try again; the damaged file was removed" };
            }
        }
        return CrdsMapping.Parse(await File.ReadAllTextAsync(path, cancel).ConfigureAwait(false), path);
    }

    /// <summary>Brings references to the cache or a folder; a row per file.</summary>
    public static async Task<Table> SyncAsync(IReadOnlyList<string> names, string? folder, ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var cache = new CrdsCache(options);
        string[] files = [.. names.Select(n => n[(n.IndexOf('$') + 1)..].ToLowerInvariant()).Distinct()];
        string[] paths = [.. files.Select(f => folder is not null ? Path.Combine(folder, SafeName.Check(f, "CRDS")) : IsMapping(f) ? cache.MappingPath(f) : cache.ReferencePath(f))];
        var missing = Enumerable.Range(0, files.Length).Where(i => !File.Exists(paths[i])).ToList();
        var infos = missing.Count == 0 || options.Offline ? [] : await InfosAsync(options, [.. missing.Select(i => files[i]).Order(StringComparer.Ordinal)], cancel).ConfigureAwait(false);
        string[] status = new string[files.Length], message = new string[files.Length];
        var counter = new ByteCounter([.. files.Select(f => infos.GetValueOrDefault(f)?.Size ?? 0)], progress);
        using var http = new ArchiveHttp(options, progress);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.ParallelDownloads), CancellationToken = cancel };
        await Parallel.ForAsync(0, files.Length, parallel, async (i, token) =>
        {
            var info = infos.GetValueOrDefault(files[i]);
            try
            {
                if (missing.Contains(i) && info is null && infos.Count > 0) throw new ArchiveException($"CRDS does not know {files[i]}") { Advice = "check the name" };
                var item = new FetchItem(ArchiveService.Crds, Address(options, IsMapping(files[i]) ? "mappings" : "references", files[i]), paths[i], info?.Size, info?.Sha1);
                var outcome = await FileFetch.RunAsync(http, item, position => counter.Set(i, position, files[i]), token).ConfigureAwait(false);
                (status[i], message[i]) = ("COMPLETE", outcome.WasThere ? "already there" : "");
            }
            catch (ArchiveException e) when (e.Message != ArchiveFaults.DiskFull)
            {
                (status[i], message[i]) = (options.Offline ? "SKIPPED" : "ERROR", e.Advice is null ? e.Message : $"{e.Message}; {e.Advice}");
            }
        }).ConfigureAwait(false);
        return new Table(
            [new TableColumn<string>("File", files), new TableColumn<string>("Local Path", paths), new TableColumn<string>("Status", status), new TableColumn<string>("Message", message)],
            "references", new Dictionary<string, string> { ["service"] = "CRDS", ["time"] = ResultMetadata.Stamp(DateTime.UtcNow) });
    }

    private static Task<Dictionary<string, Info>> InfosAsync(ArchiveOptions options, string[] files, CancellationToken cancel) =>
        CrdsServer.CallAsync(options, options.CacheAge, ReadInfos, cancel, "get_file_info_map", "hst", files, new[] { "sha1sum", "size" });

    private static Dictionary<string, Info> ReadInfos(JsonElement result)
    {
        var infos = new Dictionary<string, Info>();
        foreach (var file in result.EnumerateObject())
        {
            // An unknown file has a text here instead of its properties.
            if (file.Value.ValueKind != JsonValueKind.Object) continue;
            long? size = file.Value.TryGetProperty("size", out var s) && long.TryParse(s.ToString(), CultureInfo.InvariantCulture, out long bytes) ? bytes : null;
            infos[file.Name] = new Info(size, file.Value.TryGetProperty("sha1sum", out var sha1) && sha1.ToString() is { Length: 40 } sum ? sum : null);
        }
        return infos;
    }

    private static Uri Address(ArchiveOptions options, string kind, string name) => new(options.CrdsUrl, $"/unchecked_get/{kind}/hst/{FormText.Quote(name)}");

    private static bool IsMapping(string name) => name.EndsWith(".pmap", StringComparison.Ordinal) || name.EndsWith(".imap", StringComparison.Ordinal) || name.EndsWith(".rmap", StringComparison.Ordinal);
}
