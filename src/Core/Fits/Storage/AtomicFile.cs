using System.Runtime.InteropServices;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits.Storage;

/// <summary>
/// Writes files that appear complete or not at all: the bytes go to a temporary file in the same folder, are flushed to the
/// disk, and the temporary file takes the name. A crash leaves the old file, and perhaps a hidden <c>.name.*.tmp</c>
/// that the next write of the same name removes.
/// </summary>
public static partial class AtomicFile
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file; permissions of a file that is there are kept, and a link is followed to its target.</summary>
    /// <exception cref="IOException">The file cannot be written, or it is there and <paramref name="overwrite"/> is false. The old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write, bool overwrite = true) => Replace(path, overwrite, target =>
    {
        write(target);
        target.Flush(flushToDisk: true);
    }, FlushFolder);

    /// <summary>
    /// Writes text as UTF-8 without a mark, lines as they are. Logs, lists and pages can be made again, so that the disk is not
    /// waited for: after a loss of power the file may be missing, but it is never half there for a reader.
    /// </summary>
    /// <exception cref="HstException">The file cannot be written. The old file is untouched.</exception>
    public static void WriteText(string path, string text)
    {
        try
        {
            Replace(path, overwrite: true, target => target.Write(Encoding.UTF8.GetBytes(text)), afterwards: _ => { });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HstException("the file cannot be written: " + e.Message, e) { File = path, Advice = "check that the folder exists and may be written to" };
        }
    }

    /// <summary>Refuses a name under which nothing can be written, so that a task does not find out after its work. An empty name is fine: nothing is written.</summary>
    /// <param name="path">The file that will be written.</param>
    /// <param name="parameter">The parameter that names it.</param>
    /// <exception cref="ParameterException">Its folder does not exist or cannot be written to.</exception>
    public static void RequireWritable(string path, string parameter)
    {
        if (string.IsNullOrWhiteSpace(path)) return;
        string target = FinalTarget(path);
        string probe = TemporaryBeside(target);
        if (Path.GetDirectoryName(target) is { Length: > 0 } folder && !Directory.Exists(folder))
            throw new ParameterException("the file cannot be written: its folder does not exist") { File = path, Parameter = parameter, Advice = "make the folder, or name one that exists" };
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ParameterException("the file cannot be written: " + e.Message, e)
            { File = path, Parameter = parameter, Advice = "check that the folder exists and may be written to" };
        }
    }

    /// <summary>Makes a folder for products where it is missing.</summary>
    /// <param name="folder">The folder; blank for the working directory.</param>
    /// <param name="parameter">The parameter that names it.</param>
    /// <exception cref="ParameterException">A file has this name, or the folder cannot be made.</exception>
    public static void MakeFolder(string folder, string parameter)
    {
        if (string.IsNullOrWhiteSpace(folder)) return;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ParameterException(File.Exists(folder) ? "a file has the name of the folder" : "the folder cannot be made: " + e.Message, e)
            { File = folder, Parameter = parameter, Advice = "name another folder" };
        }
    }

    private static void Replace(string path, bool overwrite, Action<FileStream> write, Action<string> afterwards)
    {
        string target = FinalTarget(path);
        string folder = Path.GetDirectoryName(target)!;
        if (!overwrite && File.Exists(target)) throw new IOException($"{path} exists already");
        RemoveStale(folder, target);
        string temporary = TemporaryBeside(target);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
                write(stream);
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite);
            afterwards(folder);
        }
        catch (Exception e)
        {
            File.Delete(temporary);
            // What the framework throws where a limit on file sizes is met.
            if (e is ArgumentOutOfRangeException { ParamName: "value" }) throw new IOException("the file would be larger than the system allows", e);
            throw;
        }
    }

    /// <summary>A new hidden name in the folder of a file, of the form that <see cref="RemoveStale"/> knows.</summary>
    private static string TemporaryBeside(string target) => Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");

    /// <summary>The full path of the file behind a link, or of the path itself.</summary>
    internal static string FinalTarget(string path)
    {
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
    }

    /// <summary>Makes a rename or removal in a folder durable; does nothing where the system does not know the idea.</summary>
    internal static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;
        int descriptor = OpenFolder(folder, 0);
        if (descriptor < 0) return;
        _ = FlushDescriptor(descriptor);
        _ = CloseDescriptor(descriptor);
    }

    /// <summary>Removes what earlier, killed writers of the same name left behind. A live writer holds its file locked.</summary>
    private static void RemoveStale(string folder, string target)
    {
        foreach (string left in Directory.EnumerateFiles(folder, $".{Path.GetFileName(target)}.*.tmp"))
        {
            try
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(left) < StaleAfter) continue;
                using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
                File.Delete(left);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process writes it or removed it.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);
    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushDescriptor(int descriptor);
    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);
}
