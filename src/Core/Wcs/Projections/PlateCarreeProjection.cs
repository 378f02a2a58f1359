namespace HstNotebooks.Wcs;

/// <summary>CAR: x = phi, y = theta (paper II, section 5.2.3).</summary>
internal sealed class PlateCarreeProjection : PlaneProjection
{
    public override bool IsZenithal => false;

    public override void ToNative(double x, double y, out double l, out double m, out double n)
    {
        var (sinPhi, cosPhi) = Math.SinCos(x);
        var (sinTheta, cosTheta) = Math.SinCos(Math.Abs(y) <= Math.PI / 2 ? y : double.NaN);
        (l, m, n) = (cosTheta * cosPhi, cosTheta * sinPhi, sinTheta);
    }

    public override void FromNative(double l, double m, double n, out double x, out double y)
    {
        x = Math.Atan2(m, l);
        y = Math.Atan2(n, double.Hypot(l, m));
    }
}
