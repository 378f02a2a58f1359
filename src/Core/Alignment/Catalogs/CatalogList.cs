using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>
/// A text file with one line per image: the image, then one file for each chip. TweakReg's <c>catfile</c> and <c>exclusions</c>
/// have this form (facts: catalogs-and-regions 2.1, 2.4).
/// </summary>
internal static class CatalogList
{
    /// <summary>Files of the chips by the image's file name; an entry is null where the line says None, INDEF or ''.</summary>
    /// <exception cref="InputException">The list is missing or a named file does not exist; names the line.</exception>
    public static Dictionary<string, string?[]> Read(string path, string parameter)
    {
        InputException.ThrowIfMissing(path, parameter, "list of catalogs");
        var entries = new Dictionary<string, string?[]>();
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0) continue;
            entries[Path.GetFileName(cells[0])] = [.. cells[1..].Select(c => Resolve(c, path, parameter, i + 1))];
        }
        return entries;
    }

    /// <summary>Whether a list of images names more than the images.</summary>
    public static bool NamesCatalogs(string path) => File.Exists(path)
        && File.ReadLines(path).Any(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > 1);

    private static string? Resolve(string name, string list, string parameter, int line)
    {
        if (name is "''" or "\"\"" || name.Equals("None", StringComparison.OrdinalIgnoreCase) || name.Equals("INDEF", StringComparison.OrdinalIgnoreCase)) return null;
        if (File.Exists(name)) return name;
        string beside = Path.Combine(Path.GetDirectoryName(list) ?? "", name);
        if (File.Exists(beside)) return beside;
        throw new InputException($"there is no file '{name}'") { File = list, Row = line, Parameter = parameter };
    }
}
