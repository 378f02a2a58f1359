using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Where a panel is drawn: its box, its axes with their marks, its colour bar and its legend. In points, y down.</summary>
internal sealed record PanelLayout(Panel Panel, int Index, Rectangle Cell, Rectangle Box, AxisScale X, AxisScale Y,
    IReadOnlyList<TickMark> TicksX, IReadOnlyList<TickMark> TicksY)
{
    /// <summary>The image that the colour bar explains, and the bar's place; null without a bar.</summary>
    public ImageSeries? BarImage { get; init; }
    public Rectangle Bar { get; init; }
    public IReadOnlyList<TickMark> BarTicks { get; init; } = [];

    /// <summary>Widest number at the left, without the distance from the axis.</summary>
    public double TickWidthY => TicksY.Count == 0 ? 0 : TicksY.Max(t => TrueTypeFont.Regular.Measure(t.Text, TextSize.Tick));

    public double BarTickWidth => BarTicks.Count == 0 ? 0 : BarTicks.Max(t => TrueTypeFont.Regular.Measure(t.Text, TextSize.Tick));
}
