using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

public sealed partial class FitsFile
{
    /// <summary>
    /// Changes a file on disk under an exclusive lock: the action edits headers, replaces images, adds or removes HDUs; then the file is
    /// updated in place where the change fits, else rewritten atomically. If the action throws, the file stays as it was.
    /// </summary>
    /// <remarks>The lock holds against other threads and processes that use this method; do not call it for the same file inside the action.</remarks>
    /// <exception cref="FitsException">The file cannot be read or written, or another process has been changing it for a minute.</exception>
    public static void Update(string path, Action<FitsFile> change)
    {
        if (!File.Exists(path)) throw new FitsException($"the file {path} does not exist") { File = path };
        string target = AtomicFile.FinalTarget(path);
        try
        {
            using var hold = FileLock.Acquire(target);
            using var file = Open(path);
            change(file);
            file.Save(target);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new FitsException($"{path} cannot be changed: {e.Message}", e) { File = path, Advice = "the folder must be writable" };
        }
    }
}
