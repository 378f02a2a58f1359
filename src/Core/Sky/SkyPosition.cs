using System.Globalization;

namespace HstNotebooks.Sky;

/// <summary>A position on the sky, ICRS (or the frame of the WCS that made it).</summary>
/// <param name="Ra">Right ascension in degrees, 0 to 360.</param>
/// <param name="Dec">Declination in degrees, -90 to 90.</param>
public readonly record struct SkyPosition(double Ra, double Dec)
{
    /// <summary>Angular distance to another position in degrees (Vincenty's formula, exact at all distances).</summary>
    public double SeparationTo(SkyPosition other)
    {
        double d1 = double.DegreesToRadians(Dec), d2 = double.DegreesToRadians(other.Dec);
        double da = double.DegreesToRadians(other.Ra - Ra);
        var (s1, c1) = Math.SinCos(d1);
        var (s2, c2) = Math.SinCos(d2);
        var (sa, ca) = Math.SinCos(da);
        double y = double.Hypot(c2 * sa, c1 * s2 - s1 * c2 * ca);
        return double.RadiansToDegrees(Math.Atan2(y, s1 * s2 + c1 * c2 * ca));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ra:F7} {Dec:+0.0000000;-0.0000000}");
}
