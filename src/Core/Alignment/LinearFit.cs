namespace HstNotebooks.Alignment;

/// <summary>
/// The result of a linear fit between matched positions in the reference plane. In row-vector form v = u M + t with u the reference
/// and v the image position, both relative to CRPIX of the reference frame (facts: matching-and-fitting 3.6).
/// The shift is image minus reference: to bring the image onto the reference, subtract it and apply the inverse of M.
/// </summary>
public sealed record LinearFit
{
    /// <summary>What was fitted.</summary>
    public required FitGeometry Geometry { get; init; }
    /// <summary>Shift in x, reference pixels, image minus reference.</summary>
    public required double ShiftX { get; init; }
    /// <summary>Shift in y, reference pixels, image minus reference.</summary>
    public required double ShiftY { get; init; }
    /// <summary>M[0,0].</summary>
    public required double M11 { get; init; }
    /// <summary>M[0,1].</summary>
    public required double M12 { get; init; }
    /// <summary>M[1,0].</summary>
    public required double M21 { get; init; }
    /// <summary>M[1,1].</summary>
    public required double M22 { get; init; }
    /// <summary>Rotation in degrees, 0 to 360.</summary>
    public required double Rotation { get; init; }
    /// <summary>Scale: square root of |det M|.</summary>
    public required double Scale { get; init; }
    /// <summary>Scale of the x axis.</summary>
    public double ScaleX { get; init; } = 1;
    /// <summary>Scale of the y axis.</summary>
    public double ScaleY { get; init; } = 1;
    /// <summary>Rotation of the x axis in degrees, 0 to 360.</summary>
    public double RotationX { get; init; }
    /// <summary>Rotation of the y axis in degrees, 0 to 360.</summary>
    public double RotationY { get; init; }
    /// <summary>RotationY - RotationX in degrees.</summary>
    public double Skew { get; init; }
    /// <summary>Standard deviation of the residuals in x (divisor N), reference pixels.</summary>
    public required double RmsX { get; init; }
    /// <summary>Standard deviation of the residuals in y (divisor N), reference pixels.</summary>
    public required double RmsY { get; init; }
    /// <summary>sqrt(mean(ex^2 + ey^2)), reference pixels.</summary>
    public required double Rmse { get; init; }
    /// <summary>mean(sqrt(ex^2 + ey^2)), reference pixels.</summary>
    public required double Mae { get; init; }
    /// <summary>Indices (0-based) into the matched pairs of those that were kept, ascending.</summary>
    public required IReadOnlyList<int> Kept { get; init; }
    /// <summary>Residuals in x of the kept pairs (v - u M - t), reference pixels.</summary>
    public required double[] ResidualsX { get; init; }
    /// <summary>Residuals in y of the kept pairs, reference pixels.</summary>
    public required double[] ResidualsY { get; init; }
    /// <summary>Weights of the kept pairs, in that order; null where all count alike. An addition to DrizzlePac.</summary>
    public double[]? Weights { get; init; }
    /// <summary>Standard errors and covariance; null only in results made by hand.</summary>
    public FitUncertainty? Uncertainty { get; init; }
    /// <summary>Mean of the squared residuals, both axes together, with the weights of the pairs.</summary>
    internal double MeanSquare => Weights is null ? Rmse * Rmse
        : Enumerable.Range(0, Count).Sum(k => Weights[k] * (ResidualsX[k] * ResidualsX[k] + ResidualsY[k] * ResidualsY[k])) / Weights.Sum();
    /// <summary>Number of pairs after clipping.</summary>
    public int Count => Kept.Count;
}
