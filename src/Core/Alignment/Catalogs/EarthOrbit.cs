namespace HstNotebooks.Alignment;

/// <summary>
/// The Earth's place about the Sun in equatorial coordinates, astronomical units, good to 0.01 AU per component: enough for
/// parallaxes (Astronomical Almanac, low precision formulae for the Sun).
/// </summary>
internal readonly record struct EarthOrbit(double X, double Y, double Z)
{
    /// <summary>The position at a Julian year.</summary>
    public static EarthOrbit Position(double epoch)
    {
        double days = (epoch - 2000) * 365.25;
        double longitude = 280.460 + 0.9856474 * days, anomaly = double.DegreesToRadians(357.528 + 0.9856003 * days);
        double ecliptic = double.DegreesToRadians(longitude + 1.915 * Math.Sin(anomaly) + 0.020 * Math.Sin(2 * anomaly));
        double distance = 1.00014 - 0.01671 * Math.Cos(anomaly) - 0.00014 * Math.Cos(2 * anomaly);
        double obliquity = double.DegreesToRadians(23.439 - 0.0000004 * days);
        // The formulae give the Sun as seen from the Earth; the Earth seen from the Sun is opposite.
        return new EarthOrbit(-distance * Math.Cos(ecliptic), -distance * Math.Sin(ecliptic) * Math.Cos(obliquity), -distance * Math.Sin(ecliptic) * Math.Sin(obliquity));
    }

    /// <summary>Displacement of a star to the east and north in units of its parallax.</summary>
    public (double East, double North) ParallaxOffset(double ra, double dec)
    {
        var (sinA, cosA) = Math.SinCos(double.DegreesToRadians(ra));
        var (sinD, cosD) = Math.SinCos(double.DegreesToRadians(dec));
        return (X * sinA - Y * cosA, X * cosA * sinD + Y * sinA * sinD - Z * cosD);
    }
}
