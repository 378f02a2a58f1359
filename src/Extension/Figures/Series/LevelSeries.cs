using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>A line across the whole panel at one value of an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Direction">Along which axis the line runs.</param>
/// <param name="Label">The entry in the legend; empty for none.</param>
/// <param name="Colour">The colour; null for gray.</param>
/// <param name="Dash">Length of dashes in points; 0 for a full line.</param>
public sealed record LevelSeries(double Value, LevelDirection Direction, string Label = "", Colour? Colour = null, double Dash = 4)
    : FigureSeries(Label, Colour);
