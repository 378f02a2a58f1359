using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>Draws a figure as pixels.</summary>
internal sealed class PixelCanvas(Pixmap picture, double scale) : ICanvas
{
    private static readonly Colour Ink = new(0x1f, 0x23, 0x28);
    private readonly Pen pen = new(picture);
    private readonly Rectangle all = new(0, 0, picture.Width, picture.Height);

    public void BeginPanel(PanelLayout layout) { }
    public void EndPanel() { }
    public void BeginData(PanelLayout layout) => pen.Clip = Scaled(layout.Box);
    public void EndData() => pen.Clip = all;
    public void BeginSeries(int index) { }
    public void EndSeries() { }
    public void BeginTicks() { }
    public void EndTicks() { }
    public void BeginLegendEntry(int series) { }
    public void EndLegendEntry() { }

    public void Markers(IReadOnlyList<(double X, double Y)> points, MarkerShape shape, double size, Colour colour)
    {
        double r = size * scale / 2, line = Math.Max(1, 1.2 * scale);
        foreach (var (px, py) in points)
        {
            double x = px * scale, y = py * scale;
            if (x < pen.Clip.X - r || x > pen.Clip.Right + r || y < pen.Clip.Y - r || y > pen.Clip.Bottom + r) continue;
            var outline = new Outline();
            switch (shape)
            {
                case MarkerShape.Dot: outline.AddCircle(x, y, r); break;
                case MarkerShape.Circle: AddRing(outline, x, y, r, line); break;
                case MarkerShape.Plus:
                    outline.AddStroke(x - r, y, x + r, y, line);
                    outline.AddStroke(x, y - r, x, y + r, line);
                    break;
                case MarkerShape.Cross:
                    outline.AddStroke(x - 0.7 * r, y - 0.7 * r, x + 0.7 * r, y + 0.7 * r, line);
                    outline.AddStroke(x - 0.7 * r, y + 0.7 * r, x + 0.7 * r, y - 0.7 * r, line);
                    break;
                case MarkerShape.Square:
                    double h = r + line / 2, i = r - line / 2;
                    outline.AddRectangle(x - h, y - h, 2 * h, line);
                    outline.AddRectangle(x - h, y + i, 2 * h, line);
                    outline.AddRectangle(x - h, y - i, line, 2 * i);
                    outline.AddRectangle(x + i, y - i, line, 2 * i);
                    break;
            }
            pen.Fill(outline, colour);
        }
    }

    public void Path(IReadOnlyList<(double X, double Y)> points, Colour? colour, double width, double dash = 0) =>
        pen.StrokePath([.. points.Select(p => (p.X * scale, p.Y * scale))], colour ?? Ink, width * scale, dash * scale);

    public void Fill(IReadOnlyList<(double X, double Y)> points, Colour colour)
    {
        var outline = new Outline();
        bool begins = true;
        foreach (var (x, y) in points)
        {
            if (double.IsNaN(x)) { begins = true; continue; }
            if (begins) outline.MoveTo(x * scale, y * scale); else outline.LineTo(x * scale, y * scale);
            begins = false;
        }
        if (outline.Count > 0) pen.Fill(outline, colour);
    }

    public void Image(ImageSeries series, Rectangle box) => ImagePainter.Paint(picture, series.Data, series.Display, Scaled(box), pen.Clip);

    public void ColourStrip(PixelDisplay display, Rectangle box)
    {
        var strip = Scaled(box);
        for (int y = (int)Math.Round(strip.Y); y < (int)Math.Round(strip.Bottom); y++)
        {
            var colour = display.Colours.At((strip.Bottom - y - 0.5) / strip.Height);
            picture.FineColours.Add(colour.R << 16 | colour.G << 8 | colour.B);
            for (int x = (int)Math.Round(strip.X); x < (int)Math.Round(strip.Right); x++) picture[x, y] = colour;
        }
    }

    public void Line(double x0, double y0, double x1, double y1, double width, double opacity)
    {
        double w = Math.Max(1, Math.Round(width * scale));
        pen.Line(Snap(x0, w, x0 == x1), Snap(y0, w, y0 == y1), Snap(x1, w, x0 == x1), Snap(y1, w, y0 == y1), Ink.WithOpacity(opacity), w);
    }

    public void Box(Rectangle box, bool isFilled, double lineWidth)
    {
        var place = Scaled(box);
        if (isFilled) pen.FillRectangle(place, Colour.White.WithOpacity(0.88));
        double w = Math.Max(1, Math.Round(lineWidth * scale));
        pen.StrokeRectangle(new(Snap(box.X, w, true), Snap(box.Y, w, true), Math.Round(place.Width), Math.Round(place.Height)),
            isFilled ? Ink.WithOpacity(0.45) : Ink, w);
    }

    public void Text(string text, double x, double y, double size, TextAlign align = TextAlign.Start, double angle = 0, bool bold = false, Colour? colour = null, bool hasHalo = false)
    {
        if (hasHalo)
        {
            double width = TrueTypeFont.Regular.Measure(text, size), shift = align == TextAlign.Start ? 0 : align == TextAlign.Middle ? width / 2 : width;
            pen.FillRectangle(Scaled(new(x - shift - 2, y - size * 0.95, width + 4, size * 1.3)), Colour.White.WithOpacity(0.7));
        }
        pen.Text(text, x * scale, y * scale, size * scale, colour ?? Ink, align, angle, bold);
    }

    private static void AddRing(Outline outline, double x, double y, double radius, double line)
    {
        const int steps = 24;
        for (int i = 0; i < steps; i++)
        {
            var (s0, c0) = Math.SinCos(2 * Math.PI * i / steps);
            var (s1, c1) = Math.SinCos(2 * Math.PI * (i + 1) / steps);
            double inner = Math.Max(0, radius - line / 2), outer = radius + line / 2;
            outline.MoveTo(x + inner * c0, y + inner * s0);
            outline.LineTo(x + outer * c0, y + outer * s0);
            outline.LineTo(x + outer * c1, y + outer * s1);
            outline.LineTo(x + inner * c1, y + inner * s1);
        }
    }

    private Rectangle Scaled(Rectangle box) => new(box.X * scale, box.Y * scale, box.Width * scale, box.Height * scale);

    /// <summary>Places lines of the frame on whole pixels, so that they are crisp.</summary>
    private double Snap(double value, double width, bool across) =>
        !across ? value * scale : width % 2 == 1 ? Math.Floor(value * scale) + 0.5 : Math.Round(value * scale);
}
