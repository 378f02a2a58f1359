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
    /// The columns that TweakReg takes from a reference catalog: ra, dec (degrees) first, then the magnitude, and where they are there the errors of the
    /// positions, proper motions and parallax with their errors, the epoch, ruwe, the other magnitudes and the identifier, each with its unit. Rows
    /// without a position are left out; other missing values become NaN.
    /// </summary>
    /// <param name="table">
    /// A result of SDSS, Gaia or <see cref="MastCatalogs"/>, or any table with right ascension and declination in degrees, named ra and dec, raMean and
    /// decMean (Pan-STARRS) or MatchRA and MatchDec (Hubble Source Catalog).
    /// </param>
    /// <param name="magnitude">
    /// The column of the magnitude; null takes the first that is there of Gaia's phot_g_mean_mag, SDSS's g, r, i, psfMag_r, modelMag_r, Pan-STARRS's
    /// rMeanPSFMag, iMeanPSFMag, gMeanPSFMag, and mag, else of the Hubble Source Catalog the filter in which most sources were measured.
    /// </param>
    /// <exception cref="TableException">There are no positions, or the named magnitude is missing.</exception>
    public static Table ToReferenceCatalog(this Table table, string? magnitude = null)
    {
        var catalog = ReferenceColumns.Named(table);
        double[] ra = catalog.Doubles("ra"), dec = catalog.Doubles("dec");
        string[] names = ReferenceColumns.Of(catalog, magnitude);
        var rows = Enumerable.Range(0, ra.Length).Where(i => double.IsFinite(ra[i]) && double.IsFinite(dec[i])).ToList();
        catalog = catalog.Select(names).Take(rows);
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
