namespace HstNotebooks.Alignment;

/// <summary>
/// Estimates how the variance of the residuals depends on what is known about the pairs: known + a + b g, g being the inverse flux over
/// its median. The squared residuals are fitted by least squares, weighted with the inverse square of the model, in turn (scoring for
/// normal errors: Carroll and Ruppert 1988, chapter 3.3).
/// </summary>
internal static class VarianceModel
{
    private const int Rounds = 20;
    /// <summary>A pair never counts more than this many times the middle one, so that none rules the fit.</summary>
    private const double LargestWeight = 10;

    /// <summary>Weights of all pairs: inverse variances, 1 for the middle pair.</summary>
    /// <param name="weighting">What is known.</param>
    /// <param name="residuals">Residuals of the pairs that a fit kept.</param>
    /// <param name="kept">Which pairs these are.</param>
    /// <param name="parameters">Free parameters of the fit.</param>
    public static double[] Weights(FitWeighting weighting, FitResiduals residuals, IReadOnlyList<int> kept, int parameters)
    {
        int count = (weighting.KnownVariance ?? weighting.InverseFlux)!.Length;
        double[] known = weighting.KnownVariance ?? new double[count];
        double[] g = weighting.InverseFlux is { } inverse ? Normalised(inverse) : new double[count];
        // The fit has taken its share of the scatter.
        double freedom = 2.0 * kept.Count / Math.Max(2.0 * kept.Count - parameters, 1);
        double[] squares = [.. kept.Select((_, k) => freedom * (residuals.X[k] * residuals.X[k] + residuals.Y[k] * residuals.Y[k]) / 2)];
        double mean = Math.Max(squares.Average(), 1e-12), floor = 1e-4 * mean;
        double a = weighting.InverseFlux is null ? mean : mean / 2, b = weighting.InverseFlux is null ? 0 : mean / 2;
        for (int round = 0; round < Rounds; round++)
        {
            double s1 = 0, sg = 0, sgg = 0, y1 = 0, yg = 0;
            for (int k = 0; k < squares.Length; k++)
            {
                int i = kept[k];
                double variance = Math.Max(known[i] + a + b * g[i], floor), weight = 1 / (variance * variance), rest = squares[k] - known[i];
                (s1, sg, sgg) = (s1 + weight, sg + weight * g[i], sgg + weight * g[i] * g[i]);
                (y1, yg) = (y1 + weight * rest, yg + weight * g[i] * rest);
            }
            (double nextA, double nextB) = NotNegative(s1, sg, sgg, y1, yg);
            bool isSettled = Math.Abs(nextA - a) + Math.Abs(nextB - b) < 1e-6 * mean;
            (a, b) = (nextA, nextB);
            if (isSettled) break;
        }
        double[] weights = [.. Enumerable.Range(0, count).Select(i => 1 / Math.Max(known[i] + a + b * g[i], floor))];
        double middle = Median([.. kept.Select(i => weights[i])]);
        return [.. weights.Select(w => Math.Min(w / middle, LargestWeight))];
    }

    /// <summary>The minimum of the quadratic form under a, b >= 0.</summary>
    private static (double A, double B) NotNegative(double s1, double sg, double sgg, double y1, double yg)
    {
        double determinant = s1 * sgg - sg * sg;
        if (determinant > 1e-9 * s1 * sgg)
        {
            double a = (y1 * sgg - yg * sg) / determinant, b = (yg * s1 - y1 * sg) / determinant;
            if (a >= 0 && b >= 0) return (a, b);
            if (a < 0 && b > 0) return (0, Math.Max(0, yg / sgg));
        }
        return (Math.Max(0, y1 / s1), 0);
    }

    private static double[] Normalised(double[] inverse)
    {
        double middle = Median(inverse);
        return [.. inverse.Select(v => v / middle)];
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
