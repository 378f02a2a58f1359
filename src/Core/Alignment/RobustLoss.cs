namespace HstNotebooks.Alignment;

/// <summary>
/// The weight that a pair gets by its distance in standard deviations. The constants give 95 per cent efficiency for normal errors in
/// two dimensions (Maronna 1976, Ann. Statist. 4, 51): a pair is right or wrong as a whole, so that it is its distance that counts.
/// </summary>
internal static class RobustLoss
{
    private const double HuberLimit = 1.5011;
    private const double BiweightLimit = 5.1230;

    /// <summary>The weight at a distance d.</summary>
    public static double Weight(RobustEstimator estimator, double d) => estimator switch
    {
        RobustEstimator.Huber => d <= HuberLimit ? 1 : HuberLimit / d,
        RobustEstimator.Biweight => d < BiweightLimit ? Square(1 - Square(d / BiweightLimit)) : 0,
        _ => 1,
    };

    /// <summary>The mean over both directions of the derivative of d * weight: along the distance its own, across it the weight.</summary>
    public static double Slope(RobustEstimator estimator, double d)
    {
        double along = estimator switch
        {
            RobustEstimator.Huber => d <= HuberLimit ? 1 : 0,
            RobustEstimator.Biweight => d < BiweightLimit ? (1 - Square(d / BiweightLimit)) * (1 - 5 * Square(d / BiweightLimit)) : 0,
            _ => 1,
        };
        return (along + Weight(estimator, d)) / 2;
    }

    private static double Square(double value) => value * value;
}
