namespace HstNotebooks.Wcs;

/// <summary>
/// The polynomial of the TPV projection: plane coordinates in degrees before the polynomial to those of TAN.
/// 40 terms for each axis, PV1_m in (x, y, r) and PV2_m in (y, x, r), of order 7 at most. Immutable.
/// Source: the TPV convention in the registry of FITS conventions.
/// </summary>
public sealed class TpvPolynomial
{
    /// <summary>Number of terms of an axis, m = 0 to 39.</summary>
    public const int TermCount = 40;

    private readonly double[] _axis1, _axis2;

    /// <summary>A polynomial from its terms PV1_0 .. PV1_39 and PV2_0 .. PV2_39.</summary>
    public TpvPolynomial(ReadOnlySpan<double> axis1, ReadOnlySpan<double> axis2)
    {
        if (axis1.Length != TermCount || axis2.Length != TermCount)
            throw new ArgumentException($"a TPV polynomial has {TermCount} terms for each axis", nameof(axis1));
        _axis1 = axis1.ToArray();
        _axis2 = axis2.ToArray();
    }

    /// <summary>The corrected plane coordinates in degrees.</summary>
    public (double Xi, double Eta) Evaluate(double x, double y)
    {
        double r = double.Hypot(x, y);
        return (Sum(_axis1, x, y, r), Sum(_axis2, y, x, r));
    }

    /// <summary>The plane coordinates whose correction gives the arguments (degrees); NaN where Newton's method does not converge.</summary>
    public (double X, double Y) Invert(double xi, double eta)
    {
        double x = xi, y = eta;
        for (int round = 0; round < 50; round++)
        {
            var (fx, fy) = Evaluate(x, y);
            double ex = fx - xi, ey = fy - eta;
            const double h = 1e-6; // degrees; the polynomial is smooth on this scale
            var (ax, ay) = Evaluate(x + h, y);
            var (bx, by) = Evaluate(x, y + h);
            double j11 = (ax - fx) / h, j12 = (bx - fx) / h, j21 = (ay - fy) / h, j22 = (by - fy) / h;
            double det = j11 * j22 - j12 * j21;
            double sx = (j22 * ex - j12 * ey) / det, sy = (j11 * ey - j21 * ex) / det;
            if (!double.IsFinite(sx + sy)) break;
            x -= sx;
            y -= sy;
            if (Math.Max(Math.Abs(sx), Math.Abs(sy)) < 1e-14 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y)))) return (x, y);
            if (round > 12 && Math.Max(Math.Abs(ex), Math.Abs(ey)) < 1e-13) return (x, y);
        }
        return (double.NaN, double.NaN);
    }

    // Term m of a full block of order p is a^(p-k) b^k; the odd orders end with a term in r.
    private static double Sum(double[] c, double a, double b, double r)
    {
        double sum = 0;
        int m = 0;
        Span<double> pa = stackalloc double[8], pb = stackalloc double[8];
        pa[0] = pb[0] = 1;
        for (int i = 1; i < 8; i++)
        {
            pa[i] = pa[i - 1] * a;
            pb[i] = pb[i - 1] * b;
        }
        double radial = r;
        for (int order = 0; order <= 7; order++)
        {
            for (int k = 0; k <= order; k++) sum += c[m++] * pa[order - k] * pb[k];
            if (order % 2 == 0) continue;
            sum += c[m++] * radial;
            radial *= r * r;
        }
        return sum;
    }
}
