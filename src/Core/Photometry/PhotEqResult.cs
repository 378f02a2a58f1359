using System.Globalization;
using HstNotebooks.Tables;

namespace HstNotebooks.Photometry;

/// <summary>What photeq found and did.</summary>
/// <param name="Keyword">The keyword of the inverse sensitivity.</param>
/// <param name="AuxiliaryKeywords">The keywords that follow it.</param>
/// <param name="ReferenceValue">The value that all data now have.</param>
/// <param name="ReferenceSource">Where it is from: <c>file['SCI',1]</c>; null where the user gave it.</param>
/// <param name="Changes">One entry per HDU in the order of work.</param>
/// <param name="SkippedFiles">Files without the keyword.</param>
/// <param name="IsReadOnly">Whether no file was changed.</param>
public sealed record PhotEqResult(string Keyword, IReadOnlyList<string> AuxiliaryKeywords, double ReferenceValue, string? ReferenceSource,
    IReadOnlyList<PhotEqChange> Changes, IReadOnlyList<string> SkippedFiles, bool IsReadOnly)
{
    /// <summary>One row per science HDU: filename, extension, old, new, factor.</summary>
    public Table ToTable()
    {
        var rows = Changes.Where(c => c.ScalesData || c.IsReference).ToList();
        return new(
            [
                new TableColumn<string>("filename", [.. rows.Select(r => Path.GetFileName(r.FileName))]),
                new TableColumn<string>("extension", [.. rows.Select(r => r.ExtName == "PRIMARY" ? "PRIMARY" : $"{r.ExtName},{r.ExtVer}")]),
                new TableColumn<double>("old", [.. rows.Select(r => r.OldValue ?? double.NaN)]),
                new TableColumn<double>("new", [.. rows.Select(r => r.NewValue)]),
                new TableColumn<double>("factor", [.. rows.Select(r => r.Factor)]) { Format = "F6" },
            ], Keyword);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Keyword} brought to {ReferenceValue} in {Changes.Select(c => c.FileName).Distinct().Count()} files{(IsReadOnly ? " (nothing written)" : "")}");
}
