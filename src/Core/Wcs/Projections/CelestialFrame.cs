using HstNotebooks.Errors;

namespace HstNotebooks.Wcs;

/// <summary>
/// The frame of the sky axes that CTYPE names: equatorial (RA, DEC), galactic (GLON, GLAT) or ecliptic (ELON, ELAT). A WCS in another frame
/// than the equatorial one is turned into the equatorial WCS of the same positions when it is read.
/// </summary>
/// <remarks>
/// Galactic coordinates are those of the Hipparcos and Tycho Catalogues (ESA SP-1200, volume 1, section 1.5.3), which define them in ICRS: pole at
/// 192.85948, +27.12825, node at longitude 32.93192 degrees. The older definition by way of B1950 and FK5 lies up to 20 mas
/// beside it. Ecliptic coordinates are those of J2000 with the obliquity 23 degrees 26' 21.448" of the same source.
/// </remarks>
internal sealed class CelestialFrame
{
    private readonly double[,]? _toEquatorial; // unit vectors; null for the equatorial frame itself

    private CelestialFrame(string lon, string lat, double[,]? toEquatorial) => (Longitude, Latitude, _toEquatorial) = (lon, lat, toEquatorial);

    /// <summary>The name of the first axis in CTYPE.</summary>
    public string Longitude { get; }
    /// <summary>The name of the second axis in CTYPE.</summary>
    public string Latitude { get; }
    /// <summary>Whether the axes are right ascension and declination.</summary>
    public bool IsEquatorial => _toEquatorial is null;

    /// <summary>Right ascension and declination.</summary>
    public static CelestialFrame Equatorial { get; } = new("RA", "DEC", null);
    /// <summary>Galactic longitude and latitude.</summary>
    public static CelestialFrame Galactic { get; } = new("GLON", "GLAT", Product(AboutZ(192.85948 + 90), Product(AboutX(90 - 27.12825), AboutZ(-32.93192))));
    /// <summary>Ecliptic longitude and latitude.</summary>
    public static CelestialFrame Ecliptic { get; } = new("ELON", "ELAT", AboutX(84381.448 / 3600));
    /// <summary>The frames that are known.</summary>
    public static IReadOnlyList<CelestialFrame> All { get; } = [Equatorial, Galactic, Ecliptic];

    /// <summary>Right ascension and declination (ICRS) of a position, all in degrees.</summary>
    public (double Ra, double Dec) ToEquatorial(double longitude, double latitude)
    {
        if (_toEquatorial is not { } matrix) return (longitude, latitude);
        var (x, y, z) = Turned(matrix, Vector(longitude, latitude));
        double ra = double.RadiansToDegrees(Math.Atan2(y, x));
        return (ra < 0 ? ra + 360 : ra, double.RadiansToDegrees(Math.Atan2(z, double.Hypot(x, y))));
    }

    /// <summary>The equatorial WCS of the same pixels and positions.</summary>
    /// <exception cref="WcsException">The projection is not zenithal about the reference point, so that the WCS cannot be turned.</exception>
    public LinearWcs ToEquatorial(LinearWcs wcs)
    {
        if (_toEquatorial is not { } matrix) return wcs;
        if (wcs.Projection is not ("TAN" or "SIN" or "STG" or "ARC" or "ZEA") || wcs.SlantXi != 0 || wcs.SlantEta != 0)
            throw new WcsException($"axes of {Longitude} and {Latitude} are not read with the projection {wcs.Projection}{(wcs.Projection == "SIN" ? " with PV2_1, PV2_2" : "")}")
            { Keyword = "CTYPE1", Expected = "right ascension and declination, or one of TAN, SIN, STG, ARC, ZEA", Advice = "reproject the image to equatorial coordinates" };
        var (ra, dec) = ToEquatorial(wcs.CrVal1, wcs.CrVal2);
        // The celestial pole as seen from the native pole says how far the plane is turned.
        SphericalRotation.ForZenithal(wcs.CrVal1, wcs.CrVal2, wcs.LonPole).ToNative(matrix[2, 0], matrix[2, 1], matrix[2, 2], out double l, out double m, out _);
        var (sin, cos) = Math.SinCos(Math.PI - Math.Atan2(m, l));
        return wcs with
        {
            CrVal1 = ra,
            CrVal2 = dec,
            Cd11 = cos * wcs.Cd11 - sin * wcs.Cd21,
            Cd12 = cos * wcs.Cd12 - sin * wcs.Cd22,
            Cd21 = sin * wcs.Cd11 + cos * wcs.Cd21,
            Cd22 = sin * wcs.Cd12 + cos * wcs.Cd22,
            LonPole = 180,
            LatPole = null,
            RadeSys = "ICRS",
        };
    }

    private static (double, double, double) Turned(double[,] m, (double X, double Y, double Z) v) => (
        m[0, 0] * v.X + m[0, 1] * v.Y + m[0, 2] * v.Z,
        m[1, 0] * v.X + m[1, 1] * v.Y + m[1, 2] * v.Z,
        m[2, 0] * v.X + m[2, 1] * v.Y + m[2, 2] * v.Z);

    private static (double, double, double) Vector(double longitude, double latitude)
    {
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(longitude));
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(latitude));
        return (cosLat * cosLon, cosLat * sinLon, sinLat);
    }

    private static double[,] AboutX(double degrees)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        return new double[,] { { 1, 0, 0 }, { 0, cos, -sin }, { 0, sin, cos } };
    }

    private static double[,] AboutZ(double degrees)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        return new double[,] { { cos, -sin, 0 }, { sin, cos, 0 }, { 0, 0, 1 } };
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var c = new double[3, 3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 3; k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }
}
