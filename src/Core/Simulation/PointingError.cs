namespace HstNotebooks.Simulation;

/// <summary>
/// How far the telescope really pointed from where the header says: the truth is the header's WCS moved rigidly on the sky by
/// this. What an alignment has to find.
/// </summary>
/// <param name="East">Shift towards increasing right ascension, arcseconds on the sky.</param>
/// <param name="North">Shift towards increasing declination, arcseconds.</param>
/// <param name="Rotation">Rotation about the pointing, degrees, from north through east.</param>
/// <param name="Scale">Factor of the pixel scale (true over header), 1 for none.</param>
public readonly record struct PointingError(double East, double North, double Rotation = 0, double Scale = 1)
{
    /// <summary>No error.</summary>
    public static PointingError None => new(0, 0);
}
