using System.Text;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>Writes a text file so that it is the old one or the complete new one.</summary>
internal static class AtomicText
{
    /// <summary>Writes the text as UTF-8.</summary>
    public static void Write(string path, string text)
    {
        string waiting = path + ".part" + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            File.WriteAllText(waiting, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(waiting, path, overwrite: true);
        }
        catch
        {
            File.Delete(waiting);
            throw;
        }
    }
}
