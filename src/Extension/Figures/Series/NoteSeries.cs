using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>A text in the panel.</summary>
/// <param name="X">Where it is: a position on the x axis, or a part of the panel's width.</param>
/// <param name="Y">Where it is: a position on the y axis, or a part of the panel's height from below.</param>
/// <param name="Text">The text, one line.</param>
/// <param name="Anchor">In what X and Y are counted.</param>
/// <param name="Colour">The colour; null for that of the axes.</param>
public sealed record NoteSeries(double X, double Y, string Text, NoteAnchor Anchor, Colour? Colour = null) : FigureSeries("", Colour);
