using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>Fits the transformation between matched positions with clipping, as TweakReg does (facts: matching-and-fitting 3.6 to 3.8).</summary>
public static class LinearFitter
{
    /// <summary>Rounds in which weights and fit are estimated in turn.</summary>
    private const int WeightRounds = 3;

    /// <summary>Fits matched positions.</summary>
    /// <param name="reference">Reference positions, 1-based pixels of the reference frame.</param>
    /// <param name="image">Image positions in the same frame, one for each reference position.</param>
    /// <param name="centre">CRPIX of the reference frame: rotation and scale act about it.</param>
    /// <param name="geometry">What to fit.</param>
    /// <param name="clipping">How outliers are dropped; DrizzlePac's defaults where null.</param>
    /// <param name="weighting">What is known about the errors of the pairs, and whether to fit robustly; null: all count alike, as in DrizzlePac.</param>
    /// <exception cref="Errors.InputException">Too few pairs, or all in one place or on one line.</exception>
    public static LinearFit Fit(PositionList reference, PositionList image, PixelPosition centre, FitGeometry geometry,
        ClippingOptions? clipping = null, FitWeighting? weighting = null)
    {
        if (reference.Count != image.Count) throw new ArgumentException($"{reference.Count} reference positions for {image.Count} image positions");
        clipping ??= new ClippingOptions();
        var u = new PositionList([.. reference.X.Select(x => x - centre.X)], [.. reference.Y.Select(y => y - centre.Y)]);
        var v = new PositionList([.. image.X.Select(x => x - centre.X)], [.. image.Y.Select(y => y - centre.Y)]);

        double[]? weights = weighting?.Fixed;
        var (transform, residuals, kept) = Clipped(geometry, u, v, clipping, weights);
        for (int round = 0; weighting is { Fixed: null, HasVariances: true } && round < WeightRounds; round++)
        {
            weights = VarianceModel.Weights(weighting, residuals, kept, TransformFitter.ParameterCount(geometry));
            (transform, residuals, kept) = Clipped(geometry, u, v, clipping, weights);
        }
        if (weighting is { Robust: not RobustEstimator.None }) return Robust(geometry, u, v, weighting.Robust, weights);
        bool isClipped = clipping.Rounds > 0 && u.Count >= clipping.Rounds;
        return Describe(geometry, transform, residuals, kept) with
        {
            Weights = weights is null ? null : [.. kept.Select(i => weights[i])],
            Uncertainty = FitUncertainty.Of(geometry, u, kept, transform, residuals, weights, isClipped ? clipping : null),
        };
    }

    private static LinearFit Robust(FitGeometry geometry, PositionList u, PositionList v, RobustEstimator estimator, double[]? weights)
    {
        int[] all = [.. Enumerable.Range(0, u.Count)];
        var solution = RobustFitter.Fit(geometry, u, v, estimator, weights);
        int[] kept = [.. all.Where(i => solution.Weights[i] > 0)];
        return Describe(geometry, solution.Transform, FitResiduals.Of(solution.Transform, u, v, kept), kept) with
        {
            Weights = [.. kept.Select(i => solution.Weights[i])],
            Uncertainty = FitUncertainty.Of(geometry, u, all, solution.Transform, weights, solution.Variance, solution.Variance)
                with
            { DegreesOfFreedom = Math.Max(RobustFitter.MedianEfficiency * (2.0 * all.Length - TransformFitter.ParameterCount(geometry)), 1) },
        };
    }

    /// <summary>Least squares with rounds of clipping. With weights it is the residuals in standard deviations that are clipped.</summary>
    private static (LinearTransform Transform, FitResiduals Residuals, IReadOnlyList<int> Kept) Clipped(FitGeometry geometry, PositionList u, PositionList v, ClippingOptions clipping, double[]? weights)
    {
        int total = u.Count, dropped = 0;
        IReadOnlyList<int> kept = [.. Enumerable.Range(0, total)];
        var transform = TransformFitter.Fit(geometry, u, v, kept, weights);
        var residuals = FitResiduals.Of(transform, u, v, kept);
        for (int round = 0; round < clipping.Rounds && total >= clipping.Rounds; round++)
        {
            // The number of dropped pairs lags one round behind in the reference; it matters for small lists.
            double widening = total / (double)(total - dropped - 1);
            double limitX = clipping.Sigma * widening * residuals.RmsX, limitY = clipping.Sigma * widening * residuals.RmsY;
            if (weights is not null) limitX = limitY = clipping.Sigma * widening * Math.Sqrt(kept.Select((i, k) => weights[i] * (residuals.X[k] * residuals.X[k] + residuals.Y[k] * residuals.Y[k])).Average() / 2);
            var survivors = new List<int>(kept.Count);
            for (int i = 0; i < kept.Count; i++)
            {
                double unit = weights is null ? 1 : Math.Sqrt(weights[kept[i]]);
                if (unit * Math.Abs(residuals.X[i]) < limitX && unit * Math.Abs(residuals.Y[i]) < limitY) survivors.Add(kept[i]);
            }
            if (survivors.Count <= 2 || survivors.Count < TransformFitter.SmallestCount(geometry)) break;
            dropped = total - kept.Count;
            kept = survivors;
            transform = TransformFitter.Fit(geometry, u, v, kept, weights);
            residuals = FitResiduals.Of(transform, u, v, kept);
        }
        return (transform, residuals, kept);
    }

    /// <summary>Rotations, scales and skew of a transformation (facts 3.7).</summary>
    private static LinearFit Describe(FitGeometry geometry, LinearTransform m, FitResiduals residuals, IReadOnlyList<int> kept)
    {
        double determinant = m.Determinant, scale = Math.Sqrt(Math.Abs(determinant));
        double sign = determinant < 0 ? -1 : 1;
        double scaleX = scale, scaleY = scale;
        if (geometry == FitGeometry.General) (scaleX, scaleY) = (double.Hypot(m.M11, m.M12), double.Hypot(m.M21, m.M22));
        double rotation = Degrees(m.M21 / scaleY - sign * m.M12 / scaleX, m.M11 / scaleX + sign * m.M22 / scaleY);
        double rotationX = rotation, rotationY = rotation;
        if (geometry == FitGeometry.General || sign < 0) (rotationX, rotationY) = (Degrees(-m.M12, m.M11), Degrees(m.M21, m.M22));
        return new LinearFit
        {
            Geometry = geometry,
            ShiftX = m.Tx,
            ShiftY = m.Ty,
            M11 = m.M11,
            M12 = m.M12,
            M21 = m.M21,
            M22 = m.M22,
            Rotation = rotation,
            Scale = scale,
            ScaleX = scaleX,
            ScaleY = scaleY,
            RotationX = rotationX,
            RotationY = rotationY,
            Skew = Math.IEEERemainder(rotationY - rotationX, 360),
            RmsX = residuals.RmsX,
            RmsY = residuals.RmsY,
            Rmse = residuals.Rmse,
            Mae = residuals.Mae,
            Kept = kept,
            ResidualsX = residuals.X,
            ResidualsY = residuals.Y,
        };
    }

    private static double Degrees(double y, double x)
    {
        double degrees = double.RadiansToDegrees(Math.Atan2(y, x));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
