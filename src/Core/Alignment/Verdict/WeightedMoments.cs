namespace HstNotebooks.Alignment;

/// <summary>Sum of the weights, weighted mean and weighted sums of squares about it, of positions.</summary>
internal readonly record struct WeightedMoments(double Sum, double MeanX, double MeanY, double Sxx, double Syy, double Sxy)
{
    /// <summary>Of the positions with the given indices; null weights are all 1.</summary>
    public static WeightedMoments Of(PositionList u, IReadOnlyList<int> kept, double[]? weights)
    {
        double sum = 0, mx = 0, my = 0, sxx = 0, syy = 0, sxy = 0;
        foreach (int i in kept)
        {
            double w = weights is null ? 1 : weights[i];
            (sum, mx, my) = (sum + w, mx + w * u.X[i], my + w * u.Y[i]);
        }
        (mx, my) = (mx / sum, my / sum);
        foreach (int i in kept)
        {
            double w = weights is null ? 1 : weights[i], dx = u.X[i] - mx, dy = u.Y[i] - my;
            (sxx, syy, sxy) = (sxx + w * dx * dx, syy + w * dy * dy, sxy + w * dx * dy);
        }
        return new(sum, mx, my, sxx, syy, sxy);
    }
}
