namespace HstNotebooks.Alignment;

/// <summary>What the positions of a catalog are.</summary>
public enum PositionUnits
{
    /// <summary>FITS 1-based pixels of the chip (reference catalogs: of the reference frame).</summary>
    Pixels,
    /// <summary>Right ascension and declination in degrees, or sexagesimal with RA in hours.</summary>
    Degrees,
}
