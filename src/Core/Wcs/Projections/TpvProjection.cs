namespace HstNotebooks.Wcs;

/// <summary>TAN behind a polynomial in the plane coordinates. The inverse is found by Newton's method.</summary>
internal sealed class TpvProjection(TpvPolynomial polynomial) : PlaneProjection
{
    private const double Radian = 180 / Math.PI;

    public override void ToNative(double x, double y, out double l, out double m, out double n)
    {
        var (xi, eta) = polynomial.Evaluate(x * Radian, y * Radian);
        (l, m, n) = (-eta / Radian, xi / Radian, 1);
    }

    public override void FromNative(double l, double m, double n, out double x, out double y)
    {
        if (!(n > 0))
        {
            x = y = double.NaN;
            return;
        }
        (x, y) = polynomial.Invert(m / n * Radian, -l / n * Radian);
        (x, y) = (x / Radian, y / Radian);
    }
}
