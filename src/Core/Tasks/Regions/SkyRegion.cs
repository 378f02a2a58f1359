using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// A region of a DS9 file in sky coordinates: equatorial (ICRS, and FK5 which is the same to 20 mas), galactic or ecliptic (J2000). Positions in degrees or sexagesimal, lengths in degrees (<c>d</c> or no unit),
/// arcminutes (<c>'</c>) or arcseconds (<c>"</c>), angles in degrees counter-clockwise from the west-east axis, as DS9 writes them.
/// </summary>
/// <param name="Frame">The frame of positions and angles.</param>
/// <param name="Shape">circle, ellipse, box, annulus, polygon, line or point.</param>
/// <param name="Words">The numbers as written.</param>
/// <param name="Includes">Whether the region includes; a leading - excludes.</param>
/// <param name="Attributes">What stands behind #, such as colour and text; may be empty.</param>
/// <param name="Line">The 1-based line of the file.</param>
internal sealed record SkyRegion(CelestialFrame Frame, string Shape, string[] Words, bool Includes, string Attributes, int Line)
{
    private static readonly string[] Shapes = ["circle", "ellipse", "box", "annulus", "polygon", "line", "point"];

    /// <summary>Reads a region file.</summary>
    /// <exception cref="InputException">The file is missing, or a line cannot be read: named by number.</exception>
    public static IReadOnlyList<SkyRegion> Read(string path)
    {
        InputException.ThrowIfMissing(path, "input_reg", "region file");
        var regions = new List<SkyRegion>();
        CelestialFrame? frame = null;
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.StartsWith('#') || line.StartsWith("global", StringComparison.OrdinalIgnoreCase)) continue;
            int hash = line.IndexOf('#', StringComparison.Ordinal);
            string attributes = hash >= 0 ? line[(hash + 1)..].Trim() : "";
            foreach (string part in (hash >= 0 ? line[..hash] : line).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                string word = part.ToLowerInvariant();
                if (word is "fk5" or "icrs" or "j2000" or "galactic" or "ecliptic")
                    frame = word switch { "galactic" => CelestialFrame.Galactic, "ecliptic" => CelestialFrame.Ecliptic, _ => CelestialFrame.Equatorial };
                else if (word is "image" or "physical" or "fk4" or "b1950" or "detector" or "amplifier" or "linear")
                    throw Bad(path, i, $"the frame {part} is not supported", "fk5, icrs, j2000, galactic or ecliptic");
                else if (frame is null) throw Bad(path, i, "the frame of the regions is not named", "a line such as fk5, icrs or galactic before the first region");
                else regions.Add(Parse(frame, part, attributes, i + 1, path));
            }
        }
        return regions.Count > 0 ? regions : throw new InputException("the file holds no regions") { File = path, Parameter = "input_reg" };
    }

    /// <summary>The region in image pixels (1-based) of a WCS, as DS9 writes it; null where it cannot be projected.</summary>
    /// <param name="wcs">The full WCS.</param>
    /// <param name="bounds">The bounding box in pixels.</param>
    public string? ToPixels(ImageWcs wcs, out (double X0, double Y0, double X1, double Y1) bounds)
    {
        var x = new List<double>();
        var y = new List<double>();
        int points = Shape switch { "polygon" => Words.Length / 2, "line" => 2, _ => 1 };
        for (int i = 0; i < points; i++)
        {
            var (px, py) = ToPixel(wcs, Longitude(Frame, Words[2 * i]), Sexagesimal.ParseDec(Words[2 * i + 1]));
            x.Add(px);
            y.Add(py);
        }
        bounds = default;
        if (x.Concat(y).Any(value => !double.IsFinite(value))) return null;
        var (scale, north) = LocalScale(wcs, Longitude(Frame, Words[0]), Sexagesimal.ParseDec(Words[1]), x[0], y[0]);
        var rest = Words.Skip(2 * points).ToArray();
        var numbers = new List<double>();
        for (int i = 0; i < points; i++) numbers.AddRange([x[i], y[i]]);
        double reach = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            bool isAngle = IsAngle(Shape, rest.Length, i);
            double value = isAngle ? Angle(rest[i]) + north - 90 : Degrees(rest[i]) * 3600 / scale;
            if (!isAngle) reach = Math.Max(reach, Shape == "box" ? value / Math.Sqrt(2) : value);
            numbers.Add(isAngle ? ((value % 360) + 360) % 360 : value);
        }
        bounds = (x.Min() - reach, y.Min() - reach, x.Max() + reach, y.Max() + reach);
        string text = string.Join(",", numbers.Select(value => value.ToString("F4", CultureInfo.InvariantCulture)));
        return $"{(Includes ? "" : "-")}{Shape}({text}){(Attributes.Length > 0 ? " # " + Attributes : "")}";
    }

    /// <summary>Arcseconds per pixel along the north of the frame, and the direction of that north in degrees counter-clockwise from x.</summary>
    private (double Scale, double North) LocalScale(ImageWcs wcs, double longitude, double latitude, double x, double y)
    {
        const double step = 1.0 / 3600;
        double sign = latitude < 89 ? 1 : -1;
        var (px, py) = ToPixel(wcs, longitude, latitude + sign * step);
        double dx = sign * (px - x), dy = sign * (py - y);
        return (1 / double.Hypot(dx, dy), double.RadiansToDegrees(Math.Atan2(dy, dx)));
    }

    private (double X, double Y) ToPixel(ImageWcs wcs, double longitude, double latitude)
    {
        var (ra, dec) = Frame.ToEquatorial(longitude, latitude);
        double[] px = [ra], py = [dec];
        wcs.SkyToPixel(px, py, px, py);
        return (px[0], py[0]);
    }

    /// <summary>Right ascension may be written in hours; other longitudes are degrees.</summary>
    private static double Longitude(CelestialFrame frame, string word) => frame.IsEquatorial ? Sexagesimal.ParseRa(word)
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees) && double.IsFinite(degrees) ? degrees
        : throw new InputException($"'{word}' is no longitude") { Expected = "degrees" };

    private static SkyRegion Parse(CelestialFrame frame, string text, string attributes, int line, string path)
    {
        bool includes = !text.StartsWith('-') && !text.StartsWith('!');
        string rest = text.TrimStart('+', '-', '!').Trim();
        string shape = new string([.. rest.TakeWhile(char.IsAsciiLetter)]).ToLowerInvariant();
        if (!Shapes.Contains(shape)) throw Bad(path, line - 1, $"'{text}' is no region", "one of " + string.Join(", ", Shapes));
        string inner = rest[shape.Length..].Trim().TrimStart('(').TrimEnd(')');
        var words = inner.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        bool countFits = shape switch
        {
            "circle" => words.Length == 3,
            "ellipse" or "box" => words.Length is 4 or 5,
            "annulus" => words.Length >= 4,
            "polygon" => words.Length >= 6 && words.Length % 2 == 0,
            "line" => words.Length >= 4,
            _ => words.Length >= 2,
        };
        if (!countFits) throw Bad(path, line - 1, $"a {shape} with {words.Length} numbers", "as DS9 writes it, for example circle(150.1,2.2,3\")");
        if (shape == "line") words = words[..4];
        if (shape == "point") words = words[..2];
        var region = new SkyRegion(frame, shape, words, includes, attributes, line);
        try
        {
            int points = shape switch { "polygon" => words.Length / 2, "line" => 2, _ => 1 };
            for (int i = 0; i < points; i++) (_, _) = (Longitude(frame, words[2 * i]), Sexagesimal.ParseDec(words[2 * i + 1]));
            for (int i = 2 * points; i < words.Length; i++)
            {
                double value = IsAngle(shape, words.Length - 2 * points, i - 2 * points) ? Angle(words[i]) : Degrees(words[i]);
                if (!double.IsFinite(value)) throw new FormatException($"'{words[i]}' is no finite number");
            }
        }
        catch (Exception e) when (e is InputException or FormatException)
        {
            throw Bad(path, line - 1, e.Message, "positions in degrees or sexagesimal, lengths with d, ' or \"");
        }
        return region;
    }

    /// <summary>Whether a number behind the centre is the angle of an ellipse or a box, which is the last of an odd count.</summary>
    private static bool IsAngle(string shape, int count, int index) => shape is "ellipse" or "box" && index == count - 1 && count % 2 == 1;

    private static double Degrees(string word)
    {
        double unit = word[^1] switch { '"' => 1 / 3600.0, '\'' => 1 / 60.0, _ => 1 };
        return double.Parse(word.TrimEnd('"', '\'', 'd', '°'), NumberStyles.Float, CultureInfo.InvariantCulture) * unit;
    }

    private static double Angle(string word) => double.Parse(word.TrimEnd('d', '°'), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static InputException Bad(string path, int line, string message, string expected) => new(message) { File = path, Row = line + 1, Expected = expected };
}
