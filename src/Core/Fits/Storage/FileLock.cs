using System.Diagnostics;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits.Storage;

/// <summary>
/// The exclusive right to change a file, between threads and between processes: a hidden <c>.name.lock</c> beside the file,
/// locked while it is held and removed afterwards. The lock dies with its process; a lock file left by a killed one is taken over.
/// </summary>
/// <remarks>
/// A process may have opened a lock file that its holder removes at the same moment. So after locking, a random time stamp is put
/// on the open file and compared with that of the path: they differ where the path names another file by now.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string path;
    private readonly FileStream stream;

    private FileLock(string path, FileStream stream) { this.path = path; this.stream = stream; }

    /// <summary>Waits for the lock of a file.</summary>
    /// <param name="target">Full path of the file to change.</param>
    /// <exception cref="FitsException">Somebody else held it for a minute.</exception>
    public static FileLock Acquire(string target)
    {
        string path = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.lock");
        var waited = Stopwatch.StartNew();
        for (int round = 0; ; round++)
        {
            try
            {
                var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
                if (Names(path, stream)) return new FileLock(path, stream);
                stream.Dispose();
            }
            catch (IOException e) when (IsHeldByOther(e))
            {
                if (waited.Elapsed > Patience)
                    throw new FitsException($"another process has been changing {Path.GetFileName(target)} for {Patience.TotalSeconds:F0} s", e)
                    { File = target, Advice = "wait until it is done, or stop it" };
            }
            catch (FileNotFoundException)
            {
                // The holder removed it between our look and our opening.
            }
            Thread.Sleep(Math.Min(1 + round, 20));
        }
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows()) { stream.Dispose(); TryDelete(); }
        else { TryDelete(); stream.Dispose(); }
    }

    /// <summary>EAGAIN of Linux and of macOS, sharing and lock violation of Windows.</summary>
    internal static bool IsHeldByOther(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    private static bool Names(string path, FileStream stream)
    {
        var stamp = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(Random.Shared.NextInt64(TimeSpan.TicksPerDay * 365 * 20));
        File.SetLastWriteTimeUtc(stream.SafeFileHandle, stamp);
        return File.GetLastWriteTimeUtc(stream.SafeFileHandle) == File.GetLastWriteTimeUtc(path);
    }

    private void TryDelete()
    {
        try { File.Delete(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty lock file stays; the next holder takes it over.
        }
    }
}
