using HstNotebooks.Errors;

namespace HstNotebooks.Wcs;

/// <summary>
/// What the user changes of an output frame: the parameters final_* or driz_sep_* (facts: wcs-and-distortion 5.8). A property
/// that is null leaves that part of the frame as it is.
/// </summary>
public sealed record UserFrame
{
    /// <summary>Position angle of the y axis, degrees east of north; 0 is north up.</summary>
    public double? Rotation { get; init; }
    /// <summary>Size of a pixel in arcseconds.</summary>
    public double? Scale { get; init; }
    /// <summary>NAXIS1 in pixels; comes with <see cref="Height"/>. Not whole numbers are rounded.</summary>
    public double? Width { get; init; }
    /// <summary>NAXIS2 in pixels.</summary>
    public double? Height { get; init; }
    /// <summary>Right ascension of the reference point in degrees; comes with <see cref="Dec"/>.</summary>
    public double? Ra { get; init; }
    /// <summary>Declination of the reference point in degrees.</summary>
    public double? Dec { get; init; }
    /// <summary>Reference pixel in x, 1-based; comes with <see cref="CrPix2"/>.</summary>
    public double? CrPix1 { get; init; }
    /// <summary>Reference pixel in y, 1-based.</summary>
    public double? CrPix2 { get; init; }
    /// <summary>The prefix of the parameters in messages: <c>final_</c> or <c>driz_sep_</c>.</summary>
    public string Prefix { get; init; } = "final_";

    /// <summary>The frame with these changes.</summary>
    /// <exception cref="ParameterException">One of a pair is missing, or a value is outside its range; named by parameter.</exception>
    public SkyFrame Apply(SkyFrame frame)
    {
        Check();
        var wcs = frame.Wcs;
        double present = wcs.PixelScale;
        double scale = Scale is { } given && Math.Abs(given - present) > 10 * double.Epsilon + 1e-14 * present ? given : present;
        double q = present / scale;
        double turn = Rotation is { } rotation ? Math.IEEERemainder(wcs.Orientation - rotation, 360) : 0;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(turn));
        int width = frame.Width, height = frame.Height;
        double crPix1 = wcs.CrPix1, crPix2 = wcs.CrPix2;
        if (Width is { } nx && Height is { } ny)
        {
            (width, height) = Sizes(nx, ny, Whole(nx) ? "outny" : "outnx");
            (crPix1, crPix2) = ((width + 1) / 2.0, (height + 1) / 2.0);
        }
        else if (turn != 0) (width, height, crPix1, crPix2) = TurnedExtent(frame, q, sin, cos);
        else if (q != 1)
        {
            (width, height) = Sizes(Math.Max(1, Math.Ceiling(q * width)), Math.Max(1, Math.Ceiling(q * height)), "scale");
            (crPix1, crPix2) = (1 + q * (crPix1 - 1), 1 + q * (crPix2 - 1));
        }
        return frame with
        {
            Width = width,
            Height = height,
            Wcs = wcs with
            {
                CrPix1 = CrPix1 ?? crPix1,
                CrPix2 = CrPix2 ?? crPix2,
                CrVal1 = Ra ?? wcs.CrVal1,
                CrVal2 = Dec ?? wcs.CrVal2,
                Cd11 = (wcs.Cd11 * cos - wcs.Cd12 * sin) / q,
                Cd12 = (wcs.Cd11 * sin + wcs.Cd12 * cos) / q,
                Cd21 = (wcs.Cd21 * cos - wcs.Cd22 * sin) / q,
                Cd22 = (wcs.Cd21 * sin + wcs.Cd22 * cos) / q,
            },
        };
    }

    /// <summary>The frame that holds the outer pixel edges of the old one after scaling and turning about CRPIX.</summary>
    private (int Width, int Height, double CrPix1, double CrPix2) TurnedExtent(SkyFrame frame, double q, double sin, double cos)
    {
        double minX = double.MaxValue, minY = double.MaxValue, maxX = double.MinValue, maxY = double.MinValue;
        foreach (double edgeX in (double[])[0.5, frame.Width + 0.5])
            foreach (double edgeY in (double[])[0.5, frame.Height + 0.5])
            {
                double dx = q * (edgeX - frame.Wcs.CrPix1), dy = q * (edgeY - frame.Wcs.CrPix2);
                double x = dx * cos - dy * sin, y = dx * sin + dy * cos;
                (minX, maxX) = (Math.Min(minX, x), Math.Max(maxX, x));
                (minY, maxY) = (Math.Min(minY, y), Math.Max(maxY, y));
            }
        var (width, height) = Sizes(Math.Ceiling(maxX - minX), Math.Ceiling(maxY - minY), q > 1 ? "scale" : "rot");
        return (width, height, 0.5 - minX, 0.5 - minY);
    }

    private void Check()
    {
        Pair(Ra, Dec, "ra", "dec");
        Pair(CrPix1, CrPix2, "crpix1", "crpix2");
        Pair(Width, Height, "outnx", "outny");
        if (Scale is { } scale && !(scale > 0 && double.IsFinite(scale))) throw Bad("scale", scale, "arcseconds per pixel, above 0");
        if (Rotation is { } rotation && !double.IsFinite(rotation)) throw Bad("rot", rotation, "an angle in degrees");
        if (Dec is { } dec && !(Math.Abs(dec) <= 90)) throw Bad("dec", dec, "-90 to 90 degrees");
        if (Ra is { } ra && !double.IsFinite(ra)) throw Bad("ra", ra, "an angle in degrees");

        void Pair(double? first, double? second, string firstName, string secondName)
        {
            if (first is null == second is null) return;
            throw new ParameterException($"{Prefix}{firstName} and {Prefix}{secondName} must be given together")
            {
                Parameter = Prefix + (first is null ? firstName : secondName),
                Expected = "both or none",
            };
        }
    }

    private const double LargestSide = 200_000;

    private static bool Whole(double pixels) => Math.Round(pixels, MidpointRounding.AwayFromZero) is >= 1 and <= LargestSide;

    private (int Width, int Height) Sizes(double width, double height, string parameter)
    {
        if (Whole(width) && Whole(height)) return ((int)Math.Round(width, MidpointRounding.AwayFromZero), (int)Math.Round(height, MidpointRounding.AwayFromZero));
        // Image and weights, four bytes each.
        double terabytes = 8 * width * height / 1e12;
        FormattableString needs = terabytes >= 1000 ? $", {terabytes / 1000:F1} petabytes" : terabytes > 0.01 ? (FormattableString)$", {terabytes:F1} terabytes" : $"";
        throw new ParameterException(FormattableString.Invariant($"{Prefix}{parameter} asks for an output of {width:F0} x {height:F0} pixels") + FormattableString.Invariant(needs))
        { Parameter = Prefix + parameter, Expected = "an output of 1 to 200000 pixels on each axis" };
    }

    private ParameterException Bad(string parameter, double value, string expected) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{parameter} = {value} gives no output frame")) { Parameter = Prefix + parameter, Expected = expected };
}
