using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>Something that is drawn in a panel: points, a line, arrows, bars, an image.</summary>
/// <param name="Label">The entry in the legend; empty for none.</param>
/// <param name="Colour">The colour; null for the next of the cycle.</param>
public abstract record FigureSeries(string Label, Colour? Colour);
