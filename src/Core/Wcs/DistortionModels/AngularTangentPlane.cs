using HstNotebooks.Sky;

namespace HstNotebooks.Wcs;

/// <summary>
/// A TAN plane evaluated in angles, as equation 2 of FITS WCS paper II is written and as the calibration software does it.
/// </summary>
/// <remarks>
/// updatewcs takes the CD matrix of a chip from the difference of sky positions one pixel apart, so the rounding of those positions
/// (1e-14 of 1e-5 degree) is part of the CD that it writes. The unit vectors of <see cref="CelestialTransform"/> are no less exact,
/// but round otherwise; with this form our keywords agree with those of the archive to their last digits.
/// </remarks>
internal sealed class AngularTangentPlane(LinearWcs wcs)
{
    private readonly double _cosColatitude = Math.Cos(Radians(90 - wcs.CrVal2)), _sinColatitude = Math.Sin(Radians(90 - wcs.CrVal2));

    /// <summary>CRVAL1.</summary>
    public double CrVal1 => wcs.CrVal1;
    /// <summary>CRVAL2.</summary>
    public double CrVal2 => wcs.CrVal2;

    /// <summary>Sky position of a pixel (1-based).</summary>
    public SkyPosition PixelToSky(double px, double py)
    {
        double dx = px - wcs.CrPix1, dy = py - wcs.CrPix2;
        double x = wcs.Cd11 * dx + wcs.Cd12 * dy, y = wcs.Cd21 * dx + wcs.Cd22 * dy;
        double r = Math.Sqrt(x * x + y * y);
        if (r == 0) return new SkyPosition(wcs.CrVal1, wcs.CrVal2);
        double phi = Degrees(Math.Atan2(x, -y)) - 180; // from the native longitude of the celestial pole
        double theta = Degrees(Math.Atan2(180 / Math.PI, r));
        var (sinPhi, cosPhi) = SinCos(phi);
        var (sinTheta, cosTheta) = SinCos(theta);
        double east = -cosTheta * sinPhi;
        double outward = sinTheta * _sinColatitude - cosTheta * _cosColatitude * cosPhi;
        double north = sinTheta * _cosColatitude + cosTheta * _sinColatitude * cosPhi;
        double ra = wcs.CrVal1 + Degrees(Math.Atan2(east, outward));
        if (ra < 0) ra += 360;
        if (ra > 360) ra -= 360;
        double dec;
        if (Math.IEEERemainder(phi, 180) == 0) dec = theta + cosPhi * (90 - wcs.CrVal2);
        else if (Math.Abs(north) > 0.99) dec = Math.CopySign(Degrees(Math.Acos(Math.Sqrt(outward * outward + east * east))), north);
        else dec = Degrees(Math.Asin(north));
        if (dec > 90) dec = 180 - dec;
        return new SkyPosition(ra, dec);
    }

    private static (double Sin, double Cos) SinCos(double degrees) => Math.IEEERemainder(degrees, 360) switch
    {
        0 => (0, 1),
        90 => (1, 0),
        -90 => (-1, 0),
        180 or -180 => (0, -1),
        _ => (Math.Sin(Radians(degrees)), Math.Cos(Radians(degrees))),
    };

    // Multiplied and divided in this order, which decides the last bit.
    private static double Degrees(double radians) => radians * 180 / Math.PI;

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
