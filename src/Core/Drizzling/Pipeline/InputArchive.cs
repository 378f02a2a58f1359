using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>Copies of the inputs as they were before the first run, in the folder <c>OrIg_files</c> (parameters preserve, overwrite, restore).</summary>
internal static class InputArchive
{
    private const string FolderName = "OrIg_files";

    public static void Prepare(IReadOnlyList<DrizzleInput> inputs, AstroDrizzleOptions options, CancellationToken cancel)
    {
        foreach (var input in inputs)
        {
            InputException.ThrowIfMissing(input.Path, "input");
            cancel.ThrowIfCancellationRequested();
            string folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(input.Path))!, FolderName), copy = Path.Combine(folder, Path.GetFileName(input.Path));
            if (options.Overwrite) Keep(input.Path, copy);
            else if (options.Restore && File.Exists(copy)) Copy(copy, input.Path, isReadOnly: false);
            else if (options.Preserve && !File.Exists(copy)) Keep(input.Path, copy);
        }
    }

    private static void Keep(string input, string copy)
    {
        // What is no FITS file is refused before a folder is made for it.
        using (FitsFile.Open(input)) { }
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        Copy(input, copy, isReadOnly: true);
    }

    /// <summary>Copies under another name first, so that a half-written copy is never taken for the original.</summary>
    private static void Copy(string source, string target, bool isReadOnly)
    {
        string part = target + ".part";
        // Windows replaces no read-only file.
        foreach (string old in (string[])[part, target]) SetReadOnly(old, false);
        File.Copy(source, part, overwrite: true);
        SetReadOnly(part, isReadOnly);
        File.Move(part, target, overwrite: true);
    }

    private static void SetReadOnly(string path, bool isReadOnly)
    {
        if (File.Exists(path)) File.SetAttributes(path, isReadOnly ? File.GetAttributes(path) | FileAttributes.ReadOnly : File.GetAttributes(path) & ~FileAttributes.ReadOnly);
    }
}
