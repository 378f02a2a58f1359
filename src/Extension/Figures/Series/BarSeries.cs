using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>A histogram: bars between edges.</summary>
/// <param name="Edges">Borders of the bins, ascending, one more than bins.</param>
/// <param name="Counts">Height of each bar.</param>
/// <param name="Label">The entry in the legend; empty for none.</param>
/// <param name="Colour">The colour; null for the next of the cycle.</param>
public sealed record BarSeries(IReadOnlyList<double> Edges, IReadOnlyList<double> Counts, string Label = "", Colour? Colour = null)
    : FigureSeries(Label, Colour);
