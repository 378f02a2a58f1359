using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Sky;

namespace HstNotebooks.Wcs;

/// <summary>
/// The linear part of a WCS: CRPIX, CD and CRVAL with a celestial projection (FITS WCS papers I and II), TAN by default.
/// Immutable; safe to share between threads. Pixels are FITS 1-based, sky in degrees, CD in degrees per pixel.
/// </summary>
/// <remarks>
/// Known projections: TAN, SIN (also slant), STG, ARC, ZEA, CAR, AIT, and TPV (TAN behind a polynomial, <see cref="Tpv"/>).
/// The first sky axis is always right ascension; a header with the axes in the other order, and one in galactic or
/// ecliptic coordinates (zenithal projections), is turned when it is read.
/// </remarks>
/// <param name="CrPix1">Reference pixel in x, 1-based.</param>
/// <param name="CrPix2">Reference pixel in y, 1-based.</param>
/// <param name="CrVal1">Right ascension of the reference point, degrees.</param>
/// <param name="CrVal2">Declination of the reference point, degrees.</param>
/// <param name="Cd11">CD1_1, degrees per pixel.</param>
/// <param name="Cd12">CD1_2, degrees per pixel.</param>
/// <param name="Cd21">CD2_1, degrees per pixel.</param>
/// <param name="Cd22">CD2_2, degrees per pixel.</param>
public sealed record LinearWcs(double CrPix1, double CrPix2, double CrVal1, double CrVal2, double Cd11, double Cd12, double Cd21, double Cd22)
{
    /// <summary>The three-letter projection code of CTYPE, <c>TAN</c> by default.</summary>
    public string Projection { get; init; } = "TAN";
    /// <summary>RADESYS, <c>ICRS</c> by default.</summary>
    public string RadeSys { get; init; } = "ICRS";
    /// <summary>LONPOLE in degrees; null for the default of the projection (180 for the zenithal ones, unless CRVAL2 is 90).</summary>
    public double? LonPole { get; init; }
    /// <summary>LATPOLE in degrees; null for the default of the projection. Only CAR and AIT can depend on it.</summary>
    public double? LatPole { get; init; }
    /// <summary>xi of a slant SIN projection (PV2_1), 0 for the usual one.</summary>
    public double SlantXi { get; init; }
    /// <summary>eta of a slant SIN projection (PV2_2), 0 for the usual one.</summary>
    public double SlantEta { get; init; }
    /// <summary>The polynomial of a TPV projection, else null.</summary>
    public TpvPolynomial? Tpv { get; init; }

    /// <summary>Scale in arcseconds per pixel: 3600 sqrt(CD11^2 + CD21^2).</summary>
    public double PixelScale => 3600 * double.Hypot(Cd11, Cd21);
    /// <summary>Position angle of the y axis, degrees east of north, -180 to 180: atan2(CD12, CD22).</summary>
    public double Orientation => double.RadiansToDegrees(Math.Atan2(Cd12, Cd22));
    /// <summary>Determinant of CD, square degrees per pixel; negative where RA grows to the left of a north-up image.</summary>
    public double Determinant => Cd11 * Cd22 - Cd12 * Cd21;

    /// <summary>Reads the linear WCS of a header: CD, PC with CDELT, or CDELT with CROTA2.</summary>
    /// <param name="header">The header of the image extension.</param>
    /// <param name="key">The alternate WCS, 'A' to 'Z', or blank for the primary one.</param>
    /// <exception cref="Errors.WcsException">No celestial WCS, an unknown projection, or a singular matrix: named by keyword.</exception>
    public static LinearWcs FromHeader(FitsHeader header, char key = ' ') => LinearWcsReader.Read(header, key);

    /// <summary>Sky position of a pixel (1-based); NaN where the pixel lies outside the projection.</summary>
    public SkyPosition PixelToSky(double x, double y)
    {
        new CelestialTransform(this).ToSky(x, y, out double ra, out double dec);
        return new SkyPosition(ra, dec);
    }

    /// <summary>Pixel (1-based) of a sky position; NaN where the position is behind the projection.</summary>
    public PixelPosition SkyToPixel(double ra, double dec)
    {
        new CelestialTransform(this).ToPixel(ra, dec, out double x, out double y);
        return new PixelPosition(x, y);
    }

    /// <summary>Many pixels (1-based) to sky. Spans of equal length; output may be the input.</summary>
    public void PixelToSky(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> ra, Span<double> dec) =>
        new CelestialTransform(this).ToSky(x, y, ra, dec);

    /// <summary>Many sky positions to pixels (1-based). Spans of equal length; output may be the input.</summary>
    public void SkyToPixel(ReadOnlySpan<double> ra, ReadOnlySpan<double> dec, Span<double> x, Span<double> y) =>
        new CelestialTransform(this).ToPixel(ra, dec, x, y);
}
