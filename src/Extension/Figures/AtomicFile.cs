using HstNotebooks.Errors;

namespace HstNotebooks.Figures;

/// <summary>Writes a small file so that it is the old one or the complete new one.</summary>
internal static class AtomicFile
{
    public static void Write(string path, byte[] content)
    {
        string full = Path.GetFullPath(path), temporary = full + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            throw new InputException("the file cannot be written: " + e.Message, e) { File = path, Advice = "check that the folder exists and may be written to" };
        }
    }
}
