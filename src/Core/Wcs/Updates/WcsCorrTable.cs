using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Wcs;

/// <summary>
/// The WCSCORR extension: one row per science extension and WCS that the file ever had (facts: header-update 4.5). The columns
/// and their widths are those of the calibration software; it leaves ORIENTAT and PA_V3 at zero, and so do we.
/// </summary>
public static class WcsCorrTable
{
    private const string ExtName = "WCSCORR";
    private const int SpareRowsPerChip = 4;

    /// <summary>
    /// Creates the table where a file with SCI extensions has none: the original WCS (archived as O where it is not yet), then every
    /// other WCS of the headers. Drizzled products get none.
    /// </summary>
    /// <returns>Whether the file has the table now.</returns>
    public static bool Ensure(FitsFile file)
    {
        if (file.Find(ExtName) is not null) return true;
        var science = Science(file);
        if (science.Count == 0 || IsDrizzled(file)) return false;
        WcsArchive.ArchiveOriginal([.. science.Select(hdu => hdu.Header)]);
        var rows = new List<WcsCorrRow>();
        rows.AddRange(science.Select(hdu => WcsCorrRow.FromHeader(hdu, 'O', file.PrimaryHeader)));
        var others = WcsArchive.List(science[0].Header).Where(entry => entry.Key != 'O').ToArray();
        foreach (var entry in others)
            rows.AddRange(science.Select(hdu => WcsCorrRow.FromHeader(hdu, entry.Key, file.PrimaryHeader)));
        int spare = science.Count * others.Length + SpareRowsPerChip * science.Count;
        file.Add(Build(rows, rows.Count + spare));
        file.PrimaryHeader.Set("NEXTEND", (long)(file.Hdus.Count - 1), "Number of standard extensions");
        return true;
    }

    /// <summary>
    /// Adds a row per science extension for the primary WCS where the table has none for it. (The calibration software means to do
    /// so after an alignment, but only finds alternate WCSs.)
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="description">DESCRIP of the rows; empty keeps the one that is there.</param>
    /// <param name="catalog">Catalog of the rows.</param>
    /// <param name="key">The WCS, blank for the primary one.</param>
    public static void Record(FitsFile file, string description = "", string catalog = "", char key = ' ')
    {
        if (!Ensure(file) || file.Find(ExtName) is not TableHdu old) return;
        var rows = Read(old, out int capacity);
        foreach (var hdu in Science(file))
        {
            var row = WcsCorrRow.FromHeader(hdu, key, file.PrimaryHeader);
            if (catalog.Length > 0) row = row with { Catalog = catalog };
            int at = rows.FindIndex(other => other.Identity == row.Identity);
            string kept = at >= 0 ? rows[at].Description : "";
            row = row with { Description = description.Length > 0 ? description : kept };
            if (at < 0) rows.Add(row);
            else rows[at] = row;
        }
        Replace(file, old, rows, Math.Max(capacity, rows.Count));
    }

    /// <summary>The rows in use (TROWS).</summary>
    internal static List<WcsCorrRow> Read(TableHdu hdu, out int capacity)
    {
        var table = hdu.ReadTable();
        capacity = table.RowCount;
        int used = Math.Clamp(hdu.Header.FindInt("TROWS") ?? capacity, 0, capacity);
        return WcsCorrRow.FromTable(table, used);
    }

    /// <summary>Puts new rows in the place of a table.</summary>
    internal static void Replace(FitsFile file, TableHdu old, List<WcsCorrRow> rows, int capacity)
    {
        file.Remove(old);
        file.Add(Build(rows, capacity));
    }

    internal static IReadOnlyList<Hdu> Science(FitsFile file) =>
        [.. file.Hdus.Where(hdu => hdu.Index > 0 && hdu.Name.Equals("SCI", StringComparison.OrdinalIgnoreCase)).OrderBy(hdu => hdu.Version)];

    private static bool IsDrizzled(FitsFile file) => file.Hdus.Any(hdu => hdu.Header.Contains("NDRIZIM") || hdu.Header.Contains("D001DATA"));

    private static TableHdu Build(List<WcsCorrRow> rows, int capacity)
    {
        while (rows.Count < capacity) rows.Add(WcsCorrRow.Empty);
        int used = rows.Count(row => row.ExtVer > 0);
        var hdu = TableHdu.Create(WcsCorrRow.ToTable(rows), ExtName);
        hdu.Header.Set("TROWS", (long)used, "Number of updated rows in table");
        return hdu;
    }
}
