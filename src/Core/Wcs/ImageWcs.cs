using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Sky;

namespace HstNotebooks.Wcs;

/// <summary>
/// The full WCS of an image extension: D2IM, then lookup tables (CPDIS) and SIP, then the linear part and the projection.
/// Immutable; safe to share between threads. Pixels are FITS 1-based, sky in degrees.
/// </summary>
public sealed class ImageWcs
{
    /// <summary>Reads the WCS of an extension. <paramref name="tables"/> is the file that holds its WCSDVARR and D2IMARR tables (not needed where the header names none). <paramref name="key"/> selects an alternate WCS ('A' to 'Z', blank = primary); the distortion is shared.</summary>
    /// <exception cref="Errors.WcsException">No celestial WCS, a singular CD, or a distortion that cannot be read: named by keyword.</exception>
    public static ImageWcs FromHeader(FitsHeader header, FitsFile? tables = null, char key = ' ') => throw new NotImplementedException();
    /// <summary>The WCS of an image without distortion.</summary>
    public static ImageWcs FromLinear(LinearWcs linear, int width, int height, string name = "") => throw new NotImplementedException();
    /// <summary>CRPIX, CD, CRVAL and projection.</summary>
    public LinearWcs Linear => throw new NotImplementedException();
    /// <summary>WCSNAME, empty where absent.</summary>
    public string Name => throw new NotImplementedException();
    /// <summary>NAXIS1 (or NPIX1) of the extension.</summary>
    public int Width => throw new NotImplementedException();
    /// <summary>NAXIS2 (or NPIX2) of the extension.</summary>
    public int Height => throw new NotImplementedException();
    /// <summary>Whether SIP or a lookup table is present.</summary>
    public bool HasDistortion => throw new NotImplementedException();
    /// <summary>The same distortion with another linear part (what an alignment changes).</summary>
    public ImageWcs WithLinear(LinearWcs linear) => throw new NotImplementedException();
    /// <summary>The linear part alone, as a WCS without distortion.</summary>
    public ImageWcs WithoutDistortion() => throw new NotImplementedException();
    /// <summary>Full mapping of a pixel (1-based).</summary>
    public SkyPosition PixelToSky(double x, double y) => throw new NotImplementedException();
    /// <summary>Full mapping of many pixels (1-based).</summary>
    public void PixelToSky(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> ra, Span<double> dec) => throw new NotImplementedException();
    /// <summary>Full inverse (1-based), to 1e-6 pixel.</summary>
    /// <exception cref="Errors.WcsException">It does not converge there.</exception>
    public PixelPosition SkyToPixel(double ra, double dec) => throw new NotImplementedException();
    /// <summary>Full inverse of many positions (1-based); positions for which it does not converge become NaN.</summary>
    public void SkyToPixel(ReadOnlySpan<double> ra, ReadOnlySpan<double> dec, Span<double> x, Span<double> y) => throw new NotImplementedException();
    /// <summary>Distorted pixel to undistorted (focal plane) pixel, 1-based: D2IM + CPDIS + SIP; CRPIX is not subtracted.</summary>
    public PixelPosition PixelToFocal(double x, double y) => throw new NotImplementedException();
}
