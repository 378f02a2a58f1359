using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>What can be done with the table of a query.</summary>
public static class ArchiveTables
{
    /// <summary>Whether the result reached a row limit, so that there are more rows.</summary>
    public static bool WasCut(this Table table) => table.Metadata.ContainsKey(ResultMetadata.Warning);

    /// <summary>What the user has to know about the result, or null.</summary>
    public static string? Warning(this Table table) => table.Metadata.GetValueOrDefault(ResultMetadata.Warning);

    /// <summary>
    /// The columns that TweakReg takes from a reference catalog: ra, dec (degrees) first, then the magnitude, and where they are there the errors,
    /// proper motions and the epoch. Rows without a position are left out; other missing values
    /// become NaN.
    /// </summary>
    /// <param name="table">A result of SDSS or Gaia, or any table with right ascension and declination in degrees.</param>
    /// <param name="magnitude">The column of the magnitude; null takes the first of phot_g_mean_mag, g, r, i, mag that is there.</param>
    /// <exception cref="TableException">There are no columns ra and dec, or the named magnitude is missing.</exception>
    public static Table ToReferenceCatalog(this Table table, string? magnitude = null)
    {
        double[] ra = table.Doubles("ra"), dec = table.Doubles("dec");
        var names = new List<string> { table["ra"].Name, table["dec"].Name };
        if (magnitude is not null) names.Add(table[magnitude].Name);
        else if (new[] { "phot_g_mean_mag", "g", "r", "i", "mag" }.FirstOrDefault(n => table.Find(n) is not null) is { } found) names.Add(table[found].Name);
        foreach (string more in new[] { "ra_error", "dec_error", "pmra", "pmra_error", "pmdec", "pmdec_error", "parallax", "ref_epoch" })
            if (table.Find(more) is { } column && !names.Contains(column.Name)) names.Add(column.Name);
        var rows = Enumerable.Range(0, ra.Length).Where(i => double.IsFinite(ra[i]) && double.IsFinite(dec[i])).ToList();
        var catalog = table.Select([.. names]).Take(rows);
        return new Table(catalog.Columns.Select(WithoutMarks), table.Name, table.Metadata);
    }

    // Text catalogs have no mark for a missing value but nan.
    private static TableColumn WithoutMarks(TableColumn column) => column switch
    {
        TableColumn<double> { Missing: not null } d => new TableColumn<double>(d.Name, [.. d.Values.Select((v, i) => d.Missing[i] ? double.NaN : v)], d.Unit, d.Description),
        TableColumn<float> { Missing: not null } f => new TableColumn<float>(f.Name, [.. f.Values.Select((v, i) => f.Missing[i] ? float.NaN : v)], f.Unit, f.Description),
        _ => column,
    };
}
