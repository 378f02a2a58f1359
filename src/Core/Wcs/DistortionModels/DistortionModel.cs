namespace HstNotebooks.Wcs;

/// <summary>
/// The distortion of one chip as an IDCTAB gives it: X = sum CX_ij dx^j dy^(i-j) in arcseconds, dx = x - XREF, dy = y - YREF,
/// likewise Y with CY (facts: wcs-and-distortion 5.4). Immutable.
/// </summary>
/// <param name="Cx">CX_ij, [i, j]: i = total order 0 .. N, j = power of x; i = 0 is not used.</param>
/// <param name="Cy">CY_ij.</param>
/// <param name="XRef">XREF, 1-based pixel.</param>
/// <param name="YRef">YREF, 1-based pixel.</param>
/// <param name="XSize">Size of the full array in x, pixels.</param>
/// <param name="YSize">Size of the full array in y, pixels.</param>
/// <param name="PixelScale">SCALE in arcseconds per pixel.</param>
/// <param name="V2Ref">V2REF in arcseconds.</param>
/// <param name="V3Ref">V3REF in arcseconds.</param>
/// <param name="Theta">THETA in degrees.</param>
public sealed record DistortionModel(double[,] Cx, double[,] Cy, double XRef, double YRef, double XSize, double YSize,
    double PixelScale, double V2Ref, double V3Ref, double Theta)
{
    /// <summary>The order N of the polynomials.</summary>
    public int Order => Cx.GetLength(0) - 1;

    /// <summary>The model on an array binned by a factor.</summary>
    public DistortionModel Binned(int factor) => factor == 1 ? this : this with
    {
        Cx = Scaled(Cx, factor),
        Cy = Scaled(Cy, factor),
        PixelScale = PixelScale * factor,
        XRef = XRef / factor,
        YRef = YRef / factor,
        XSize = XSize / factor,
        YSize = YSize / factor,
    };

    /// <summary>The polynomials written about an origin that lies (dx, dy) pixels from the old one, without the constant term.</summary>
    public DistortionModel Shifted(double dx, double dy) => dx == 0 && dy == 0 ? this : this with { Cx = Shifted(Cx, dx, dy), Cy = Shifted(Cy, dx, dy) };

    /// <summary>The SIP polynomials: the terms of order 2 and above as pixels of the linear part.</summary>
    /// <param name="factor">The binning of the array (1 where unbinned).</param>
    public (SipPolynomial A, SipPolynomial B) ToSip(int factor = 1)
    {
        double c11 = Cx[1, 1], c10 = Cx[1, 0], d11 = Cy[1, 1], d10 = Cy[1, 0], det = c11 * d10 - c10 * d11;
        var a = new double[Order + 1, Order + 1];
        var b = new double[Order + 1, Order + 1];
        for (int i = 2; i <= Order; i++)
            for (int j = 0; j <= i; j++)
            {
                a[j, i - j] = factor * (d10 * Cx[i, j] - c10 * Cy[i, j]) / det;
                b[j, i - j] = factor * (c11 * Cy[i, j] - d11 * Cx[i, j]) / det;
            }
        return (new SipPolynomial(a), new SipPolynomial(b));
    }

    private static double[,] Scaled(double[,] c, double factor)
    {
        var result = (double[,])c.Clone();
        for (int i = 0; i < c.GetLength(0); i++)
            for (int j = 0; j < c.GetLength(1); j++) result[i, j] *= factor;
        return result;
    }

    // (x + dx)^j (y + dy)^(i-j) by the binomial theorem.
    private static double[,] Shifted(double[,] c, double dx, double dy)
    {
        int n = c.GetLength(0) - 1;
        var result = new double[n + 1, n + 1];
        for (int i = 1; i <= n; i++)
            for (int j = 0; j <= i; j++)
                for (int p = 0; p <= j; p++)
                    for (int q = 0; q <= i - j; q++)
                        if (p + q > 0) result[p + q, p] += c[i, j] * Binomial(j, p) * Binomial(i - j, q) * Math.Pow(dx, j - p) * Math.Pow(dy, i - j - q);
        return result;
    }

    private static double Binomial(int n, int k)
    {
        double value = 1;
        for (int i = 0; i < k; i++) value = value * (n - i) / (i + 1);
        return value;
    }
}
