using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

public sealed partial record TweakRegOptions
{
    private const string CoordinateFiles = "COORDINATE FILE DESCRIPTION";
    private const string ReferenceCatalogs = "REFERENCE CATALOG DESCRIPTION";

    /// <summary>
    /// A file with one line per image: the image and a catalog for each chip; or a table with the sources of all images, in which the
    /// columns <c>file</c> (the file name of the image; not needed for one image) and <c>chip</c> (its EXTVER; not needed for one chip)
    /// say where they belong. Empty: sources are found.
    /// </summary>
    /// <remarks>Where <see cref="XCol"/> and <see cref="YCol"/> have their defaults, a table's columns are x and y (ra and dec for degrees).</remarks>
    [Parameter("catfile", "File with one line per image: the image, then one catalog of sources per chip. In C# also a table with columns file and chip. Empty: sources are found in the images.", Section = CoordinateFiles)]
    public CatalogSource CatFile { get; init; } = CatalogSource.None;

    /// <summary>Column of x (or RA) in the catalogs of <see cref="CatFile"/>: a number from 1, or a name.</summary>
    [Parameter("xcol", "Column of x (or RA): a number from 1, a name, or 2:4 for sexagesimal parts.", Section = CoordinateFiles)]
    public string XCol { get; init; } = "1";

    /// <summary>Column of y (or Dec).</summary>
    [Parameter("ycol", "Column of y (or Dec).", Section = CoordinateFiles)]
    public string YCol { get; init; } = "2";

    /// <summary>Column of the flux or magnitude; empty for none.</summary>
    [Parameter("fluxcol", "Column of the flux or magnitude; empty: none.", Section = CoordinateFiles)]
    public string FluxCol { get; init; } = "";

    /// <summary>Largest flux (for magnitudes: the bright limit).</summary>
    [Parameter("maxflux", "Largest flux; for magnitudes the bright limit (the smaller number).", Section = CoordinateFiles)]
    public double? MaxFlux { get; init; }

    /// <summary>Smallest flux (for magnitudes: the faint limit).</summary>
    [Parameter("minflux", "Smallest flux; for magnitudes the faint limit (the larger number).", Section = CoordinateFiles)]
    public double? MinFlux { get; init; }

    /// <summary>Whether the flux column holds counts or magnitudes.</summary>
    [Parameter("fluxunits", "Units of the flux column.", Section = CoordinateFiles)]
    public FluxUnits FluxUnits { get; init; } = FluxUnits.Counts;

    /// <summary>Whether positions are pixels or degrees.</summary>
    [Parameter("xyunits", "Units of the positions.", Section = CoordinateFiles)]
    public PositionUnits XYUnits { get; init; } = PositionUnits.Pixels;

    /// <summary>How many of the brightest sources to keep.</summary>
    [Parameter("nbright", "How many of the brightest sources to keep.", Section = CoordinateFiles, Min = 1)]
    public int? NBright { get; init; }

    /// <summary>The reference catalog: a file, or a <see cref="Table"/>; empty for none.</summary>
    /// <remarks>
    /// Where <see cref="RefXCol"/> and <see cref="RefYCol"/> have their defaults, a table's columns are ra and dec (x and y for pixels).
    /// Units of the columns are honoured: deg, rad, arcsec, hourangle for positions, mas/yr, arcsec/yr or deg/yr for proper motions.
    /// </remarks>
    [Parameter("refcat", "Reference catalog: text, CSV, ECSV, VOTable or FITS; in C# also a table. Empty: the reference is an image.", Section = ReferenceCatalogs)]
    public CatalogSource RefCat { get; init; } = CatalogSource.None;

    /// <summary>Column of RA in the reference catalog: a number from 1, or a name.</summary>
    [Parameter("refxcol", "Column of RA (or x) in the reference catalog: a number from 1, a name, or 2:4 for sexagesimal parts.", Section = ReferenceCatalogs)]
    public string RefXCol { get; init; } = "1";

    /// <summary>Column of Dec in the reference catalog.</summary>
    [Parameter("refycol", "Column of Dec (or y) in the reference catalog.", Section = ReferenceCatalogs)]
    public string RefYCol { get; init; } = "2";

    /// <summary>Whether positions of the reference catalog are degrees or pixels of the reference frame.</summary>
    [Parameter("refxyunits", "Units of the positions in the reference catalog.", Section = ReferenceCatalogs, Choices = "pixels|degrees")]
    public PositionUnits RefXYUnits { get; init; } = PositionUnits.Degrees;

    /// <summary>Column of the flux or magnitude in the reference catalog; empty for none.</summary>
    [Parameter("rfluxcol", "Column of the flux or magnitude in the reference catalog; empty: none.", Section = ReferenceCatalogs)]
    public string RFluxCol { get; init; } = "";

    /// <summary>Largest flux of reference sources (for magnitudes: the bright limit).</summary>
    [Parameter("rmaxflux", "Largest flux of reference sources; for magnitudes the bright limit.", Section = ReferenceCatalogs)]
    public double? RMaxFlux { get; init; }

    /// <summary>Smallest flux of reference sources (for magnitudes: the faint limit).</summary>
    [Parameter("rminflux", "Smallest flux of reference sources; for magnitudes the faint limit.", Section = ReferenceCatalogs)]
    public double? RMinFlux { get; init; }

    /// <summary>Whether the reference flux column holds counts or magnitudes.</summary>
    [Parameter("rfluxunits", "Units of the reference flux column.", Section = ReferenceCatalogs)]
    public FluxUnits RFluxUnits { get; init; } = FluxUnits.Mag;

    /// <summary>How many of the brightest reference sources to keep.</summary>
    [Parameter("refnbright", "How many of the brightest reference sources to keep.", Section = ReferenceCatalogs, Min = 1)]
    public int? RefNBright { get; init; }

    /// <summary>Whether reference positions are moved to the epoch of each exposure. Not in DrizzlePac.</summary>
    [Parameter("proper_motion", "Move reference sources with columns pmra, pmdec and ref_epoch (as Gaia has them) to the date of each exposure? (Not in DrizzlePac.)", Section = ReferenceCatalogs)]
    public bool ProperMotion { get; init; } = true;
}
