using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>Least-squares fits of the linear transformations of TweakReg (facts: matching-and-fitting 3.6).</summary>
internal static class TransformFitter
{
    /// <summary>How many pairs a fit needs at least.</summary>
    public static int SmallestCount(FitGeometry geometry) => geometry switch
    {
        FitGeometry.Shift => 1,
        FitGeometry.RScale => 2,
        _ => 3,
    };

    /// <summary>Free parameters.</summary>
    public static int ParameterCount(FitGeometry geometry) => geometry switch
    {
        FitGeometry.Shift => 2,
        FitGeometry.RScale => 4,
        _ => 6,
    };

    /// <summary>Fits the pairs with the given indices. u: reference, v: image, both relative to the same centre; weights: one per pair, null for equal ones.</summary>
    /// <exception cref="InputException">Too few pairs, or all in one place or on one line.</exception>
    public static LinearTransform Fit(FitGeometry geometry, PositionList u, PositionList v, IReadOnlyList<int> kept, double[]? weights = null)
    {
        if (kept.Count < SmallestCount(geometry))
            throw new InputException($"{kept.Count} pairs are too few for a {Name(geometry)} fit, which needs {SmallestCount(geometry)}");
        double n = 0, u0 = 0, u1 = 0, v0 = 0, v1 = 0;
        foreach (int i in kept)
        {
            double weight = weights is null ? 1 : weights[i];
            n += weight;
            u0 += weight * u.X[i];
            u1 += weight * u.Y[i];
            v0 += weight * v.X[i];
            v1 += weight * v.Y[i];
        }
        (u0, u1, v0, v1) = (u0 / n, u1 / n, v0 / n, v1 / n);
        var (m11, m12, m21, m22) = geometry == FitGeometry.Shift ? (1.0, 0.0, 0.0, 1.0) : Matrix(geometry, u, v, kept, weights, (u0, u1), (v0, v1));
        return new LinearTransform(m11, m12, m21, m22, v0 - (u0 * m11 + u1 * m21), v1 - (u0 * m12 + u1 * m22));
    }

    /// <summary>DrizzlePac's word for a geometry.</summary>
    public static string Name(FitGeometry geometry) => geometry switch
    {
        FitGeometry.Shift => "shift",
        FitGeometry.RScale => "rscale",
        _ => "general",
    };

    private static (double M11, double M12, double M21, double M22) Matrix(FitGeometry geometry, PositionList u, PositionList v,
        IReadOnlyList<int> kept, double[]? weights, (double X, double Y) uMean, (double X, double Y) vMean)
    {
        double sxx = 0, syy = 0, sxy = 0, xx = 0, xy = 0, yx = 0, yy = 0;
        foreach (int i in kept)
        {
            double ax = u.X[i] - uMean.X, ay = u.Y[i] - uMean.Y, bx = v.X[i] - vMean.X, by = v.Y[i] - vMean.Y;
            double weight = weights is null ? 1 : weights[i], wx = weight * ax, wy = weight * ay;
            sxx += wx * ax;
            syy += wy * ay;
            sxy += wx * ay;
            xx += wx * bx;
            xy += wx * by;
            yx += wy * bx;
            yy += wy * by;
        }
        if (geometry == FitGeometry.RScale)
        {
            double spread = sxx + syy;
            if (!(spread > 0)) throw new InputException("all pairs lie in one place: rotation and scale cannot be fitted");
            // The best similarity: mag cos = (xx + yy) / spread, mag sin = (yx - xy) / spread; with a reflection the signs of y change.
            return xx * yy - yx * xy >= 0
                ? ((xx + yy) / spread, (xy - yx) / spread, (yx - xy) / spread, (xx + yy) / spread)
                : ((xx - yy) / spread, (yx + xy) / spread, (yx + xy) / spread, -(xx - yy) / spread);
        }
        double det = sxx * syy - sxy * sxy;
        if (!(det > 1e-12 * sxx * syy)) throw new InputException("all pairs lie on one line: a general fit is not possible");
        return ((xx * syy - yx * sxy) / det, (xy * syy - yy * sxy) / det, (yx * sxx - xx * sxy) / det, (yy * sxx - xy * sxy) / det);
    }
}
