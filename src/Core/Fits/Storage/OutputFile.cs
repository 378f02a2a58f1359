using System.IO.Compression;

namespace HstNotebooks.Fits.Storage;

/// <summary>Writes whole files: atomically, stopping when asked to, and compressed where the name ends in .gz.</summary>
internal static class OutputFile
{
    /// <exception cref="IOException">The file cannot be written, or it is there and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped; nothing is left of it.</exception>
    public static void Write(string path, Action<Stream> write, bool overwrite, CancellationToken cancel) =>
        AtomicFile.Write(path, file =>
        {
            using var stream = new CancellableStream(file, cancel);
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) { write(stream); return; }
            using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            write(gzip);
        }, overwrite);
}
