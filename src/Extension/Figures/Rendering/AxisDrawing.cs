using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Draws the grid, tick marks and numbers of a panel.</summary>
internal static class AxisDrawing
{
    public static void Draw(PanelLayout layout, ICanvas canvas)
    {
        var box = layout.Box;
        bool grid = layout.Panel.HasGrid && !layout.Panel.Series.Any(s => s is ImageSeries);
        foreach (var tick in layout.TicksX)
        {
            double x = layout.X.Map(tick.Value);
            if (!(x >= box.X - 0.5 && x <= box.Right + 0.5)) continue;
            if (grid) canvas.Line(x, box.Y, x, box.Bottom, 0.6, 0.16);
            canvas.Line(x, box.Bottom, x, box.Bottom + 4, 1, 1);
            canvas.Text(tick.Text, x, box.Bottom + TextSize.Tick + 5, TextSize.Tick, TextAlign.Middle);
        }
        foreach (var tick in layout.TicksY)
        {
            double y = layout.Y.Map(tick.Value);
            if (!(y >= box.Y - 0.5 && y <= box.Bottom + 0.5)) continue;
            if (grid) canvas.Line(box.X, y, box.Right, y, 0.6, 0.16);
            canvas.Line(box.X - 4, y, box.X, y, 1, 1);
            canvas.Text(tick.Text, box.X - 7, y + TextSize.Tick * 0.36, TextSize.Tick, TextAlign.End);
        }
    }
}
