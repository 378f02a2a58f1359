using HstNotebooks.Images;
using HstNotebooks.Sky;

namespace HstNotebooks.Wcs;

/// <summary>
/// The linear part of a WCS: CRPIX, CD and CRVAL with a celestial projection (FITS WCS papers I and II), TAN by default.
/// Immutable; safe to share between threads. Pixels are FITS 1-based, sky in degrees, CD in degrees per pixel.
/// </summary>
public sealed record LinearWcs(double CrPix1, double CrPix2, double CrVal1, double CrVal2, double Cd11, double Cd12, double Cd21, double Cd22)
{
    /// <summary>The three-letter projection code of CTYPE, <c>TAN</c> by default.</summary>
    public string Projection { get; init; } = "TAN";
    /// <summary>RADESYS, <c>ICRS</c> by default.</summary>
    public string RadeSys { get; init; } = "ICRS";
    /// <summary>Scale in arcseconds per pixel: 3600 sqrt(CD11^2 + CD21^2).</summary>
    public double PixelScale => 3600 * double.Hypot(Cd11, Cd21);
    /// <summary>Position angle of the y axis, degrees east of north, -180 to 180: atan2(CD12, CD22).</summary>
    public double Orientation => double.RadiansToDegrees(Math.Atan2(Cd12, Cd22));
    /// <summary>Sky position of a pixel (1-based).</summary>
    public SkyPosition PixelToSky(double x, double y) => throw new NotImplementedException();
    /// <summary>Pixel (1-based) of a sky position; NaN where the position is behind the projection.</summary>
    public PixelPosition SkyToPixel(double ra, double dec) => throw new NotImplementedException();
    /// <summary>Many pixels (1-based) to sky. Spans of equal length; output may be the input.</summary>
    public void PixelToSky(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> ra, Span<double> dec) => throw new NotImplementedException();
    /// <summary>Many sky positions to pixels (1-based). Spans of equal length; output may be the input.</summary>
    public void SkyToPixel(ReadOnlySpan<double> ra, ReadOnlySpan<double> dec, Span<double> x, Span<double> y) => throw new NotImplementedException();
}
