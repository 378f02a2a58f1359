using HstNotebooks.Errors;

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
            if (options.Overwrite) Copy(input.Path, copy);
            else if (options.Restore && File.Exists(copy)) CopyBack(copy, input.Path);
            else if (options.Preserve && !File.Exists(copy)) Copy(input.Path, copy);
        }
    }

    /// <summary>Copies under another name first, so that a half-written copy is never taken for the original.</summary>
    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string part = target + ".part";
        File.Copy(source, part, overwrite: true);
        File.SetAttributes(part, File.GetAttributes(part) | FileAttributes.ReadOnly);
        File.Move(part, target, overwrite: true);
    }

    private static void CopyBack(string copy, string target)
    {
        string part = target + ".part";
        File.Copy(copy, part, overwrite: true);
        File.SetAttributes(part, File.GetAttributes(part) & ~FileAttributes.ReadOnly);
        File.Move(part, target, overwrite: true);
    }
}
