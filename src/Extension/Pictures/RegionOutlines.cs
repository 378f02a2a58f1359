using HstNotebooks.Detection;
using HstNotebooks.Wcs;

namespace HstNotebooks.Pictures;

/// <summary>The outlines of the regions of a DS9 file in FITS pixels, with NaN between them.</summary>
internal static class RegionOutlines
{
    private const int Steps = 48;

    public static ((List<double> X, List<double> Y) Included, (List<double> X, List<double> Y) Excluded) Read(string path, ImageWcs wcs)
    {
        (List<double> X, List<double> Y) included = ([], []), excluded = ([], []);
        foreach (var (region, includes) in RegionFile.Read(path, wcs)) Add(region, includes ? included : excluded);
        return (included, excluded);
    }

    private static void Add(PixelRegion region, (List<double> X, List<double> Y) line)
    {
        switch (region)
        {
            case PixelRegion.Ellipse e: Close(line, Enumerable.Range(0, Steps).Select(i => Turned(e.X, e.Y, e.A * Math.Cos(Math.Tau * i / Steps), e.B * Math.Sin(Math.Tau * i / Steps), e.Angle))); break;
            case PixelRegion.Ring r:
                Add(r.Outer, line);
                Add(r.Inner, line);
                break;
            case PixelRegion.Box b:
                double w = b.Width / 2, h = b.Height / 2;
                Close(line, [Turned(b.X, b.Y, -w, -h, b.Angle), Turned(b.X, b.Y, w, -h, b.Angle), Turned(b.X, b.Y, w, h, b.Angle), Turned(b.X, b.Y, -w, h, b.Angle)]);
                break;
            case PixelRegion.Polygon p: Close(line, p.X.Zip(p.Y)); break;
        }
    }

    private static (double X, double Y) Turned(double x, double y, double dx, double dy, double angle)
    {
        var (s, c) = Math.SinCos(double.DegreesToRadians(angle));
        return (x + dx * c - dy * s, y + dx * s + dy * c);
    }

    private static void Close((List<double> X, List<double> Y) line, IEnumerable<(double X, double Y)> corners)
    {
        int first = line.X.Count;
        foreach (var (x, y) in corners)
        {
            line.X.Add(x);
            line.Y.Add(y);
        }
        line.X.AddRange([line.X[first], double.NaN]);
        line.Y.AddRange([line.Y[first], double.NaN]);
    }
}
