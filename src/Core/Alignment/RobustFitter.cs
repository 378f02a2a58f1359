namespace HstNotebooks.Alignment;

/// <summary>
/// M-estimates of a transformation by least squares with weights that follow the residuals (Holland and Welsch 1977, Commun. Statist.
/// A6, 813; Huber 1981, Robust Statistics, chapter 7). The scale is the median distance, which half of the pairs may spoil before it
/// runs away. The biweight starts from Huber's solution, because it has more than one minimum.
/// </summary>
internal static class RobustFitter
{
    /// <summary>Median of the distance of normal errors in two dimensions, in standard deviations per axis: sqrt(2 ln 2).</summary>
    private const double MedianDistance = 1.1774100225154747;
    /// <summary>Part of the numbers that count for the scale, the median being less sure than a mean square (37 per cent: Huber 1981, 5.1).</summary>
    public const double MedianEfficiency = 0.37;
    private const int MostRounds = 50;

    /// <summary>The transformation, the weights of all pairs, and the variance per axis that its errors follow from, for a pair of weight 1.</summary>
    internal readonly record struct Solution(LinearTransform Transform, double[] Weights, double Variance);

    /// <summary>Fits all pairs.</summary>
    /// <param name="geometry">What to fit.</param>
    /// <param name="u">Reference positions relative to CRPIX.</param>
    /// <param name="v">Image positions relative to CRPIX.</param>
    /// <param name="estimator">Huber's or the biweight.</param>
    /// <param name="known">Weights of the pairs by their known errors; null: all alike.</param>
    public static Solution Fit(FitGeometry geometry, PositionList u, PositionList v, RobustEstimator estimator, double[]? known)
    {
        int[] all = [.. Enumerable.Range(0, u.Count)];
        double[] weights = known ?? [.. all.Select(_ => 1.0)];
        double[] basis = weights;
        var transform = TransformFitter.Fit(geometry, u, v, all, weights);
        double scale = Iterate(RobustEstimator.Huber, isScaleFree: true, 0);
        if (estimator == RobustEstimator.Biweight) scale = Iterate(RobustEstimator.Biweight, isScaleFree: false, scale);

        double[] distances = Distances(FitResiduals.Of(transform, u, v, all), basis);
        double freedom = TransformFitter.ParameterCount(geometry), squares = 0, slope = 0, slopeSquares = 0;
        foreach (double distance in distances)
        {
            double d = scale > 0 ? distance / scale : 0, s = RobustLoss.Slope(estimator, d);
            squares += Math.Pow(d * RobustLoss.Weight(estimator, d), 2);
            (slope, slopeSquares) = (slope + s / all.Length, slopeSquares + s * s / all.Length);
        }
        // Huber (1981, 7.6.9) with his correction for the number of parameters.
        double correction = 1 + freedom / (2.0 * all.Length) * Math.Max(0, slopeSquares - slope * slope) / (slope * slope);
        double cost = freedom + (known is null ? 0 : 2);
        double variance = scale * scale * squares / Math.Max(2.0 * all.Length - cost, 1) / (slope * slope) * correction * correction;
        return new Solution(transform, weights, variance);

        double Iterate(RobustEstimator loss, bool isScaleFree, double fixedScale)
        {
            double sigma = fixedScale;
            for (int round = 0; round < MostRounds; round++)
            {
                double[] distance = Distances(FitResiduals.Of(transform, u, v, all), basis);
                if (isScaleFree) sigma = Scale(distance, TransformFitter.ParameterCount(geometry));
                if (!(sigma > 0)) break;
                double[] next = [.. distance.Select((d, i) => basis[i] * RobustLoss.Weight(loss, d / sigma))];
                if (next.Count(w => w > 0) < TransformFitter.SmallestCount(geometry)) break;
                weights = next;
                var moved = TransformFitter.Fit(geometry, u, v, all, weights);
                double change = Math.Abs(moved.Tx - transform.Tx) + Math.Abs(moved.Ty - transform.Ty)
                    + 1e3 * (Math.Abs(moved.M11 - transform.M11) + Math.Abs(moved.M12 - transform.M12) + Math.Abs(moved.M21 - transform.M21) + Math.Abs(moved.M22 - transform.M22));
                transform = moved;
                if (change < 1e-7 * sigma) break;
            }
            return sigma;
        }
    }

    private static double[] Distances(FitResiduals residuals, double[] basis) =>
        [.. basis.Select((w, i) => Math.Sqrt(w) * double.Hypot(residuals.X[i], residuals.Y[i]))];

    private static double Scale(double[] distances, int parameters)
    {
        double[] sorted = [.. distances.Order()];
        int n = sorted.Length;
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return median / MedianDistance * Math.Sqrt(2.0 * n / Math.Max(2.0 * n - parameters, 1));
    }
}
