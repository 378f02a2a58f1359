using System.Text.RegularExpressions;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Knows how the archives name what a reference catalog needs.</summary>
internal static partial class ReferenceColumns
{
    // TweakReg knows positions and their errors under the names of Gaia and SDSS. Errors of Pan-STARRS are arcseconds, as those of SDSS.
    private static readonly (string Theirs, string Ours)[] Names =
    [
        ("raMean", "ra"), ("decMean", "dec"), ("MatchRA", "ra"), ("MatchDec", "dec"), ("raMeanErr", "raErr"), ("decMeanErr", "decErr"),
    ];

    private static readonly string[] Magnitudes =
        ["phot_g_mean_mag", "g", "r", "i", "psfMag_r", "modelMag_r", "rMeanPSFMag", "iMeanPSFMag", "gMeanPSFMag", "mag"];

    private static readonly string[] Others =
    [
        "ra_error", "dec_error", "raErr", "decErr", "parallax", "parallax_error", "pmra", "pmra_error", "pmdec", "pmdec_error", "ref_epoch", "ruwe",
        "phot_bp_mean_mag", "phot_rp_mean_mag", "u", "g", "r", "i", "source_id", "objid", "objID", "MatchID",
    ];

    /// <summary>The table with positions and errors under the names that TweakReg knows.</summary>
    public static Table Named(Table table)
    {
        foreach (var (theirs, ours) in Names)
            if (table.Find(ours) is null && table.Find(theirs) is { } column) table = table.Rename(column.Name, ours);
        return table;
    }

    /// <summary>The columns of a reference catalog in their order.</summary>
    /// <param name="table">A table with ra and dec.</param>
    /// <param name="magnitude">The magnitude that is wanted; null for the one that fits best.</param>
    /// <exception cref="Errors.TableException">The magnitude that is wanted is missing.</exception>
    public static string[] Of(Table table, string? magnitude)
    {
        string? brightness = magnitude is not null ? table[magnitude].Name
            : Array.Find(Magnitudes, n => table.Find(n) is not null) is { } known ? table[known].Name : MostMeasured(table);
        string[] first = [table["ra"].Name, table["dec"].Name, .. brightness is null ? [] : new[] { brightness }];
        return [.. first.Concat(Others.Select(table.Find).OfType<TableColumn>().Select(c => c.Name)).Distinct()];
    }

    private static string? MostMeasured(Table table) => table.Columns.Where(c => HubbleFilter().IsMatch(c.Name))
        .Select(c => (c.Name, Count: Enumerable.Range(0, c.Count).Count(i => !c.IsMissing(i)))).Where(c => c.Count > 0).OrderByDescending(c => c.Count).Select(c => c.Name).FirstOrDefault();

    [GeneratedRegex("^(A|W2|W3)_F[0-9]{3}[A-Z]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HubbleFilter();
}
