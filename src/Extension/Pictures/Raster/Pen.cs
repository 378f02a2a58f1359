namespace HstNotebooks.Pictures;

/// <summary>Draws lines, shapes and text on a pixmap, anti-aliased. Coordinates are pixels, y down; the upper left pixel covers 0 to 1.</summary>
internal sealed class Pen(Pixmap target)
{
    private readonly CoverageFiller filler = new(target);

    /// <summary>Nothing is drawn outside.</summary>
    public Rectangle Clip { get; set; } = new(0, 0, target.Width, target.Height);

    public void Fill(Outline outline, Colour colour) => filler.Fill(outline, colour, Clip);

    public void FillRectangle(Rectangle box, Colour colour)
    {
        var outline = new Outline();
        outline.AddRectangle(box.X, box.Y, box.Width, box.Height);
        Fill(outline, colour);
    }

    public void StrokeRectangle(Rectangle box, Colour colour, double width) =>
        StrokePath([(box.X, box.Y), (box.Right, box.Y), (box.Right, box.Bottom), (box.X, box.Bottom), (box.X, box.Y)], colour, width);

    public void Line(double x0, double y0, double x1, double y1, Colour colour, double width) => StrokePath([(x0, y0), (x1, y1)], colour, width);

    /// <summary>A polyline; points that are no numbers interrupt it. <paramref name="dash"/> is the length of dash and gap, 0 for none.</summary>
    public void StrokePath(IReadOnlyList<(double X, double Y)> points, Colour colour, double width, double dash = 0)
    {
        var outline = new Outline();
        double position = 0;
        for (int i = 1; i < points.Count; i++)
        {
            var (x0, y0) = points[i - 1];
            var (x1, y1) = points[i];
            if (!IsNear(x0, y0) || !IsNear(x1, y1)) continue;
            if (dash > 0) position = AddDashes(outline, x0, y0, x1, y1, width, dash, position);
            else
            {
                outline.AddStroke(x0, y0, x1, y1, width);
                if (i + 1 < points.Count && width > 1.2) outline.AddCircle(x1, y1, width / 2);
            }
        }
        if (outline.Count > 0) Fill(outline, colour);
    }

    /// <summary>A text on a baseline point; the angle is counterclockwise in degrees.</summary>
    public void Text(string text, double x, double y, double size, Colour colour, TextAlign align = TextAlign.Start, double angle = 0, bool bold = false)
    {
        var font = bold ? TrueTypeFont.Bold : TrueTypeFont.Regular;
        double shift = align == TextAlign.Start ? 0 : font.Measure(text, size) * (align == TextAlign.Middle ? 0.5 : 1);
        var (s, c) = Math.SinCos(double.DegreesToRadians(angle));
        var outline = new Outline();
        font.AddText(outline, text, x - shift * c, y + shift * s, size, angle);
        if (outline.Count > 0) Fill(outline, colour);
    }

    /// <summary>Far points would only cost time and precision: what lies many pictures away cannot be seen as part of a line.</summary>
    private bool IsNear(double x, double y) =>
        double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x) < 100.0 * target.Width && Math.Abs(y) < 100.0 * target.Height;

    private static double AddDashes(Outline outline, double x0, double y0, double x1, double y1, double width, double dash, double position)
    {
        double length = double.Hypot(x1 - x0, y1 - y0);
        for (double at = 0; at < length;)
        {
            double phase = (position + at) % (2 * dash);
            double end = Math.Min(length, at + (phase < dash ? dash - phase : 2 * dash - phase) + 1e-9);
            if (phase < dash)
                outline.AddStroke(x0 + (x1 - x0) * at / length, y0 + (y1 - y0) * at / length, x0 + (x1 - x0) * end / length, y0 + (y1 - y0) * end / length, width);
            at = end;
        }
        return position + length;
    }
}
