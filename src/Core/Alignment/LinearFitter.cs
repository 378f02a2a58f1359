using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>Fits the transformation between matched positions with clipping, as TweakReg does (facts: matching-and-fitting 3.6 to 3.8).</summary>
public static class LinearFitter
{
    /// <summary>Fits matched positions.</summary>
    /// <param name="reference">Reference positions, 1-based pixels of the reference frame.</param>
    /// <param name="image">Image positions in the same frame, one for each reference position.</param>
    /// <param name="centre">CRPIX of the reference frame: rotation and scale act about it.</param>
    /// <param name="geometry">What to fit.</param>
    /// <param name="clipping">How outliers are dropped; DrizzlePac's defaults where null.</param>
    /// <exception cref="Errors.InputException">Too few pairs, or all in one place or on one line.</exception>
    public static LinearFit Fit(PositionList reference, PositionList image, PixelPosition centre, FitGeometry geometry, ClippingOptions? clipping = null)
    {
        if (reference.Count != image.Count) throw new ArgumentException($"{reference.Count} reference positions for {image.Count} image positions");
        clipping ??= new ClippingOptions();
        var u = new PositionList([.. reference.X.Select(x => x - centre.X)], [.. reference.Y.Select(y => y - centre.Y)]);
        var v = new PositionList([.. image.X.Select(x => x - centre.X)], [.. image.Y.Select(y => y - centre.Y)]);

        int total = reference.Count, dropped = 0;
        IReadOnlyList<int> kept = [.. Enumerable.Range(0, total)];
        var transform = TransformFitter.Fit(geometry, u, v, kept);
        var residuals = FitResiduals.Of(transform, u, v, kept);
        for (int round = 0; round < clipping.Rounds && total >= clipping.Rounds; round++)
        {
            // The number of dropped pairs lags one round behind in the reference; it matters for small lists.
            double widening = total / (double)(total - dropped - 1);
            double limitX = clipping.Sigma * widening * residuals.RmsX, limitY = clipping.Sigma * widening * residuals.RmsY;
            var survivors = new List<int>(kept.Count);
            for (int i = 0; i < kept.Count; i++)
            {
                if (Math.Abs(residuals.X[i]) < limitX && Math.Abs(residuals.Y[i]) < limitY) survivors.Add(kept[i]);
            }
            if (survivors.Count <= 2 || survivors.Count < TransformFitter.SmallestCount(geometry)) break;
            dropped = total - kept.Count;
            kept = survivors;
            transform = TransformFitter.Fit(geometry, u, v, kept);
            residuals = FitResiduals.Of(transform, u, v, kept);
        }
        bool isClipped = clipping.Rounds > 0 && total >= clipping.Rounds;
        return Describe(geometry, transform, residuals, kept) with
        {
            Uncertainty = FitUncertainty.Of(geometry, u, kept, transform, residuals, isClipped ? clipping : null),
        };
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
