namespace HstNotebooks.Alignment;

/// <summary>Residuals v - u M - t of the pairs of a fit, in the order of the pairs, with their statistics (facts: matching-and-fitting 3.7).</summary>
internal sealed record FitResiduals(double[] X, double[] Y, double RmsX, double RmsY, double Rmse, double Mae)
{
    /// <summary>The residuals of the pairs with the given indices.</summary>
    public static FitResiduals Of(LinearTransform transform, PositionList u, PositionList v, IReadOnlyList<int> kept)
    {
        double[] x = new double[kept.Count], y = new double[kept.Count];
        double squares = 0, distances = 0;
        for (int k = 0; k < kept.Count; k++)
        {
            int i = kept[k];
            var (fitX, fitY) = transform.Apply(u.X[i], u.Y[i]);
            x[k] = v.X[i] - fitX;
            y[k] = v.Y[i] - fitY;
            squares += x[k] * x[k] + y[k] * y[k];
            distances += double.Hypot(x[k], y[k]);
        }
        return new FitResiduals(x, y, Deviation(x), Deviation(y), Math.Sqrt(squares / kept.Count), distances / kept.Count);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }
}
