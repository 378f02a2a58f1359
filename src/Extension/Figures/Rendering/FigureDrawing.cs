using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Draws a figure on a canvas. Everything that is the same in pixels and SVG.</summary>
internal static class FigureDrawing
{
    public static void Draw(Figure figure, ICanvas canvas, int mostPoints = int.MaxValue)
    {
        var layouts = FigureLayout.Arrange(figure);
        if (figure.Title.Length > 0) canvas.Text(figure.Title, figure.Width / 2.0, TextSize.Figure + 6, Fitting(figure.Title, TextSize.Figure, figure.Width - 8), TextAlign.Middle, bold: true);
        double left = layouts.Min(l => l.Cell.X), middleX = (left + figure.Width) / 2, middleY = (layouts.Min(l => l.Cell.Y) + layouts.Max(l => l.Cell.Bottom)) / 2;
        if (figure.SharedXTitle.Length > 0) canvas.Text(figure.SharedXTitle, middleX, figure.Height - 7, TextSize.Axis, TextAlign.Middle);
        if (figure.SharedYTitle.Length > 0) canvas.Text(figure.SharedYTitle, TextSize.Axis + 3, middleY, TextSize.Axis, TextAlign.Middle, 90);
        int total = figure.Panels.Sum(p => p.Series.Sum(Thinning.Count)), stride = Thinning.Stride(total, mostPoints);
        foreach (var layout in layouts) DrawPanel(layout, canvas, stride);
    }

    private static void DrawPanel(PanelLayout layout, ICanvas canvas, int stride)
    {
        var (panel, box) = (layout.Panel, layout.Box);
        canvas.BeginPanel(layout);
        canvas.BeginTicks();
        AxisDrawing.Draw(layout, canvas);
        canvas.EndTicks();
        canvas.BeginData(layout);
        for (int i = 0; i < panel.Series.Count; i++)
        {
            canvas.BeginSeries(i);
            SeriesDrawing.Draw(panel.Series[i], layout, canvas, stride);
            canvas.EndSeries();
        }
        canvas.EndData();
        canvas.Box(box, isFilled: false, 1);
        if (panel.Title.Length > 0)
        {
            // Centred on the panel, as long as it stays inside the cell: that is where the next panel begins.
            double size = Fitting(panel.Title, TextSize.Panel, layout.Cell.Width - 4), half = TrueTypeFont.Bold.Measure(panel.Title, size) / 2;
            double middle = Math.Max(layout.Cell.X + 2 + half, Math.Min(layout.Cell.Right - 2 - half, box.CentreX));
            canvas.Text(panel.Title, middle, box.Y - 7, size, TextAlign.Middle, bold: true);
        }
        double below = box.Bottom + (panel.X.HidesTicks ? 4 : TextSize.Tick + 9);
        if (panel.X.Title.Length > 0) canvas.Text(panel.X.Title, box.CentreX, below + TextSize.Axis + 1, TextSize.Axis, TextAlign.Middle);
        if (panel.Y.Title.Length > 0) canvas.Text(panel.Y.Title, box.X - 10 - layout.TickWidthY - 5, box.CentreY, TextSize.Axis, TextAlign.Middle, 90);
        if (layout.BarImage is { } image) DrawBar(layout, image, canvas);
        if (LegendBox.Of(layout) is { } legend) DrawLegend(layout, legend, canvas);
        foreach (var vectors in panel.Series.OfType<VectorSeries>().Take(1)) DrawKey(layout, vectors, canvas);
        foreach (var note in panel.Series.OfType<NoteSeries>().Where(n => n.Anchor == NoteAnchor.Panel))
            canvas.Text(note.Text, box.X + note.X * box.Width, box.Bottom - note.Y * box.Height, TextSize.Note,
                note.X > 0.66 ? TextAlign.End : note.X > 0.34 ? TextAlign.Middle : TextAlign.Start, colour: note.Colour, hasHalo: true);
        canvas.EndPanel();
    }

    /// <summary>The size at which a bold text is no wider than a room, not below 8 points.</summary>
    private static double Fitting(string text, double size, double room) =>
        Math.Max(Math.Min(size, 8), size * Math.Min(1, room / Math.Max(1, TrueTypeFont.Bold.Measure(text, size))));

    private static void DrawBar(PanelLayout layout, ImageSeries image, ICanvas canvas)
    {
        var bar = layout.Bar;
        canvas.ColourStrip(image.Display, bar);
        canvas.Box(bar, isFilled: false, 1);
        foreach (var tick in layout.BarTicks)
        {
            double y = bar.Bottom - image.Display.Position(tick.Value) * bar.Height;
            canvas.Line(bar.Right, y, bar.Right + 3.5, y, 1, 1);
            canvas.Text(tick.Text, bar.Right + 6, y + TextSize.Tick * 0.36, TextSize.Tick);
        }
        if (image.BarTitle is { Length: > 0 } title)
            canvas.Text(title, bar.Right + 8 + layout.BarTickWidth + TextSize.Axis + 1, bar.CentreY, TextSize.Axis, TextAlign.Middle, 90);
    }

    private static void DrawLegend(PanelLayout layout, LegendBox legend, ICanvas canvas)
    {
        canvas.Box(legend.Box, isFilled: true, 0.6);
        for (int i = 0; i < legend.Entries.Count; i++)
        {
            var entry = legend.Entries[i];
            double x = legend.Box.X + LegendBox.Padding, y = legend.Box.Y + LegendBox.Padding / 2 + LegendBox.LineHeight * (i + 0.5);
            canvas.BeginLegendEntry(Enumerable.Range(0, layout.Panel.Series.Count).First(k => ReferenceEquals(layout.Panel.Series[k], entry)));
            var colour = entry.Colour ?? Colour.Cycle[7];
            double middle = x + LegendBox.SampleWidth / 2;
            switch (entry)
            {
                case ScatterSeries s: canvas.Markers([(middle, y)], s.Shape, Math.Max(5, Math.Min(9, s.Size)), colour); break;
                case BarSeries: canvas.Fill([(x, y - 4), (x + LegendBox.SampleWidth, y - 4), (x + LegendBox.SampleWidth, y + 4), (x, y + 4)], colour.WithOpacity(0.6)); break;
                case LineSeries s: canvas.Path([(x, y), (x + LegendBox.SampleWidth, y)], colour, s.Width, s.Dash); break;
                case LevelSeries s: canvas.Path([(x, y), (x + LegendBox.SampleWidth, y)], colour, 1.2, s.Dash); break;
                default: canvas.Path([(x, y), (x + LegendBox.SampleWidth, y)], colour, 1.5); break;
            }
            canvas.Text(entry.Label, x + LegendBox.SampleWidth + LegendBox.Padding, y + TextSize.Legend * 0.36, TextSize.Legend);
            canvas.EndLegendEntry();
        }
    }

    /// <summary>The key of an arrow plot, above the panel at the right.</summary>
    private static void DrawKey(PanelLayout layout, VectorSeries vectors, ICanvas canvas)
    {
        double length = Math.Abs(vectors.KeyValue * vectors.Scale * layout.X.PointsPerUnit);
        double text = TrueTypeFont.Regular.Measure(vectors.KeyText, TextSize.Note);
        var place = new Rectangle(layout.Box.Right - length - text - 24, layout.Box.Bottom - 30, length + text + 18, 20);
        canvas.Box(place, isFilled: true, 0.6);
        SeriesDrawing.Arrows([(place.X + 6, place.CentreY, length, 0)], canvas, vectors.Colour ?? Colour.Cycle[0]);
        canvas.Text(vectors.KeyText, place.X + 12 + length, place.CentreY + TextSize.Note * 0.36, TextSize.Note);
    }
}
