using HstNotebooks.Errors;

namespace HstNotebooks.Wcs;

/// <summary>
/// The rotation between native and celestial spherical coordinates (FITS WCS paper II, section 2), as a matrix that acts on
/// unit vectors (cos lat cos lon, cos lat sin lon, sin lat). Immutable.
/// </summary>
internal sealed class SphericalRotation
{
    private readonly double _m11, _m12, _m13, _m21, _m22, _m23, _m31, _m32, _m33; // native -> celestial

    private SphericalRotation(double poleRa, double poleDec, double lonPole)
    {
        // Equation 2 of paper II written for the vector (l, m, n) instead of angles.
        var (sa, ca) = Math.SinCos(double.DegreesToRadians(poleRa));
        var (sd, cd) = Math.SinCos(double.DegreesToRadians(poleDec));
        var (sp, cp) = ExactSinCos(lonPole);
        double ux1 = -sd * cp, ux2 = -sd * sp, ux3 = cd; // along the meridian of the pole
        double uy1 = sp, uy2 = -cp;                      // eastward of it
        (_m11, _m12, _m13) = (ca * ux1 - sa * uy1, ca * ux2 - sa * uy2, ca * ux3);
        (_m21, _m22, _m23) = (sa * ux1 + ca * uy1, sa * ux2 + ca * uy2, sa * ux3);
        (_m31, _m32, _m33) = (cd * cp, cd * sp, sd);
    }

    /// <summary>The fiducial point is the native pole: all zenithal projections.</summary>
    public static SphericalRotation ForZenithal(double ra, double dec, double? lonPole) =>
        new(ra, dec, lonPole ?? (dec < 90 ? 180 : 0));

    /// <summary>The fiducial point is on the native equator at longitude 0: CAR, AIT (paper II, equations 8 to 10 with theta0 = 0).</summary>
    public static SphericalRotation ForEquatorialFiducial(double ra, double dec, double? lonPole, double? latPole)
    {
        double phiP = lonPole ?? (dec < 0 ? 180 : 0);
        double wanted = latPole ?? 90;
        var (sp, cp) = ExactSinCos(phiP);
        double sd0 = Math.Sin(double.DegreesToRadians(dec)), cd0 = Math.Cos(double.DegreesToRadians(dec));
        double poleDec;
        if (Math.Abs(cp) < 1e-15)
        {
            if (Math.Abs(sd0) > 1e-12) throw new WcsException("LONPOLE does not allow a native pole for this CRVAL2") { Keyword = "LONPOLE" };
            poleDec = wanted;
        }
        else
        {
            double ratio = sd0 / Math.Abs(cp);
            if (Math.Abs(ratio) > 1 + 1e-12) throw new WcsException("LONPOLE does not allow a native pole for this CRVAL2") { Keyword = "LONPOLE" };
            double b = double.RadiansToDegrees(Math.Acos(Math.Clamp(ratio, -1, 1)));
            double a = cp < 0 ? 180 : 0;
            double first = Wrap(a + b), second = Wrap(a - b);
            bool firstValid = Math.Abs(first) <= 90 + 1e-9, secondValid = Math.Abs(second) <= 90 + 1e-9;
            poleDec = firstValid && (!secondValid || Math.Abs(wanted - first) < Math.Abs(wanted - second)) ? first : second;
            poleDec = Math.Clamp(poleDec, -90, 90);
        }
        double poleRa;
        if (Math.Abs(cd0) < 1e-12) poleRa = ra;
        else if (poleDec > 90 - 1e-10) poleRa = ra + phiP - 180;
        else if (poleDec < -90 + 1e-10) poleRa = ra - phiP;
        else
        {
            var (sdp, cdp) = Math.SinCos(double.DegreesToRadians(poleDec));
            poleRa = ra - double.RadiansToDegrees(Math.Atan2(sp / cd0, -sdp * sd0 / (cdp * cd0)));
        }
        return new SphericalRotation(poleRa, poleDec, phiP);
    }

    /// <summary>Native vector to celestial vector.</summary>
    public void ToCelestial(double l, double m, double n, out double x, out double y, out double z)
    {
        x = _m11 * l + _m12 * m + _m13 * n;
        y = _m21 * l + _m22 * m + _m23 * n;
        z = _m31 * l + _m32 * m + _m33 * n;
    }

    /// <summary>Celestial vector to native vector.</summary>
    public void ToNative(double x, double y, double z, out double l, out double m, out double n)
    {
        l = _m11 * x + _m21 * y + _m31 * z;
        m = _m12 * x + _m22 * y + _m32 * z;
        n = _m13 * x + _m23 * y + _m33 * z;
    }

    /// <summary>The matrix (row-major, 9 values) from the native system of <paramref name="from"/> to that of this one.</summary>
    public void RelativeTo(SphericalRotation from, Span<double> matrix)
    {
        for (int column = 0; column < 3; column++)
        {
            from.ToCelestial(column == 0 ? 1 : 0, column == 1 ? 1 : 0, column == 2 ? 1 : 0, out double x, out double y, out double z);
            ToNative(x, y, z, out matrix[column], out matrix[3 + column], out matrix[6 + column]);
        }
    }

    private static double Wrap(double angle) => angle > 180 ? angle - 360 : angle < -180 ? angle + 360 : angle;

    // 180 degrees is the usual LONPOLE; its sine must be 0, not 1e-16.
    private static (double Sin, double Cos) ExactSinCos(double degrees) => Math.IEEERemainder(degrees, 360) switch
    {
        0 => (0, 1),
        90 => (1, 0),
        -90 => (-1, 0),
        180 or -180 => (0, -1),
        var angle => Math.SinCos(double.DegreesToRadians(angle)),
    };
}
