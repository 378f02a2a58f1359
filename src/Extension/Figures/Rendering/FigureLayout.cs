using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Divides a figure among its panels so that numbers and titles have room.</summary>
internal static class FigureLayout
{
    private const double BarWidth = 13, BarGap = 9;

    /// <summary>Whether the shapes of images say how high the figure is.</summary>
    public static bool FollowsImages(Figure figure) => figure.Panels.All(p => p.HasEqualAxes && p.Series.Any(s => s is ImageSeries));

    /// <summary>A height that suits the panels at the width of the figure.</summary>
    public static int NaturalHeight(Figure figure)
    {
        double titles = (figure.Title.Length > 0 ? TextSize.Figure + 18 : 6) + (figure.SharedXTitle.Length > 0 ? TextSize.Axis + 12 : 4);
        if (!FollowsImages(figure))
            return (int)(figure.Rows == 1 ? 440 : 40 + titles + 290 * figure.Rows);
        double cell = (double)figure.Width / figure.Columns, tallest = 0;
        foreach (var panel in figure.Panels)
        {
            double sides = 24 + (panel.X.HidesTicks ? 0 : 40) + (panel.Y.Title.Length > 0 ? 20 : 0) + (panel.Series.OfType<ImageSeries>().Any(s => s.BarTitle is not null) ? 75 : 0);
            double ends = (panel.Title.Length > 0 ? 24 : 8) + (panel.X.HidesTicks ? 6 : 22) + (panel.X.Title.Length > 0 ? 20 : 0);
            var (x0, x1) = DataRange.OfX(panel);
            var (y0, y1) = DataRange.OfY(panel);
            tallest = Math.Max(tallest, Math.Clamp((cell - sides) * Math.Abs((y1 - y0) / (x1 - x0)), 60, 760) + ends);
        }
        return (int)Math.Min(3000, titles + tallest * figure.Rows);
    }

    /// <summary>The layout of all panels, row by row.</summary>
    public static IReadOnlyList<PanelLayout> Arrange(Figure figure)
    {
        double top = 6 + (figure.Title.Length > 0 ? TextSize.Figure + 12 : 0), bottom = 4 + (figure.SharedXTitle.Length > 0 ? TextSize.Axis + 8 : 0);
        double left = 4 + (figure.SharedYTitle.Length > 0 ? TextSize.Axis + 8 : 0), right = 6;
        double cellWidth = (figure.Width - left - right) / figure.Columns, cellHeight = (figure.Height - top - bottom) / figure.Rows;
        var layouts = new PanelLayout[figure.Panels.Count];
        for (int pass = 0; pass < 3; pass++)
        {
            for (int i = 0; i < layouts.Length; i++)
            {
                int row = i / figure.Columns, column = i % figure.Columns;
                var cell = new Rectangle(left + column * cellWidth, top + row * cellHeight, cellWidth, cellHeight);
                var margins = pass == 0 ? (Left: 50.0, Right: 14.0, Top: 24.0, Bottom: 34.0) : Margins(figure, layouts, row, column);
                var room = new Rectangle(cell.X + margins.Left, cell.Y + margins.Top,
                    Math.Max(20, cell.Width - margins.Left - margins.Right), Math.Max(20, cell.Height - margins.Top - margins.Bottom));
                layouts[i] = Place(figure.Panels[i], i, cell, room);
            }
        }
        return layouts;
    }

    /// <summary>
    /// Margins of a cell: those that the widest of its column and the highest of its row need; where all panels are images, the widest of all,
    /// so that images beside one another are of one size although only one may have a colour bar.
    /// </summary>
    private static (double Left, double Right, double Top, double Bottom) Margins(Figure figure, PanelLayout[] layouts, int row, int column)
    {
        bool areImages = FollowsImages(figure);
        var inColumn = layouts.Where((_, i) => areImages || i % figure.Columns == column).ToList();
        var inRow = layouts.Where((_, i) => i / figure.Columns == row).ToList();
        return (
            inColumn.Max(p => 10 + p.TickWidthY + (p.Panel.Y.Title.Length > 0 ? TextSize.Axis + 7 : 0)),
            inColumn.Max(p => p.BarImage is null ? 14 : BarGap + BarWidth + 8 + p.BarTickWidth + (p.BarImage.BarTitle is { Length: > 0 } ? TextSize.Axis + 7 : 4)),
            inRow.Max(p => p.Panel.Title.Length > 0 ? TextSize.Panel + 11.0 : 8),
            inRow.Max(p => (p.Panel.X.HidesTicks ? 4 : TextSize.Tick + 9) + (p.Panel.X.Title.Length > 0 ? TextSize.Axis + 6 : 0) + 3));
    }

    private static PanelLayout Place(Panel panel, int index, Rectangle cell, Rectangle room)
    {
        var (x0, x1) = Usable(DataRange.OfX(panel), panel.X);
        var (y0, y1) = Usable(DataRange.OfY(panel), panel.Y);
        var box = room;
        if (panel.HasEqualAxes && !panel.X.IsLogarithmic && !panel.Y.IsLogarithmic)
        {
            if (panel.Series.Any(s => s is ImageSeries)) box = Shrink(room, Math.Abs(x1 - x0) / Math.Abs(y1 - y0));
            else (x0, x1, y0, y1) = Equalise(room, x0, x1, y0, y1);
        }
        var x = new AxisScale(x0, x1, panel.X.IsLogarithmic, box.X, box.Right);
        var y = new AxisScale(y0, y1, panel.Y.IsLogarithmic, box.Bottom, box.Y);
        var image = panel.Series.OfType<ImageSeries>().LastOrDefault(s => s.BarTitle is not null);
        var bar = new Rectangle(box.Right + BarGap, box.Y, BarWidth, box.Height);
        return new PanelLayout(panel, index, cell, box, x, y, TicksX(panel.X, x), TicksY(panel.Y, y, box.Height))
        {
            BarImage = image,
            Bar = bar,
            BarTicks = image is null ? [] : BarTicks(image.Display, box.Height),
        };
    }

    private static (double, double) Usable((double From, double To) range, Axis axis)
    {
        var (from, to) = range;
        if (axis.IsLogarithmic && (from <= 0 || to <= 0)) (from, to) = to > 0 ? (to / 1000, to) : (1, 10);
        return from == to ? (from - 0.5, to + 0.5) : (from, to);
    }

    private static Rectangle Shrink(Rectangle room, double aspect)
    {
        double width = Math.Min(room.Width, room.Height * aspect), height = width / aspect;
        return new(room.X + (room.Width - width) / 2, room.Y + (room.Height - height) / 2, width, height);
    }

    /// <summary>Widens the axis with the finer unit until a unit is equally long on both.</summary>
    private static (double, double, double, double) Equalise(Rectangle box, double x0, double x1, double y0, double y1)
    {
        double unit = Math.Max(Math.Abs(x1 - x0) / box.Width, Math.Abs(y1 - y0) / box.Height);
        double dx = Math.Sign(x1 - x0) * unit * box.Width / 2, dy = Math.Sign(y1 - y0) * unit * box.Height / 2;
        double mx = (x0 + x1) / 2, my = (y0 + y1) / 2;
        return (mx - dx, mx + dx, my - dy, my + dy);
    }

    /// <summary>As many marks as fit without their numbers coming near one another.</summary>
    private static IReadOnlyList<TickMark> TicksX(Axis axis, AxisScale scale)
    {
        if (axis.HidesTicks) return [];
        if (axis.Ticks is { } own) return Separate([.. own.Select(t => new TickMark(t.Value, t.Text)).OrderBy(t => scale.Map(t.Value))], scale);
        double width = Math.Abs(scale.PointTo - scale.PointFrom);
        for (int most = 9; ; most--)
        {
            var ticks = scale.IsLogarithmic ? TickMaker.Logarithmic(scale.From, scale.To, most) : TickMaker.Linear(scale.From, scale.To, most);
            double widest = ticks.Count == 0 ? 0 : ticks.Max(t => TrueTypeFont.Regular.Measure(t.Text, TextSize.Tick));
            double closest = double.MaxValue;
            for (int i = 1; i < ticks.Count; i++) closest = Math.Min(closest, Math.Abs(scale.Map(ticks[i].Value) - scale.Map(ticks[i - 1].Value)));
            if (most <= 1 || widest + 14 <= closest && (ticks.Count < 2 || widest * ticks.Count * 1.25 <= width + widest)) return ticks;
        }
    }

    /// <summary>Given marks without those whose text would touch the one before.</summary>
    private static List<TickMark> Separate(List<TickMark> ticks, AxisScale scale)
    {
        var kept = new List<TickMark>();
        double end = double.MinValue;
        foreach (var tick in ticks)
        {
            double half = TrueTypeFont.Regular.Measure(tick.Text, TextSize.Tick) / 2, at = scale.Map(tick.Value);
            if (at - half < end + 6) continue;
            kept.Add(tick);
            end = at + half;
        }
        return kept;
    }

    private static IReadOnlyList<TickMark> TicksY(Axis axis, AxisScale scale, double height)
    {
        if (axis.HidesTicks) return [];
        if (axis.Ticks is { } own) return [.. own.Select(t => new TickMark(t.Value, t.Text))];
        int most = Math.Clamp((int)(height / 32), 2, 9);
        return scale.IsLogarithmic ? TickMaker.Logarithmic(scale.From, scale.To, most) : TickMaker.Linear(scale.From, scale.To, most);
    }

    /// <summary>Marks of a colour bar; by the stretch they are not equally far apart, and those that would touch are left out.</summary>
    private static IReadOnlyList<TickMark> BarTicks(PixelDisplay display, double height)
    {
        int most = Math.Clamp((int)(height / 34), 2, 8);
        var candidates = display.Stretch == Stretch.Linear
            ? TickMaker.Linear(display.Low, display.High, most)
            : [.. Enumerable.Range(0, most + 1).Select(i => RoundTick(display, (double)i / most))];
        var kept = new List<TickMark>();
        foreach (var tick in candidates)
            if (tick.Value >= display.Low && tick.Value <= display.High
                && (kept.Count == 0 || (display.Position(tick.Value) - display.Position(kept[^1].Value)) * height > 1.4 * TextSize.Tick)) kept.Add(tick);
        return kept;
    }

    /// <summary>A round value near a place on the bar.</summary>
    private static TickMark RoundTick(PixelDisplay display, double place)
    {
        double value = display.ValueAt(place), span = display.ValueAt(Math.Min(1, place + 0.06)) - display.ValueAt(Math.Max(0, place - 0.06));
        double step = TickMaker.NiceStep(Math.Max(span / 2, 1e-30));
        double round = Math.Round(value / step) * step;
        string text = TickMaker.Number(round, step);
        return new(round, text.Contains('.') && !text.Contains('×') ? text.TrimEnd('0').TrimEnd('.') : text);
    }
}
