namespace HstNotebooks.Archives;

/// <summary>What is asked of SDSS around a position: the region, the columns, the data release. Immutable.</summary>
/// <example><code>new SdssQuery { Radius = 0.1, Fields = ["ra", "dec", "g"] }</code></example>
public sealed record SdssQuery
{
    /// <summary>
    /// Radius of a true circle in degrees, or null for a box. The service takes up to 3 arcminutes at once; larger circles are covered with
    /// such circles and joined without duplicates. (astroquery before 2023 took its radius as half the side of a box.)
    /// </summary>
    public double? Radius { get; init; }

    /// <summary>Width of a box in degrees of right ascension, without the cosine of the declination, as SDSS's own boxes are.</summary>
    public double? Width { get; init; }

    /// <summary>Height of the box in degrees; null for the width.</summary>
    public double? Height { get; init; }

    /// <summary>Columns of PhotoObjAll; empty for ra, dec, objid, run, rerun, camcol, field.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Whether only objects with a spectrum are wanted, with their <see cref="SpectroFields"/>.</summary>
    public bool Spectroscopic { get; init; }

    /// <summary>Columns of SpecObjAll for <see cref="Spectroscopic"/>; empty for z, plate, mjd, fiberID, specobjid, run2d, instrument.</summary>
    public IReadOnlyList<string> SpectroFields { get; init; } = [];

    /// <summary>The data release, 8 or later.</summary>
    public int DataRelease { get; init; } = 17;
}
