namespace HstNotebooks.Alignment;

/// <summary>How pairs with large residuals are dropped from a fit.</summary>
/// <param name="Rounds">Number of rounds (parameter <c>nclip</c>); 0 for none.</param>
/// <param name="Sigma">Limit in standard deviations of the residuals, per axis (parameter <c>sigma</c>).</param>
public sealed record ClippingOptions(int Rounds = 3, double Sigma = 3.0);
