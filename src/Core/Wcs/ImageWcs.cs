using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Sky;

namespace HstNotebooks.Wcs;

/// <summary>
/// The full WCS of an image extension: D2IM, then lookup tables (CPDIS) and SIP, then the linear part and the projection.
/// Immutable; safe to share between threads. Pixels are FITS 1-based, sky in degrees.
/// </summary>
/// <remarks>Order of evaluation and position of the tables: <see cref="DetectorDistortion"/> and <see cref="LookupTable"/>.</remarks>
public sealed class ImageWcs
{
    private const int BlockSize = 256;

    private ImageWcs(LinearWcs linear, DetectorDistortion? distortion, int width, int height, string name, HstAperture? aperture)
    {
        (Linear, Distortion, Width, Height, Name, Aperture) = (linear, distortion, width, height, name, aperture);
        Transform = new CelestialTransform(linear);
    }

    /// <summary>Reads the WCS of an extension.</summary>
    /// <param name="header">The header of the image extension.</param>
    /// <param name="tables">
    /// The file that holds its WCSDVARR and D2IMARR tables, and PA_V3 in its primary header. Without it a header that names tables
    /// is refused, and <see cref="Aperture"/> has no roll angle.
    /// </param>
    /// <param name="key">The alternate WCS, 'A' to 'Z', or blank for the primary one; the distortion is shared by all.</param>
    /// <exception cref="WcsException">No celestial WCS, a singular CD, or a distortion that cannot be read: named by keyword.</exception>
    public static ImageWcs FromHeader(FitsHeader header, FitsFile? tables = null, char key = ' ')
    {
        key = key == ' ' ? key : char.ToUpperInvariant(key);
        if (key is not (' ' or (>= 'A' and <= 'Z')))
            throw new WcsException($"'{key}' is no key of a WCS") { Expected = "a letter from A to Z, or a blank for the primary WCS" };
        var linear = LinearWcs.FromHeader(header, key);
        var distortion = DistortionReader.Read(header, tables, linear.CrPix1, linear.CrPix2);
        int width = Axis(header, 1), height = Axis(header, 2);
        string name = header.FindString(key == ' ' ? "WCSNAME" : "WCSNAME" + key)?.Trim() ?? "";
        var primary = tables is { Hdus.Count: > 0 } ? tables.PrimaryHeader : null;
        return new ImageWcs(linear, distortion, width, height, name, HstAperture.FromHeaders(header, primary));
    }

    /// <summary>The WCS of an image without distortion.</summary>
    public static ImageWcs FromLinear(LinearWcs linear, int width, int height, string name = "") => new(linear, null, width, height, name, null);

    /// <summary>A WCS from its parts.</summary>
    /// <param name="linear">CRPIX, CD, CRVAL and projection.</param>
    /// <param name="distortion">The distortion, or null.</param>
    /// <param name="width">NAXIS1.</param>
    /// <param name="height">NAXIS2.</param>
    /// <param name="name">WCSNAME.</param>
    /// <param name="aperture">What orients an output frame; null where there is none.</param>
    public static ImageWcs FromParts(LinearWcs linear, DetectorDistortion? distortion, int width, int height, string name = "", HstAperture? aperture = null) =>
        new(linear, distortion is { IsPresent: true } ? distortion : null, width, height, name, aperture);

    /// <summary>CRPIX, CD, CRVAL and projection.</summary>
    public LinearWcs Linear { get; }
    /// <summary>SIP and lookup tables, or null.</summary>
    public DetectorDistortion? Distortion { get; }
    /// <summary>WCSNAME, empty where absent.</summary>
    public string Name { get; }
    /// <summary>NAXIS1 (or NPIX1) of the extension.</summary>
    public int Width { get; }
    /// <summary>NAXIS2 (or NPIX2) of the extension.</summary>
    public int Height { get; }
    /// <summary>Roll, scale and place in the focal plane, where the header has IDCSCALE.</summary>
    public HstAperture? Aperture { get; }
    /// <summary>Whether SIP or a lookup table is present.</summary>
    public bool HasDistortion => Distortion is not null;

    internal CelestialTransform Transform { get; }

    /// <summary>The same distortion with another linear part (what an alignment changes).</summary>
    public ImageWcs WithLinear(LinearWcs linear) => new(linear, Distortion, Width, Height, Name, Aperture);

    /// <summary>The linear part alone, as a WCS without distortion.</summary>
    public ImageWcs WithoutDistortion() => new(Linear, null, Width, Height, Name, Aperture);

    /// <summary>Full mapping of a pixel (1-based).</summary>
    public SkyPosition PixelToSky(double x, double y)
    {
        if (Distortion is not null) (x, y) = Distortion.ToFocal(x, y);
        Transform.ToSky(x, y, out double ra, out double dec);
        return new SkyPosition(ra, dec);
    }

    /// <summary>Full mapping of many pixels (1-based). Spans of equal length; output may be the input.</summary>
    public void PixelToSky(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> ra, Span<double> dec)
    {
        if (Distortion is null)
        {
            Transform.ToSky(x, y, ra, dec);
            return;
        }
        Span<double> focalX = stackalloc double[BlockSize], focalY = stackalloc double[BlockSize];
        for (int i = 0; i < x.Length; i += BlockSize)
        {
            int n = Math.Min(BlockSize, x.Length - i);
            Distortion.ToFocal(x.Slice(i, n), y.Slice(i, n), focalX, focalY);
            Transform.ToSky(focalX[..n], focalY[..n], ra.Slice(i, n), dec.Slice(i, n));
        }
    }

    /// <summary>Full inverse (1-based), to 1e-6 pixel or better.</summary>
    /// <exception cref="WcsException">The position is not on the projection, or the inverse does not converge there (far outside the chip).</exception>
    public PixelPosition SkyToPixel(double ra, double dec)
    {
        Transform.ToPixel(ra, dec, out double fx, out double fy);
        if (!double.IsFinite(fx + fy))
            throw new WcsException($"the sky position {new SkyPosition(ra, dec)} cannot be projected on this image") { Expected = "a position on the same side of the sky" };
        if (Distortion is null) return new PixelPosition(fx, fy);
        if (!Distortion.TryToDetector(fx, fy, out double x, out double y))
            throw new WcsException($"the inverse distortion does not converge at {new SkyPosition(ra, dec)}")
            {
                Expected = $"a position on or near the image of {Width} x {Height} pixels",
                Advice = "check that the position belongs to this field",
            };
        return new PixelPosition(x, y);
    }

    /// <summary>Full inverse of many positions (1-based); positions for which it does not converge become NaN. Spans of equal length; output may be the input.</summary>
    public void SkyToPixel(ReadOnlySpan<double> ra, ReadOnlySpan<double> dec, Span<double> x, Span<double> y)
    {
        Transform.ToPixel(ra, dec, x, y);
        if (Distortion is null) return;
        for (int i = 0; i < ra.Length; i++) Distortion.TryToDetector(x[i], y[i], out x[i], out y[i]);
    }

    /// <summary>Distorted pixel to undistorted (focal plane) pixel, 1-based: D2IM + CPDIS + SIP; CRPIX is not subtracted.</summary>
    public PixelPosition PixelToFocal(double x, double y)
    {
        if (Distortion is not null) (x, y) = Distortion.ToFocal(x, y);
        return new PixelPosition(x, y);
    }

    /// <summary>Sky positions of the centres of the corner pixels (1,1), (1,N2), (N1,N2), (N1,1).</summary>
    public IReadOnlyList<SkyPosition> Footprint() =>
        [PixelToSky(1, 1), PixelToSky(1, Height), PixelToSky(Width, Height), PixelToSky(Width, 1)];

    private static int Axis(FitsHeader header, int axis)
    {
        string size = axis == 1 ? "NAXIS1" : "NAXIS2", nominal = axis == 1 ? "NPIX1" : "NPIX2", compressed = axis == 1 ? "ZNAXIS1" : "ZNAXIS2";
        bool isCompressed = header.FindBool("ZIMAGE") == true;
        int? value = header.FindInt("NAXIS") == 0 ? header.FindInt(nominal) : header.FindInt(isCompressed ? compressed : size) ?? header.FindInt(nominal);
        return value ?? 0;
    }
}
