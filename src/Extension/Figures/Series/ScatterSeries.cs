using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>A marker at each position. Positions that are no numbers are not drawn.</summary>
/// <param name="X">Positions along the x axis.</param>
/// <param name="Y">Positions along the y axis, as many.</param>
/// <param name="Label">The entry in the legend; empty for none.</param>
/// <param name="Colour">The colour; null for the next of the cycle.</param>
/// <param name="Shape">The shape of the marker.</param>
/// <param name="Size">Its diameter in points of the figure.</param>
public sealed record ScatterSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y, string Label = "", Colour? Colour = null,
    MarkerShape Shape = MarkerShape.Dot, double Size = 4) : FigureSeries(Label, Colour);
