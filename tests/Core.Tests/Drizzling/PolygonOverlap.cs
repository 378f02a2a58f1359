namespace HstNotebooks.Tests.Drizzling;

/// <summary>Area of the overlap of a polygon with a pixel by clipping (Sutherland and Hodgman) and the shoelace formula: another way than the drizzler's.</summary>
internal static class PolygonOverlap
{
    /// <summary>Overlap with the pixel whose centre is (column, row).</summary>
    public static double WithPixel((double X, double Y)[] polygon, int column, int row)
    {
        var points = polygon.ToList();
        points = Clip(points, p => p.X - (column - 0.5));
        points = Clip(points, p => column + 0.5 - p.X);
        points = Clip(points, p => p.Y - (row - 0.5));
        points = Clip(points, p => row + 0.5 - p.Y);
        return Math.Abs(Area(points));
    }

    public static double Area(IReadOnlyList<(double X, double Y)> points)
    {
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            sum += a.X * b.Y - b.X * a.Y;
        }
        return sum / 2;
    }

    private static List<(double X, double Y)> Clip(List<(double X, double Y)> points, Func<(double X, double Y), double> inside)
    {
        var result = new List<(double X, double Y)>();
        for (int i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            double da = inside(a), db = inside(b);
            if (da >= 0) result.Add(a);
            if ((da >= 0) == (db >= 0)) continue;
            double t = da / (da - db);
            result.Add((a.X + t * (b.X - a.X), a.Y + t * (b.Y - a.Y)));
        }
        return result;
    }
}
