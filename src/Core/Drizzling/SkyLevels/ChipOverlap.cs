using HstNotebooks.Images;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The area that two chips share on the sky, as a polygon on the pixels of each.</summary>
internal sealed class ChipOverlap
{
    private ChipOverlap((double X, double Y)[] first, (double X, double Y)[] second) => (First, Second) = (first, second);

    /// <summary>Corners on the first chip, 0-based pixels.</summary>
    public (double X, double Y)[] First { get; }
    /// <summary>Corners on the second chip, 0-based pixels.</summary>
    public (double X, double Y)[] Second { get; }

    /// <summary>The overlap of two chips, null where there is none.</summary>
    public static ChipOverlap? Find(ImageWcs first, ImageWcs second) => Find(first, Outline(first, first.Width, first.Height), second, Outline(second, second.Width, second.Height));

    /// <summary>
    /// The overlap of two chips whose outlines are given by their corners, null where there is none. The sides are great circles,
    /// which are straight lines on a tangent plane.
    /// </summary>
    internal static ChipOverlap? Find(ImageWcs first, SkyPosition[] firstOutline, ImageWcs second, SkyPosition[] secondOutline)
    {
        var centre = first.PixelToSky((first.Width + 1) / 2.0, (first.Height + 1) / 2.0);
        var plane = new LinearWcs(0, 0, centre.Ra, centre.Dec, -1, 0, 0, 1);
        if (Project(plane, firstOutline) is not { } a || Project(plane, secondOutline) is not { } b) return null;
        var common = Intersect(a, b);
        if (common.Count < 3) return null;
        SkyPosition[] sky = [.. common.Select(p => plane.PixelToSky(p.X, p.Y))];
        return OnChip(first, sky) is { } onFirst && OnChip(second, sky) is { } onSecond ? new ChipOverlap(onFirst, onSecond) : null;
    }

    /// <summary>Sky positions of the outer corners of the first <paramref name="width"/> columns and <paramref name="height"/> rows of a chip.</summary>
    internal static SkyPosition[] Outline(ImageWcs chip, int width, int height) =>
        [chip.PixelToSky(0.5, 0.5), chip.PixelToSky(0.5, height + 0.5), chip.PixelToSky(width + 0.5, height + 0.5), chip.PixelToSky(width + 0.5, 0.5)];

    /// <summary>Copies the pixels whose centres lie inside a polygon, row by row, into a buffer; returns how many.</summary>
    public static int Gather(Image<float> image, (double X, double Y)[] polygon, ref float[] buffer)
    {
        int firstRow = Math.Max(0, (int)Math.Ceiling(polygon.Min(p => p.Y))), lastRow = Math.Min(image.Height - 1, (int)Math.Floor(polygon.Max(p => p.Y)));
        var rows = new (int X, int Length, int At)[Math.Max(0, lastRow - firstRow + 1)];
        int count = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            var (from, to) = Crossing(polygon, firstRow + r);
            int x0 = Math.Max(0, (int)Math.Ceiling(from)), x1 = Math.Min(image.Width - 1, (int)Math.Floor(to));
            if (x1 < x0) continue;
            rows[r] = (x0, x1 + 1 - x0, count);
            count += x1 + 1 - x0;
        }
        if (buffer.Length < count) buffer = GC.AllocateUninitializedArray<float>(count);
        float[] target = buffer;
        Parallel.For(0, rows.Length, r => image.Row(firstRow + r).Slice(rows[r].X, rows[r].Length).CopyTo(target.AsSpan(rows[r].At)));
        return count;
    }

    private static (double From, double To) Crossing((double X, double Y)[] polygon, int y)
    {
        double from = double.PositiveInfinity, to = double.NegativeInfinity;
        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            if (Math.Min(a.Y, b.Y) > y || Math.Max(a.Y, b.Y) < y) continue;
            double x1 = a.Y == b.Y ? a.X : a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X), x2 = a.Y == b.Y ? b.X : x1;
            (from, to) = (Math.Min(from, Math.Min(x1, x2)), Math.Max(to, Math.Max(x1, x2)));
        }
        return (from, to);
    }

    private static List<(double X, double Y)>? Project(LinearWcs plane, SkyPosition[] outline)
    {
        var points = new List<(double X, double Y)>();
        foreach (var corner in outline)
        {
            var p = plane.SkyToPixel(corner.Ra, corner.Dec);
            if (!double.IsFinite(p.X + p.Y)) return null;
            points.Add((p.X, p.Y));
        }
        if (SignedArea(points) < 0) points.Reverse();
        return points;
    }

    /// <summary>Clips one convex polygon by the edges of another (Sutherland and Hodgman 1974); both run counter-clockwise.</summary>
    private static List<(double X, double Y)> Intersect(List<(double X, double Y)> subject, List<(double X, double Y)> clip)
    {
        var result = subject;
        for (int i = 0; i < clip.Count && result.Count > 0; i++)
        {
            var (a, b) = (clip[i], clip[(i + 1) % clip.Count]);
            var kept = new List<(double X, double Y)>();
            for (int k = 0; k < result.Count; k++)
            {
                var (p, q) = (result[k], result[(k + 1) % result.Count]);
                double dp = Side(a, b, p), dq = Side(a, b, q);
                if (dp >= 0) kept.Add(p);
                if (dp >= 0 != dq >= 0) kept.Add((p.X + dp / (dp - dq) * (q.X - p.X), p.Y + dp / (dp - dq) * (q.Y - p.Y)));
            }
            result = kept;
        }
        return result;
    }

    private static double Side((double X, double Y) a, (double X, double Y) b, (double X, double Y) p) =>
        (b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X);

    private static double SignedArea(List<(double X, double Y)> points)
    {
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            sum += a.X * b.Y - b.X * a.Y;
        }
        return sum / 2;
    }

    private static (double X, double Y)[]? OnChip(ImageWcs chip, SkyPosition[] sky)
    {
        double[] ra = [.. sky.Select(s => s.Ra)], dec = [.. sky.Select(s => s.Dec)], x = new double[sky.Length], y = new double[sky.Length];
        chip.SkyToPixel(ra, dec, x, y);
        return x.Concat(y).All(double.IsFinite) ? [.. x.Zip(y, (u, v) => (u - 1, v - 1))] : null;
    }
}
