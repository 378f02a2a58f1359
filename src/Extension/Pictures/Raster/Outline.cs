namespace HstNotebooks.Pictures;

/// <summary>Closed contours of straight edges, in pixels with y down. What the rasteriser fills; curves are flattened when they are added.</summary>
internal sealed class Outline
{
    private readonly List<(float X, float Y)> points = [];
    private readonly List<int> starts = [];

    /// <summary>Number of contours.</summary>
    public int Count => starts.Count;

    /// <summary>All points of a contour in order; the last is joined to the first.</summary>
    public ReadOnlySpan<(float X, float Y)> Contour(int index)
    {
        int end = index + 1 < starts.Count ? starts[index + 1] : points.Count;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points)[starts[index]..end];
    }

    public void MoveTo(double x, double y)
    {
        starts.Add(points.Count);
        points.Add(((float)x, (float)y));
    }

    public void LineTo(double x, double y) => points.Add(((float)x, (float)y));

    /// <summary>A quadratic curve from the last point, flattened to a twentieth of a pixel.</summary>
    public void QuadraticTo(double cx, double cy, double x, double y)
    {
        var (x0, y0) = points[^1];
        double bend = double.Hypot(x0 - 2 * cx + x, y0 - 2 * cy + y);
        int steps = Math.Clamp((int)Math.Ceiling(Math.Sqrt(bend / 4 / 0.05)), 1, 32);
        for (int i = 1; i <= steps; i++)
        {
            double t = (double)i / steps, s = 1 - t;
            LineTo(s * s * x0 + 2 * s * t * cx + t * t * x, s * s * y0 + 2 * s * t * cy + t * t * y);
        }
    }

    /// <summary>A circle, in the turning sense of positive area.</summary>
    public void AddCircle(double cx, double cy, double radius)
    {
        int steps = Math.Clamp((int)Math.Ceiling(Math.PI / Math.Acos(1 - Math.Min(0.5, 0.05 / Math.Max(radius, 0.06)))), 8, 128);
        for (int i = 0; i < steps; i++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * i / steps);
            if (i == 0) MoveTo(cx + radius * c, cy + radius * s); else LineTo(cx + radius * c, cy + radius * s);
        }
    }

    /// <summary>A straight stroke of some width with flat ends, in the turning sense of positive area.</summary>
    public void AddStroke(double x0, double y0, double x1, double y1, double width)
    {
        double length = double.Hypot(x1 - x0, y1 - y0);
        if (length < 1e-9) return;
        double nx = (y0 - y1) / length * width / 2, ny = (x1 - x0) / length * width / 2;
        MoveTo(x0 - nx, y0 - ny);
        LineTo(x1 - nx, y1 - ny);
        LineTo(x1 + nx, y1 + ny);
        LineTo(x0 + nx, y0 + ny);
    }

    public void AddRectangle(double x, double y, double width, double height)
    {
        MoveTo(x, y);
        LineTo(x + width, y);
        LineTo(x + width, y + height);
        LineTo(x, y + height);
    }
}
