using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// The cache of answers on disk: one file per question, named by the SHA-256 of the question, written whole or not at all. Its first line
/// holds the time and the length, the rest is the answer. Only complete, non-empty answers are kept. A damaged file counts as absent.
/// </summary>
/// <param name="options">Folder, age and size limits.</param>
public sealed class ArchiveCache(ArchiveOptions options)
{
    private const string Magic = "hst-notebooks-reply-1";

    /// <summary>The folder of the kept answers.</summary>
    public string Folder { get; } = Path.Combine(options.CacheFolder, "replies");

    /// <summary>Bytes that the kept answers take.</summary>
    public long Size => Files().Sum(f => f.Length);

    /// <summary>Number of kept answers.</summary>
    public int Count => Files().Count();

    /// <summary>What is kept of each service: service, answers, size, oldest and newest (UTC); a row per service of which something is kept.</summary>
    public Table Summary()
    {
        var services = Files().GroupBy(f => f.Directory!.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Name: g.Key, Files: g.ToList())).ToList();
        return new Table(
        [
            new TableColumn<string>("service", [.. services.Select(s => s.Name)]),
            new TableColumn<long>("answers", [.. services.Select(s => (long)s.Files.Count)]),
            new TableColumn<double>("size", [.. services.Select(s => s.Files.Sum(f => f.Length) / 1e6)], "Mbyte") { Format = "F2" },
            new TableColumn<string>("oldest", [.. services.Select(s => ResultMetadata.Stamp(s.Files.Min(f => f.LastWriteTimeUtc)))]),
            new TableColumn<string>("newest", [.. services.Select(s => ResultMetadata.Stamp(s.Files.Max(f => f.LastWriteTimeUtc)))]),
        ], $"kept answers in {Folder}");
    }

    /// <summary>The answer kept for a question, however old, or null.</summary>
    public KeptReply? Find(ArchiveService service, string question)
    {
        string path = PathOf(service, question);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            Span<byte> head = stackalloc byte[96];
            int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            int end = head[..read].IndexOf((byte)'\n');
            if (end < 0) return null;
            string[] words = Encoding.ASCII.GetString(head[..end]).Split(' ');
            if (words is not [Magic, var time, var length] || !long.TryParse(length, CultureInfo.InvariantCulture, out long count)
                || file.Length != end + 1 + count
                || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var when)) return null;
            byte[] body = new byte[count];
            file.Position = end + 1;
            file.ReadExactly(body);
            TouchAccess(path);
            return new KeptReply(when, body);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer, then removes the least recently used ones beyond the size limit. A cache that cannot be written is no error.</summary>
    public void Keep(ArchiveService service, string question, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        if (options.CacheAge <= TimeSpan.Zero || body.Length == 0 || body.Length > options.CacheSize) return;
        string path = PathOf(service, question);
        string temporary = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Magic} {time.UtcDateTime:O} {body.Length}\n")));
                file.Write(body);
            }
            File.Move(temporary, path, overwrite: true);
            Trim(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            try { File.Delete(temporary); } catch (Exception f) when (f is IOException or UnauthorizedAccessException) { }
        }
    }

    /// <summary>Removes kept answers, all or those of one service, and says how many.</summary>
    public int Clear(ArchiveService? service = null)
    {
        int count = 0;
        foreach (var file in Files())
        {
            if (service is { } only && file.Directory!.Name != FolderName(only)) continue;
            file.Delete();
            count++;
        }
        return count;
    }

    private void Trim(string keep)
    {
        // What a killed process left half written.
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles("*.tmp", SearchOption.AllDirectories))
            if (DateTime.UtcNow - file.LastWriteTimeUtc > TimeSpan.FromHours(1)) file.Delete();
        var files = Files().OrderBy(f => f.LastAccessTimeUtc).ToList();
        long size = files.Sum(f => f.Length);
        foreach (var file in files)
        {
            if (size <= options.CacheSize) break;
            if (file.FullName == Path.GetFullPath(keep)) continue;
            size -= file.Length;
            file.Delete();
        }
    }

    // Many disks are mounted without access times, so the use is noted here.
    private static void TouchAccess(string path)
    {
        try { File.SetLastAccessTimeUtc(path, DateTime.UtcNow); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private IEnumerable<FileInfo> Files() =>
        Directory.Exists(Folder) ? new DirectoryInfo(Folder).EnumerateFiles("*.reply", SearchOption.AllDirectories) : [];

    private string PathOf(ArchiveService service, string question) =>
        Path.Combine(Folder, FolderName(service), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question))) + ".reply");

    private static string FolderName(ArchiveService service) => service.ToString().ToLowerInvariant();

    /// <inheritdoc/>
    public override string ToString() => $"cache of archive answers in {Folder}";
}
