namespace HstNotebooks.Alignment;

/// <summary>What is known about the errors of the pairs of a fit. Arrays have one element per pair. An addition to DrizzlePac, whose pairs all count alike.</summary>
/// <remarks>
/// The variance of a pair, per axis, is modelled as known + a + b * inverse flux, with a and b at least zero estimated from the
/// residuals (Carroll and Ruppert 1988, Transformation and Weighting in Regression, chapter 3); its weight is the inverse.
/// </remarks>
public sealed record FitWeighting
{
    /// <summary>The known part of the variance per axis, squared reference pixels; null where none is known.</summary>
    public double[]? KnownVariance { get; init; }

    /// <summary>The inverse of the brightness, in any unit; null where the variance does not depend on it.</summary>
    public double[]? InverseFlux { get; init; }

    /// <summary>How pairs with large residuals are weighed down. With an estimator nothing is clipped.</summary>
    public RobustEstimator Robust { get; init; }

    /// <summary>Weights that are not to be estimated any more; null for others.</summary>
    internal double[]? Fixed { get; init; }

    /// <summary>Whether variances are to be estimated.</summary>
    internal bool HasVariances => KnownVariance is not null || InverseFlux is not null;
}
