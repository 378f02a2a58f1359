namespace HstNotebooks.Wcs;

/// <summary>
/// Slant orthographic (SIN with PV2_1 = xi, PV2_2 = eta; paper II, section 5.1.5), which interferometers make; NCP is its case xi = 0,
/// eta = cot(declination).
/// </summary>
internal sealed class SlantProjection(double xi, double eta) : PlaneProjection
{
    public override void ToNative(double x, double y, out double l, out double m, out double n)
    {
        // x = m + xi s, y = -l + eta s with s = 1 - n, on the unit sphere: a s^2 - 2 b s + c = 0; the smaller s is the near side.
        double a = xi * xi + eta * eta + 1, b = x * xi + y * eta + 1, c = x * x + y * y;
        double s = c / (b + Math.Sqrt(b * b - a * c));
        (l, m, n) = (eta * s - y, x - xi * s, 1 - s);
        if (b < 0) l = m = n = double.NaN;
    }

    public override void FromNative(double l, double m, double n, out double x, out double y)
    {
        double s = 1 - n;
        (x, y) = (m + xi * s, eta * s - l);
        // Behind the edge of the sphere as seen along the slant.
        if ((xi * xi + eta * eta + 1) * s > x * xi + y * eta + 1) x = y = double.NaN;
    }
}
