namespace HstNotebooks.Alignment;

/// <summary>A convex polygon with vertices counter-clockwise; fewer than three vertices have no area.</summary>
internal sealed record ConvexPolygon(IReadOnlyList<(double X, double Y)> Vertices)
{
    /// <summary>The convex hull of points (Andrew's monotone chain); points that are not finite are left out.</summary>
    public static ConvexPolygon HullOf(PositionList points)
    {
        var sorted = Enumerable.Range(0, points.Count).Where(i => double.IsFinite(points.X[i]) && double.IsFinite(points.Y[i]))
            .Select(i => (X: points.X[i], Y: points.Y[i])).Distinct().Order().ToList();
        if (sorted.Count < 3) return new ConvexPolygon(sorted);
        var hull = new List<(double X, double Y)>();
        foreach (var half in new[] { sorted, Enumerable.Reverse(sorted) })
        {
            int start = hull.Count;
            foreach (var p in half)
            {
                while (hull.Count >= start + 2 && Cross(hull[^2], hull[^1], p) <= 0) hull.RemoveAt(hull.Count - 1);
                hull.Add(p);
            }
            hull.RemoveAt(hull.Count - 1);
        }
        return new ConvexPolygon(hull);
    }

    /// <summary>Area, 0 or more.</summary>
    public double Area
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Vertices.Count; i++)
            {
                var (a, b) = (Vertices[i], Vertices[(i + 1) % Vertices.Count]);
                sum += a.X * b.Y - b.X * a.Y;
            }
            return Math.Abs(sum) / 2;
        }
    }

    /// <summary>The common area (Sutherland and Hodgman 1974).</summary>
    public ConvexPolygon Intersect(ConvexPolygon other)
    {
        IReadOnlyList<(double X, double Y)> subject = Vertices;
        if (subject.Count < 3 || other.Vertices.Count < 3) return new ConvexPolygon([]);
        for (int i = 0; i < other.Vertices.Count; i++)
        {
            var (a, b) = (other.Vertices[i], other.Vertices[(i + 1) % other.Vertices.Count]);
            var kept = new List<(double X, double Y)>();
            for (int k = 0; k < subject.Count; k++)
            {
                var (p, q) = (subject[k], subject[(k + 1) % subject.Count]);
                double sideP = Cross(a, b, p), sideQ = Cross(a, b, q);
                if (sideP >= 0) kept.Add(p);
                if (sideP >= 0 != sideQ >= 0)
                {
                    double t = sideP / (sideP - sideQ);
                    kept.Add((p.X + t * (q.X - p.X), p.Y + t * (q.Y - p.Y)));
                }
            }
            subject = kept;
        }
        return new ConvexPolygon(subject);
    }

    private static double Cross((double X, double Y) o, (double X, double Y) a, (double X, double Y) b) =>
        (a.X - o.X) * (b.Y - o.Y) - (a.Y - o.Y) * (b.X - o.X);
}
