using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>An arrow at each position (a quiver plot), with a key that says how long an arrow of a given value is.</summary>
/// <param name="X">Feet of the arrows along the x axis.</param>
/// <param name="Y">Feet along the y axis.</param>
/// <param name="U">Components along x.</param>
/// <param name="V">Components along y.</param>
/// <param name="Scale">Units of the axes per unit of the vector.</param>
/// <param name="KeyValue">The length of vector that the key shows, in units of the vector.</param>
/// <param name="KeyText">What is written beside the key, for example <c>0.1 pixel</c>.</param>
/// <param name="Label">The entry in the legend; empty for none.</param>
/// <param name="Colour">The colour; null for the next of the cycle.</param>
public sealed record VectorSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> U, IReadOnlyList<double> V,
    double Scale, double KeyValue, string KeyText, string Label = "", Colour? Colour = null) : FigureSeries(Label, Colour);
