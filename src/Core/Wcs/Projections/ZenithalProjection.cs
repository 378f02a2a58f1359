namespace HstNotebooks.Wcs;

/// <summary>SIN, STG, ARC and ZEA: the plane radius is a function of the distance from the native pole (paper II, section 5.1).</summary>
internal sealed class ZenithalProjection(string code) : PlaneProjection
{
    public override void ToNative(double x, double y, out double l, out double m, out double n)
    {
        double r = double.Hypot(x, y);
        double distance = code switch // from the native pole, radians
        {
            "SIN" => Math.Asin(r),
            "STG" => 2 * Math.Atan(r / 2),
            "ARC" => r <= Math.PI ? r : double.NaN,
            _ => 2 * Math.Asin(r / 2),
        };
        double q = r > 0 ? Math.Sin(distance) / r : 1;
        (l, m, n) = (-y * q, x * q, Math.Cos(distance));
    }

    public override void FromNative(double l, double m, double n, out double x, out double y)
    {
        double s = double.Hypot(l, m);
        double r = code switch
        {
            "SIN" => n >= 0 ? s : double.NaN,
            "STG" => n > -1 ? 2 * s / (1 + n) : double.NaN,
            "ARC" => Math.Atan2(s, n),
            _ => 2 * Math.Sin(Math.Atan2(s, n) / 2),
        };
        double q = s > 0 ? r / s : (n >= 0 ? 1 : double.NaN);
        (x, y) = (m * q, -l * q);
    }
}
