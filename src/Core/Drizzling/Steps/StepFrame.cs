using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The frame that the tasks drizzle and blot describe in full by their own parameters: all eight or none (facts: drizzle-kernels 6.7).</summary>
internal sealed record StepFrame(double? Scale, double? Orientation, double? Ra, double? Dec, double? X, double? Y, double? Columns, double? Rows)
{
    private (string Name, double? Value)[] Values =>
        [("outscale", Scale), ("orient", Orientation), ("raref", Ra), ("decref", Dec), ("xrefpix", X), ("yrefpix", Y), ("outnx", Columns), ("outny", Rows)];

    /// <summary>Whether any of them is set.</summary>
    public bool IsGiven => Values.Any(v => v.Value is not null);

    /// <summary>The frame.</summary>
    /// <exception cref="ParameterException">One of them is missing, or is no value for it.</exception>
    public SkyFrame Make()
    {
        foreach (var (name, value) in Values)
            if (value is null)
                throw new ParameterException($"{name} is missing") { Parameter = name, Expected = "all of " + string.Join(", ", Values.Select(v => v.Name)) };
        Check("outscale", Scale!.Value, v => v > 0, "arcseconds above 0");
        Check("outnx", Columns!.Value, v => v is >= 1 and <= 200_000, "1 to 200000 pixels");
        Check("outny", Rows!.Value, v => v is >= 1 and <= 200_000, "1 to 200000 pixels");
        Check("decref", Dec!.Value, v => Math.Abs(v) <= 90, "-90 to 90 degrees");
        double scale = Scale.Value / 3600;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(Orientation!.Value));
        var wcs = new LinearWcs(X!.Value, Y!.Value, Ra!.Value, Dec.Value, -scale * cos, scale * sin, scale * sin, scale * cos);
        return new SkyFrame(wcs, (int)Math.Round(Columns.Value), (int)Math.Round(Rows.Value));
    }

    private static void Check(string name, double value, Func<double, bool> good, string expected)
    {
        if (!good(value)) throw new ParameterException(string.Create(CultureInfo.InvariantCulture, $"{value} is no value for {name}")) { Parameter = name, Expected = expected };
    }
}
