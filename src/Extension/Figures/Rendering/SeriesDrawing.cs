using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Draws the series of a panel.</summary>
internal static class SeriesDrawing
{
    private static readonly (double X, double Y) Break = (double.NaN, double.NaN);

    public static void Draw(FigureSeries series, PanelLayout layout, ICanvas canvas, int stride)
    {
        var colour = series.Colour ?? Colour.Cycle[7];
        switch (series)
        {
            case ImageSeries s: canvas.Image(s, Extent(s, layout)); break;
            case ScatterSeries s: canvas.Markers(Map(s.X, s.Y, layout, stride, keepsBreaks: false), s.Shape, s.Size, colour); break;
            case LineSeries s: canvas.Path(Map(s.X, s.Y, layout, stride, keepsBreaks: true), colour, s.Width, s.Dash); break;
            case BarSeries s: DrawBars(s, layout, canvas, colour); break;
            case VectorSeries s: DrawVectors(s, layout, canvas, colour, stride); break;
            case LevelSeries s: DrawLevel(s, layout, canvas, colour); break;
            case NoteSeries { Anchor: NoteAnchor.Data } s:
                canvas.Text(s.Text, layout.X.Map(s.X) + 5, layout.Y.Map(s.Y) - 5, TextSize.Note, colour: s.Colour, hasHalo: true);
                break;
        }
    }

    /// <summary>Arrows as full lines with open heads, given by foot and components in points.</summary>
    public static void Arrows(IEnumerable<(double X, double Y, double U, double V)> arrows, ICanvas canvas, Colour colour)
    {
        var lines = new List<(double, double)>();
        foreach (var (x, y, u, v) in arrows)
        {
            double length = double.Hypot(u, v);
            if (!double.IsFinite(length) || length == 0) continue;
            double head = Math.Min(5, 0.4 * length), ex = x + u, ey = y + v, ux = u / length, uy = v / length;
            lines.AddRange([(x, y), (ex, ey), (ex - head * (ux + 0.5 * uy), ey - head * (uy - 0.5 * ux)), Break,
                (ex, ey), (ex - head * (ux - 0.5 * uy), ey - head * (uy + 0.5 * ux)), Break]);
        }
        canvas.Path(lines, colour, 1.1);
    }

    private static Rectangle Extent(ImageSeries s, PanelLayout layout)
    {
        double left = layout.X.Map(s.Left), right = layout.X.Map(s.Right), top = layout.Y.Map(s.Top), bottom = layout.Y.Map(s.Bottom);
        return new(left, top, right - left, bottom - top);
    }

    private static List<(double X, double Y)> Map(IReadOnlyList<double> xs, IReadOnlyList<double> ys, PanelLayout layout, int stride, bool keepsBreaks)
    {
        var points = new List<(double, double)>(xs.Count / stride + 1);
        for (int i = 0; i < xs.Count; i++)
        {
            double x = layout.X.Map(xs[i]), y = layout.Y.Map(ys[i]);
            bool isPoint = double.IsFinite(x) && double.IsFinite(y);
            if (isPoint ? i % stride == 0 : keepsBreaks) points.Add(isPoint ? (x, y) : Break);
        }
        return points;
    }

    private static void DrawBars(BarSeries s, PanelLayout layout, ICanvas canvas, Colour colour)
    {
        var corners = new List<(double, double)>();
        double ground = layout.Y.IsLogarithmic ? layout.Box.Bottom : layout.Y.Map(0);
        for (int i = 0; i < s.Counts.Count; i++)
        {
            double left = layout.X.Map(s.Edges[i]), right = layout.X.Map(s.Edges[i + 1]), top = layout.Y.Map(s.Counts[i]);
            if (s.Counts[i] == 0 || !double.IsFinite(top)) continue;
            corners.AddRange([(left, ground), (left, top), (right, top), (right, ground), Break]);
        }
        canvas.Fill(corners, colour.WithOpacity(0.55));
        var outline = new List<(double, double)>();
        for (int i = 0; i < s.Counts.Count; i++)
        {
            double top = layout.Y.Map(s.Counts[i]);
            if (!double.IsFinite(top)) top = ground;
            outline.AddRange([(layout.X.Map(s.Edges[i]), top), (layout.X.Map(s.Edges[i + 1]), top)]);
        }
        canvas.Path(outline, colour, 1.2);
    }

    private static void DrawVectors(VectorSeries s, PanelLayout layout, ICanvas canvas, Colour colour, int stride)
    {
        var arrows = Enumerable.Range(0, s.X.Count).Where(i => i % stride == 0).Select(i =>
        {
            double x = layout.X.Map(s.X[i]), y = layout.Y.Map(s.Y[i]);
            return (x, y, layout.X.Map(s.X[i] + s.U[i] * s.Scale) - x, layout.Y.Map(s.Y[i] + s.V[i] * s.Scale) - y);
        });
        Arrows(arrows, canvas, colour);
    }

    private static void DrawLevel(LevelSeries s, PanelLayout layout, ICanvas canvas, Colour colour)
    {
        var box = layout.Box;
        double at = s.Direction == LevelDirection.Horizontal ? layout.Y.Map(s.Value) : layout.X.Map(s.Value);
        (double, double)[] ends = s.Direction == LevelDirection.Horizontal ? [(box.X, at), (box.Right, at)] : [(at, box.Y), (at, box.Bottom)];
        canvas.Path(ends, colour, 1.2, s.Dash);
    }
}
