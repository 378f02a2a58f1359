namespace HstNotebooks.Wcs;

/// <summary>AIT, the Hammer-Aitoff projection (paper II, section 5.3.4).</summary>
internal sealed class HammerAitoffProjection : PlaneProjection
{
    public override bool IsZenithal => false;

    public override void ToNative(double x, double y, out double l, out double m, out double n)
    {
        double u = 1 - x * x / 16 - y * y / 4;
        double z = u >= 0.5 ? Math.Sqrt(u) : double.NaN;
        double phi = 2 * Math.Atan2(z * x / 2, 2 * z * z - 1);
        n = y * z;
        double cosTheta = Math.Sqrt(1 - n * n);
        var (sin, cos) = Math.SinCos(phi);
        (l, m) = (cosTheta * cos, cosTheta * sin);
    }

    public override void FromNative(double l, double m, double n, out double x, out double y)
    {
        double cosTheta = double.Hypot(l, m);
        var (sin, cos) = Math.SinCos(Math.Atan2(m, l) / 2);
        double gamma = Math.Sqrt(2 / (1 + cosTheta * cos));
        x = 2 * gamma * cosTheta * sin;
        y = gamma * n;
    }
}
