namespace HstNotebooks.Alignment;

/// <summary>How the errors of many fits of one kind compare with the standard errors that they state.</summary>
/// <param name="Geometry">What is fitted.</param>
/// <param name="Weights">From what the weights are made.</param>
/// <param name="Robust">The estimator.</param>
/// <param name="Outliers">Fraction of wrong pairs, spread evenly over 3 pixels.</param>
/// <param name="Clip">Clipping limit in standard deviations; 0: no clipping.</param>
/// <param name="Widths">Root mean square of (found - true) / stated, for dx, dy, rot, scale and for the position at a corner of the field; only of what is fitted. 1 is right.</param>
/// <param name="CornerError">Root mean square error of the position at the corner, pixels.</param>
public sealed record FitPullOutcome(FitGeometry Geometry, FitWeights Weights, RobustEstimator Robust, double Outliers, double Clip,
    IReadOnlyDictionary<string, double> Widths, double CornerError);
