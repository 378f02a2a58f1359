namespace HstNotebooks.Alignment;

/// <summary>
/// Standard errors of a fit, from the scatter of its residuals. The pairs that clipping removes from the wings of a normal distribution
/// are allowed for; a robust fit has the errors of an M-estimate.
/// </summary>
public sealed record FitUncertainty
{
    /// <summary>Standard error of the shift in x at CRPIX, reference pixels.</summary>
    public required double ShiftX { get; init; }
    /// <summary>Standard error of the shift in y at CRPIX, reference pixels.</summary>
    public required double ShiftY { get; init; }
    /// <summary>Standard error of the rotation, degrees; 0 where it is not fitted.</summary>
    public required double Rotation { get; init; }
    /// <summary>Standard error of the scale; 0 where it is not fitted.</summary>
    public required double Scale { get; init; }
    /// <summary>How many independent numbers the scatter was measured from; the fewer, the less sure are the standard errors themselves (Student's t).</summary>
    public double DegreesOfFreedom { get; init; } = double.PositiveInfinity;
    /// <summary>Covariance of M11, M12, M21, M22, ShiftX, ShiftY, in this order.</summary>
    public required double[,] Covariance { get; init; }

    /// <summary>Standard error of the fitted position at a place in the reference plane, reference pixels, both axes together.</summary>
    /// <param name="x">Column relative to CRPIX.</param>
    /// <param name="y">Row relative to CRPIX.</param>
    public double PositionError(double x, double y)
    {
        // vx = M11 x + M21 y + Tx, vy = M12 x + M22 y + Ty
        return Math.Sqrt(Math.Max(0, Variance([x, 0, y, 0, 1, 0]) + Variance([0, x, 0, y, 0, 1])));
    }

    /// <summary>
    /// How much wider the interval is that holds the truth in 95 of 100 cases than it would be if the scatter were known: Student's t over
    /// its normal limit, 1 for many pairs, 2.2 for the four coefficients from three pairs.
    /// </summary>
    internal double SmallSampleFactor => DegreesOfFreedom > 1000 ? 1 : MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, DegreesOfFreedom, 0.975) / 1.959964;

    /// <summary>The same with all standard errors larger by a factor.</summary>
    internal FitUncertainty Widened(double factor)
    {
        var covariance = new double[6, 6];
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++) covariance[i, j] = factor * factor * Covariance[i, j];
        }
        return this with { ShiftX = factor * ShiftX, ShiftY = factor * ShiftY, Rotation = factor * Rotation, Scale = factor * Scale, Covariance = covariance };
    }

    private double Variance(ReadOnlySpan<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++) sum += gradient[i] * gradient[j] * Covariance[i, j];
        }
        return sum;
    }

    /// <summary>The uncertainty of a fit.</summary>
    /// <param name="geometry">What was fitted.</param>
    /// <param name="u">Reference positions of all pairs, relative to CRPIX.</param>
    /// <param name="kept">The pairs that the fit kept.</param>
    /// <param name="transform">The fit.</param>
    /// <param name="residuals">Its residuals.</param>
    /// <param name="weights">Weights of all pairs; null for equal ones.</param>
    /// <param name="clipping">How pairs were dropped; null where none could be.</param>
    internal static FitUncertainty Of(FitGeometry geometry, PositionList u, IReadOnlyList<int> kept, LinearTransform transform, FitResiduals residuals, double[]? weights, ClippingOptions? clipping)
    {
        // Weights that were estimated from the same residuals cost one more degree of freedom per axis.
        double n = kept.Count, perAxis = TransformFitter.ParameterCount(geometry) / 2.0 + (weights is null ? 0 : 1);
        // Cut twice: the residuals scatter less than the errors, and a fit to what is left is worse than one to all (Maronna, Martin and
        // Yohai 2006, Robust Statistics, 2.3: variance E psi^2 / (E psi')^2 of a mean that leaves out what lies beyond a limit).
        double widening = n / Math.Max(n - perAxis, 0.5) / Math.Pow(VarianceAfter(clipping), 2);
        return Of(geometry, u, kept, transform, weights, Square(residuals.X, kept, weights) / n * widening, Square(residuals.Y, kept, weights) / n * widening)
            with
        { DegreesOfFreedom = Math.Max(2 * (n - perAxis), 1) };
    }

    /// <summary>The same where the variance of a pair of weight 1 is known, squared reference pixels.</summary>
    internal static FitUncertainty Of(FitGeometry geometry, PositionList u, IReadOnlyList<int> kept, LinearTransform transform, double[]? weights, double varX, double varY)
    {
        var moments = WeightedMoments.Of(u, kept, weights);
        double[,] covariance = geometry switch
        {
            FitGeometry.Shift => OfShift(moments, varX, varY),
            FitGeometry.RScale => OfSimilarity(moments, transform, (varX + varY) / 2),
            _ => OfGeneral(moments, varX, varY),
        };
        var bare = new FitUncertainty { ShiftX = Math.Sqrt(covariance[4, 4]), ShiftY = Math.Sqrt(covariance[5, 5]), Rotation = 0, Scale = 0, Covariance = covariance };
        if (geometry == FitGeometry.Shift) return bare;
        // For a matrix near scale * rotation: scale^2 = det M and tan(angle) = (M21 - M12) / (M11 + M22).
        double scale = Math.Sqrt(Math.Abs(transform.Determinant)), sum = transform.M11 + transform.M22, difference = transform.M21 - transform.M12;
        double square = sum * sum + difference * difference;
        return bare with
        {
            Rotation = double.RadiansToDegrees(Math.Sqrt(bare.Variance([-difference / square, -sum / square, sum / square, -difference / square, 0, 0]))),
            Scale = Math.Sqrt(bare.Variance([transform.M22 / (2 * scale), -transform.M21 / (2 * scale), -transform.M12 / (2 * scale), transform.M11 / (2 * scale), 0, 0])),
        };
    }

    /// <summary>What rounds of clipping, each about the standard deviation that the last one left, leave of the variance.</summary>
    private static double VarianceAfter(ClippingOptions? clipping)
    {
        double variance = 1;
        for (int round = 0; clipping is not null && round < Math.Min(clipping.Rounds, 20); round++) variance = ClippedVariance(clipping.Sigma * Math.Sqrt(variance));
        return variance;
    }

    /// <summary>Variance of a normal distribution cut at both sides, relative to the whole one.</summary>
    internal static double ClippedVariance(double sigma)
    {
        if (!(sigma < 8)) return 1;
        double density = Math.Exp(-0.5 * sigma * sigma) / Math.Sqrt(2 * Math.PI), inside = MathNet.Numerics.SpecialFunctions.Erf(sigma / Math.Sqrt(2));
        return Math.Max(0.1, 1 - 2 * sigma * density / inside);
    }

    private static double[,] OfShift(WeightedMoments m, double varX, double varY)
    {
        var covariance = new double[6, 6];
        covariance[4, 4] = varX / m.Sum;
        covariance[5, 5] = varY / m.Sum;
        return covariance;
    }

    /// <summary>M = [[a, -b], [b, a]] (or its mirror image): a, b and the position of the centroid are independent.</summary>
    private static double[,] OfSimilarity(WeightedMoments m, LinearTransform transform, double variance)
    {
        var (n, mx, my, sxx, syy, _) = m;
        double mirror = transform.Determinant < 0 ? -1 : 1, spread = Math.Max(sxx + syy, 1e-300);
        // Derivatives of (M11, M12, M21, M22, Tx, Ty) with respect to a and b, the centroid held.
        double[] byA = [1, 0, 0, mirror, -mx, -mirror * my], byB = [0, -mirror, 1, 0, -my, mirror * mx];
        var covariance = new double[6, 6];
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++) covariance[i, j] = variance / spread * (byA[i] * byA[j] + byB[i] * byB[j]);
        }
        covariance[4, 4] += variance / n;
        covariance[5, 5] += variance / n;
        return covariance;
    }

    private static double[,] OfGeneral(WeightedMoments m, double varX, double varY)
    {
        var (n, mx, my, sxx, syy, sxy) = m;
        double det = sxx * syy - sxy * sxy;
        double cxx = syy / det, cyy = sxx / det, cxy = -sxy / det;
        var covariance = new double[6, 6];
        // The two axes are independent: (M11, M21, Tx) with varX and (M12, M22, Ty) with varY.
        foreach (var (x, y, t, variance) in ((int, int, int, double)[])[(0, 2, 4, varX), (1, 3, 5, varY)])
        {
            covariance[x, x] = variance * cxx;
            covariance[y, y] = variance * cyy;
            covariance[x, y] = covariance[y, x] = variance * cxy;
            covariance[x, t] = covariance[t, x] = -variance * (cxx * mx + cxy * my);
            covariance[y, t] = covariance[t, y] = -variance * (cxy * mx + cyy * my);
            covariance[t, t] = variance * (1.0 / n + cxx * mx * mx + 2 * cxy * mx * my + cyy * my * my);
        }
        return covariance;
    }

    private static double Square(double[] values, IReadOnlyList<int> kept, double[]? weights)
    {
        double sum = 0;
        for (int k = 0; k < values.Length; k++) sum += (weights is null ? 1 : weights[kept[k]]) * values[k] * values[k];
        return sum;
    }
}
