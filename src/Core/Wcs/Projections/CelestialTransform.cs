namespace HstNotebooks.Wcs;

/// <summary>
/// A linear WCS made ready for evaluation: pixel to unit vector to sky and back. Immutable.
/// For TAN the vector of a pixel is a linear function of it, so pixel to pixel between two TAN frames is a projective map.
/// </summary>
internal sealed class CelestialTransform
{
    private const double Radian = 180 / Math.PI;
    private readonly double _x0, _y0;
    private readonly double _cd11, _cd12, _cd21, _cd22, _inv11, _inv12, _inv21, _inv22; // radians per pixel, pixels per radian
    private readonly SphericalRotation _rotation;
    private readonly PlaneProjection? _projection; // null for TAN

    public CelestialTransform(LinearWcs wcs)
    {
        _x0 = wcs.CrPix1;
        _y0 = wcs.CrPix2;
        (_cd11, _cd12, _cd21, _cd22) = (wcs.Cd11 / Radian, wcs.Cd12 / Radian, wcs.Cd21 / Radian, wcs.Cd22 / Radian);
        double det = _cd11 * _cd22 - _cd12 * _cd21;
        (_inv11, _inv12, _inv21, _inv22) = (_cd22 / det, -_cd12 / det, -_cd21 / det, _cd11 / det);
        _projection = PlaneProjection.Of(wcs);
        _rotation = _projection is { IsZenithal: false }
            ? SphericalRotation.ForEquatorialFiducial(wcs.CrVal1, wcs.CrVal2, wcs.LonPole, wcs.LatPole)
            : SphericalRotation.ForZenithal(wcs.CrVal1, wcs.CrVal2, wcs.LonPole);
    }

    /// <summary>Whether the projection is a plain TAN.</summary>
    public bool IsGnomonic => _projection is null;

    /// <summary>Pixel (1-based) to sky in degrees; NaN outside the projection.</summary>
    public void ToSky(double px, double py, out double ra, out double dec)
    {
        double dx = px - _x0, dy = py - _y0;
        double x = _cd11 * dx + _cd12 * dy, y = _cd21 * dx + _cd22 * dy;
        double l, m, n;
        if (_projection is null) (l, m, n) = (-y, x, 1);
        else _projection.ToNative(x, y, out l, out m, out n);
        _rotation.ToCelestial(l, m, n, out double vx, out double vy, out double vz);
        ra = Math.Atan2(vy, vx) * Radian;
        if (ra < 0) ra += 360;
        if (ra >= 360) ra -= 360;
        dec = Math.Atan2(vz, Math.Sqrt(vx * vx + vy * vy)) * Radian;
    }

    /// <summary>Sky in degrees to pixel (1-based); NaN where the projection does not reach.</summary>
    public void ToPixel(double ra, double dec, out double px, out double py)
    {
        var (sa, ca) = Math.SinCos(ra / Radian);
        var (sd, cd) = Math.SinCos(dec / Radian);
        _rotation.ToNative(cd * ca, cd * sa, sd, out double l, out double m, out double n);
        double x, y;
        if (_projection is null)
        {
            double w = n > 0 ? 1 / n : double.NaN;
            (x, y) = (m * w, -l * w);
        }
        else _projection.FromNative(l, m, n, out x, out y);
        px = _inv11 * x + _inv12 * y + _x0;
        py = _inv21 * x + _inv22 * y + _y0;
    }

    /// <summary>Many pixels (1-based) to sky; the output may be the input.</summary>
    public void ToSky(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> ra, Span<double> dec)
    {
        CheckLengths(x.Length, y.Length, ra.Length, dec.Length);
        for (int i = 0; i < x.Length; i++) ToSky(x[i], y[i], out ra[i], out dec[i]);
    }

    /// <summary>Many sky positions to pixels (1-based); the output may be the input.</summary>
    public void ToPixel(ReadOnlySpan<double> ra, ReadOnlySpan<double> dec, Span<double> x, Span<double> y)
    {
        CheckLengths(ra.Length, dec.Length, x.Length, y.Length);
        for (int i = 0; i < ra.Length; i++) ToPixel(ra[i], dec[i], out x[i], out y[i]);
    }

    /// <summary>
    /// The projective map from pixels of this TAN frame to pixels of another one, both as offsets from their CRPIX:
    /// X - CRPIX1 = (a dx + b dy + c) / (g dx + h dy + k), Y likewise with d, e, f.
    /// </summary>
    public Homography HomographyTo(CelestialTransform target)
    {
        // Rows of the relative rotation: native axes of the target in the native system of this frame.
        Span<double> r = stackalloc double[9];
        target._rotation.RelativeTo(_rotation, r);
        // native vector here = (-y, x, 1), (x, y) = CD d; there X = m/n, Y = -l/n.
        Column(-_cd21, _cd11, 0, r, out double l1, out double m1, out double n1);
        Column(-_cd22, _cd12, 0, r, out double l2, out double m2, out double n2);
        Column(0, 0, 1, r, out double l3, out double m3, out double n3);
        return new Homography(
            target._inv11 * m1 - target._inv12 * l1, target._inv11 * m2 - target._inv12 * l2, target._inv11 * m3 - target._inv12 * l3,
            target._inv21 * m1 - target._inv22 * l1, target._inv21 * m2 - target._inv22 * l2, target._inv21 * m3 - target._inv22 * l3,
            n1, n2, n3, _x0, _y0, target._x0, target._y0);

        static void Column(double a, double b, double c, ReadOnlySpan<double> r, out double l, out double m, out double n)
        {
            l = r[0] * a + r[1] * b + r[2] * c;
            m = r[3] * a + r[4] * b + r[5] * c;
            n = r[6] * a + r[7] * b + r[8] * c;
        }
    }

    private static void CheckLengths(int a, int b, int c, int d)
    {
        if (a != b || c < a || d < a) throw new ArgumentException($"spans of different lengths: {a}, {b} in and {c}, {d} out");
    }
}
