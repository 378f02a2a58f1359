using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Alignment;

/// <summary>Writes text products into a folder, each complete or not at all, and remembers them.</summary>
/// <param name="folder">The folder; empty: the working directory.</param>
internal sealed class ProductFiles(string folder)
{
    private readonly List<string> written = [];

    /// <summary>The files that are there now, in the order of writing.</summary>
    public IReadOnlyList<string> Written => written;

    /// <summary>Where a product of this name goes.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>Writes a text file.</summary>
    /// <exception cref="Errors.HstException">The folder cannot be written to.</exception>
    public void WriteText(string name, Action<TextWriter> write)
    {
        string path = PathOf(name);
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(text);
        AtomicFile.WriteText(path, text.ToString());
        Remember(path);
    }

    /// <summary>Adds a file that was written otherwise.</summary>
    public void Remember(string path)
    {
        if (!written.Contains(path)) written.Add(path);
    }

    /// <summary>Deletes files and forgets them.</summary>
    public void Remove(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            File.Delete(path);
            written.Remove(path);
        }
    }
}
