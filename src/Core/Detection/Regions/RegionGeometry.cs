using System.Globalization;
using System.Text.RegularExpressions;
using HstNotebooks.Wcs;

namespace HstNotebooks.Detection;

/// <summary>Turns the numbers of a DS9 region into an area on the pixels of a chip. Areas on the sky become polygons through the full WCS.</summary>
internal sealed partial class RegionGeometry(ImageWcs wcs, PhysicalFrame physical)
{
    private const int Vertices = 90;

    /// <summary>Makes a region.</summary>
    /// <exception cref="FormatException">The numbers do not fit the shape.</exception>
    public PixelRegion Make(string shape, string[] numbers, string frame)
    {
        bool isSky = frame is not ("image" or "physical");
        int expected = shape switch { "circle" => 3, "annulus" => 4, "polygon" => Math.Max(6, numbers.Length + numbers.Length % 2), _ => numbers.Length == 4 ? 4 : 5 };
        if (numbers.Length != expected) throw new FormatException($"{shape} has {numbers.Length} numbers");
        if (isSky) return OnSky(shape, numbers);
        double[] values = [.. numbers.Select(Number)];
        return OnPixels(shape, frame == "physical" ? physical.ToImage(shape, values) : values);
    }

    private static PixelRegion OnPixels(string shape, double[] n) => shape switch
    {
        "circle" => new PixelRegion.Ellipse(n[0], n[1], Positive(n[2]), n[2], 0),
        "annulus" => new PixelRegion.Ring(new(n[0], n[1], Positive(n[3]), n[3], 0), new(n[0], n[1], n[2], n[2], 0)),
        "ellipse" => new PixelRegion.Ellipse(n[0], n[1], Positive(n[2]), Positive(n[3]), n.Length > 4 ? n[4] : 0),
        "polygon" => new PixelRegion.Polygon([.. n.Where((_, i) => i % 2 == 0)], [.. n.Where((_, i) => i % 2 == 1)]),
        _ => new PixelRegion.Box(n[0], n[1], Positive(n[2]), Positive(n[3]), n.Length > 4 ? n[4] : 0),
    };

    private PixelRegion OnSky(string shape, string[] n)
    {
        if (shape == "polygon")
        {
            double[] ra = [.. n.Where((_, i) => i % 2 == 0).Select(Longitude)], dec = [.. n.Where((_, i) => i % 2 == 1).Select(Latitude)];
            return ToPixels(ra, dec);
        }
        double a = Longitude(n[0]), d = Latitude(n[1]);
        double angle = shape is "ellipse" or "box" or "rotbox" && n.Length > 4 ? Number(n[4]) : 0;
        double first = Positive(Size(n[2])), second = shape == "circle" ? first : Positive(Size(n[3]));
        switch (shape)
        {
            case "annulus":
                var outer = Curve(a, d, second, second, 0);
                var inner = Curve(a, d, first, first, 0);
                // One polygon that runs around the outer edge and back along the inner one; even-odd leaves the hole out.
                return ToPixels([.. outer.Ra, outer.Ra[0], .. inner.Ra, inner.Ra[0]], [.. outer.Dec, outer.Dec[0], .. inner.Dec, inner.Dec[0]]);
            case "box" or "rotbox":
                var corners = Offsets(a, d, [(first / 2, second / 2), (-first / 2, second / 2), (-first / 2, -second / 2), (first / 2, -second / 2)], angle);
                return ToPixels(corners.Ra, corners.Dec);
            default:
                var curve = Curve(a, d, first, second, angle);
                return ToPixels(curve.Ra, curve.Dec);
        }
    }

    private static (double[] Ra, double[] Dec) Curve(double ra, double dec, double a, double b, double angle) => Offsets(ra, dec,
        [.. Enumerable.Range(0, Vertices).Select(i => Math.SinCos(2 * Math.PI * i / Vertices)).Select(t => (a * t.Cos, b * t.Sin))], angle);

    /// <summary>Positions at offsets in degrees along the axes of a shape; angle 0 points west, and north lies at 90 (DS9, with east to the left).</summary>
    private static (double[] Ra, double[] Dec) Offsets(double ra, double dec, (double U, double V)[] offsets, double angle)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
        double[] x = [.. offsets.Select(o => o.U * cos - o.V * sin)], y = [.. offsets.Select(o => o.U * sin + o.V * cos)];
        var plane = new LinearWcs(0, 0, ra, dec, -1, 0, 0, 1);
        plane.PixelToSky(x, y, x, y);
        return (x, y);
    }

    private PixelRegion ToPixels(double[] ra, double[] dec)
    {
        double[] x = new double[ra.Length], y = new double[ra.Length];
        wcs.SkyToPixel(ra, dec, x, y);
        // Where the inverse does not converge the vertex is far off the chip; the linear part says in which direction.
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsFinite(x[i]) && double.IsFinite(y[i])) continue;
            var linear = wcs.Linear.SkyToPixel(ra[i], dec[i]);
            if (!double.IsFinite(linear.X)) return new PixelRegion.Nothing();
            (x[i], y[i]) = (linear.X, linear.Y);
        }
        return new PixelRegion.Polygon(x, y);
    }

    private static double Number(string text) =>
        double.TryParse(text.TrimEnd('i', 'p', 'd'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw new FormatException($"'{text}' is no number");

    private static double Positive(double value) => value > 0 ? value : throw new FormatException("a size must be above 0");

    private double Size(string text) => text[^1] switch
    {
        '"' => Number(text[..^1]) / 3600,
        '\'' => Number(text[..^1]) / 60,
        'r' => double.RadiansToDegrees(Number(text[..^1])),
        'i' or 'p' => Number(text[..^1]) * wcs.Linear.PixelScale / 3600,
        _ => Number(text),
    };

    private static double Longitude(string text) => SexagesimalPattern().IsMatch(text) ? 15 * Sexagesimal(text) : Number(text);

    private static double Latitude(string text) => SexagesimalPattern().IsMatch(text) ? Sexagesimal(text) : Number(text);

    private static double Sexagesimal(string text)
    {
        double value = 0, unit = 1;
        foreach (string part in text.TrimStart('-', '+').Split([':', 'h', 'm', 's', 'd'], StringSplitOptions.RemoveEmptyEntries))
        {
            value += Number(part) / unit;
            unit *= 60;
        }
        return text[0] == '-' ? -value : value;
    }

    [GeneratedRegex(@"[:hm]")]
    private static partial Regex SexagesimalPattern();
}
