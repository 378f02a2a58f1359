using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>The units that the columns of a catalog may state, in the spellings of FITS, VOUnits and astropy. Columns without a unit have the one that is asked for.</summary>
internal static class CatalogUnits
{
    /// <summary>What turns the values of a column of angles into degrees; 1 for pixels.</summary>
    /// <exception cref="TableException">The unit is none of an angle.</exception>
    public static double Angle(CatalogFile file, int column) => Normalise(file.Unit(column)) switch
    {
        "" or "deg" or "degree" or "degrees" or "pix" or "pixel" or "pixels" or "'h:m:s'" or "'d:m:s'" => 1,
        "rad" or "radian" => 180 / Math.PI,
        "arcmin" => 1.0 / 60,
        "arcsec" => 1.0 / 3600,
        "mas" => 1 / 3.6e6,
        "hourangle" or "h" or "hour" => 15,
        _ => throw Bad(file, column, "deg, rad, arcmin, arcsec, mas or hourangle"),
    };

    /// <summary>What turns the values of a column of small angles into milliarcseconds; without a unit they are that already, as Gaia's are.</summary>
    /// <exception cref="TableException">The unit is none of an angle.</exception>
    public static double SmallAngle(CatalogFile file, int column) => Normalise(file.Unit(column)).Length == 0 ? 1 : 3.6e6 * Angle(file, column);

    /// <summary>What turns the values of a column of proper motions into milliarcseconds per year.</summary>
    /// <exception cref="TableException">The unit is none of a proper motion.</exception>
    public static double ProperMotion(CatalogFile file, int column) => Normalise(file.Unit(column)) switch
    {
        "" or "mas/yr" or "mas.yr-1" or "masyr-1" or "mas/a" or "mas/year" => 1,
        "arcsec/yr" or "arcsec.yr-1" or "arcsecyr-1" or "arcsec/a" or "arcsec/year" => 1000,
        "deg/yr" or "deg.yr-1" or "degyr-1" or "deg/a" or "deg/year" => 3.6e6,
        _ => throw Bad(file, column, "mas/yr, arcsec/yr or deg/yr"),
    };

    private static string Normalise(string? unit) => (unit ?? "").Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);

    private static TableException Bad(CatalogFile file, int column, string expected) =>
        new($"column '{file.Names[column]}' has the unit '{file.Unit(column)}'") { File = file.Path, Expected = expected };
}
