using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

/// <summary>The user's own catalogs of the chips (parameter <c>catfile</c>): a list that names a file for each, or one table with the sources of all.</summary>
internal sealed class SourceCatalogs
{
    private const string FileColumn = "file";
    private const string ChipColumn = "chip";
    private readonly CatalogSource source;
    private readonly Dictionary<string, string?[]> files = [];
    private readonly CatalogFile? table;
    private readonly string[] images = [];
    private readonly double[] chips = [];

    /// <exception cref="InputException">The list is missing or names a file that is.</exception>
    /// <exception cref="TableException">The table does not say to which of several images or chips its sources belong.</exception>
    public SourceCatalogs(CatalogSource source, IReadOnlyList<Exposure> exposures)
    {
        this.source = source;
        if (source.Table is not { } given)
        {
            files = CatalogList.Read(source.Path, "catfile");
            return;
        }
        table = CatalogFile.Read(source, "catfile");
        if (given.Find(FileColumn) is { } file) images = [.. given.Strings(file.Name).Select(f => Path.GetFileName(f)!)];
        else if (exposures.Count > 1) throw Ambiguous(FileColumn, $"{exposures.Count} images");
        if (given.Find(ChipColumn) is { } chip) chips = given.Doubles(chip.Name);
        else if (exposures.FirstOrDefault(e => e.Chips.Count > 1) is { } several) throw Ambiguous(ChipColumn, $"the {several.Chips.Count} chips of {several.FileName}");
    }

    /// <summary>The catalog of a chip (its place in the image from 0); null, so that sources are found, where the list names the image alone.</summary>
    /// <exception cref="InputException">The image or chip is not in the list or table.</exception>
    public CatalogFile? Find(Chip chip, int place)
    {
        string image = chip.Exposure.FileName;
        if (table is not null)
        {
            if (images.Length > 0 && !images.Contains(image)) throw NotNamed(chip);
            return table.Where(row => (images.Length == 0 || images[row] == image) && (chips.Length == 0 || chips[row] == chip.ExtVer));
        }
        if (!files.TryGetValue(image, out string?[]? named)) throw NotNamed(chip);
        if (named.Length == 0) return null;
        string path = (place < named.Length ? named[place] : null) ?? throw new InputException("the list names no catalog for this chip")
        { File = source.Path, Hdu = $"[SCI,{chip.ExtVer}]", Parameter = "catfile" };
        return CatalogFile.Read(path, "catfile");
    }

    private InputException NotNamed(Chip chip) => new($"the image is not in the {(table is null ? "list" : "table")} of catalogs")
    { File = chip.Exposure.Path, Parameter = "catfile", Advice = table is null ? $"add a line for {chip.Exposure.FileName} to {source}" : $"the column {FileColumn} must hold {chip.Exposure.FileName}" };

    private TableException Ambiguous(string column, string of) => new($"the table of sources does not say to which of {of} they belong")
    { File = source.ToString(), Parameter = "catfile", Expected = $"a column {column}" };
}
