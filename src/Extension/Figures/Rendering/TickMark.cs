namespace HstNotebooks.Figures.Rendering;

/// <summary>A tick mark of an axis.</summary>
internal readonly record struct TickMark(double Value, string Text);
