using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>A polyline. A position that is no number (NaN) interrupts it, so that one series can hold several outlines.</summary>
/// <param name="X">Positions along the x axis.</param>
/// <param name="Y">Positions along the y axis, as many.</param>
/// <param name="Label">The entry in the legend; empty for none.</param>
/// <param name="Colour">The colour; null for the next of the cycle.</param>
/// <param name="Width">Width in points of the figure.</param>
/// <param name="Dash">Length of dashes in points; 0 for a full line.</param>
public sealed record LineSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y, string Label = "", Colour? Colour = null,
    double Width = 1.5, double Dash = 0) : FigureSeries(Label, Colour);
