namespace HstNotebooks.Alignment;

/// <summary>What the automatic mode made of one problem.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reasons">Why.</param>
/// <param name="WorstError">Largest error of the fit at the corners of the field, pixels; NaN without a fit.</param>
/// <param name="StatedError">The standard error of the position at the worst corner that the result states, pixels; NaN without a fit.</param>
/// <param name="LogFalseAlarms">log10 of how often chance gives the fit.</param>
/// <param name="IsSolvable">
/// Whether the lists hold the evidence: with the true pairs, chance would give an alignment like it less than once in ten million tries.
/// </param>
public sealed record AlignmentTrial(AlignmentProblem Problem, AlignmentVerdict Verdict, IReadOnlyList<string> Reasons, double WorstError, double StatedError, double LogFalseAlarms, bool IsSolvable)
{
    /// <summary>Whether the fit is right: within half a pixel everywhere, or within four of its own standard errors where those are larger.</summary>
    public bool IsRight => WorstError <= Math.Max(0.5, 4 * StatedError);
}
