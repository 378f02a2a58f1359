using HstNotebooks.Errors;
using HstNotebooks.Parameters;

namespace HstNotebooks.Pictures;

/// <summary>A colour map: a colour for every number from 0 to 1. Immutable; safe to share between threads.</summary>
/// <remarks>
/// Viridis, inferno, magma and plasma are by S. van der Walt, N. Smith and E. Firing (2015, released under CC0), kept here at 33 points between
/// which is interpolated (within 3 of 255 of the full table). Cubehelix is computed by Green (2011, BASI 39, 289).
/// </remarks>
public sealed class Colormap
{
    private readonly Colour[] steps;

    private Colormap(string name, Func<double, Colour> colour, Colour missing)
    {
        Name = name;
        steps = [.. Enumerable.Range(0, 256).Select(i => colour(i / 255.0))];
        Missing = missing;
    }

    /// <summary>Black to white.</summary>
    public static Colormap Gray { get; } = new("gray", u => GrayAt(u), new(44, 38, 60));
    /// <summary>White to black, which saves ink.</summary>
    public static Colormap GrayReversed { get; } = new("gray_r", u => GrayAt(1 - u), new(235, 215, 225));
    /// <summary>Dark blue, green, yellow.</summary>
    public static Colormap Viridis { get; } = FromPoints("viridis", "440154470d6048186a482374472d7b4537814240863e49893b528b375b8d33638d2f6b8e2c728e297a8e26828e23898e21918c1f978b1f9f8821a68527ad8131b57b3dbc744cc26c5cc8636ece5881d34d95d840aadc32c0df25d5e21aeae51afde725");
    /// <summary>Black, red, yellow, pale yellow.</summary>
    public static Colormap Inferno { get; } = FromPoints("inferno", "0000040403120b0724150b37210c4a2f0a5b3d09654a0c6b57106e64156e71196e7d1e6d8a226a972766a32c61b0315bbc3754c63d4dd04545da4e3ce35933eb6429f1711ff67e14f98c0afb9b06fcaa0ffbba1ff9c932f5d949f2e865f3f586fcffa4");
    /// <summary>Black, purple, pale yellow.</summary>
    public static Colormap Magma { get; } = FromPoints("magma", "0000040303120a0822130d341d114729115a36106b440f7651127c5d177f6a1c81762181832681902a819c2e7faa337db73779c23b75cf4070db476ae55064ee5b5ef4695cf9785dfb8761fd9668fea571feb47bfec287fed194fde0a1fceeb0fcfdbf");
    /// <summary>Blue, purple, yellow.</summary>
    public static Colormap Plasma { get; } = FromPoints("plasma", "0d08872206903105973f049c4c02a15901a56600a77201a87e03a88a09a59511a1a01a9caa2395b32c8ebc3587c43e7fcc4778d24f71d9586adf6263e56b5deb7556f07f4ff48948f89441fb9f3afdab33feb72dfdc328fcd025f9dd25f5eb27f0f921");
    /// <summary>Blue through white to red, for values about zero.</summary>
    public static Colormap Diverging { get; } = FromPoints("diverging", "053061" + "2166ac" + "4393c3" + "92c5de" + "d1e5f0" + "f7f7f7" + "fddbc7" + "f4a582" + "d6604d" + "b2182b" + "67001f");
    /// <summary>Black, red, yellow, white, as DS9's heat.</summary>
    public static Colormap Heat { get; } = new("heat", u => new(Byte(u / 0.34), Byte(u), Byte((u - 0.65) / 0.35)), new(0, 0, 60));
    /// <summary>Green's map of rising brightness through the hues.</summary>
    public static Colormap Cubehelix { get; } = new("cubehelix", HelixAt, new(70, 30, 60));

    /// <summary>All maps.</summary>
    public static IReadOnlyList<Colormap> All { get; } = [Gray, GrayReversed, Viridis, Inferno, Magma, Plasma, Heat, Cubehelix, Diverging];

    /// <summary>The name by which it is asked for.</summary>
    public string Name { get; }
    /// <summary>The colour of pixels without value (NaN).</summary>
    public Colour Missing { get; }

    /// <summary>A map by name.</summary>
    /// <exception cref="ParameterException">There is none of this name; the nearest one is named.</exception>
    public static Colormap Find(string name)
    {
        string wanted = name.Trim().ToLowerInvariant() switch { "grey" => "gray", "grey_r" or "greys" => "gray_r", "hot" => "heat", "rdbu" or "coolwarm" => "diverging", var other => other };
        return All.FirstOrDefault(m => m.Name == wanted) ?? throw new ParameterException($"there is no colour map '{name}'")
        {
            Parameter = "cmap",
            Expected = "one of " + string.Join(", ", All.Select(m => m.Name)),
            Advice = NearestName.Of(wanted, All.Select(m => m.Name)) is { } near ? $"did you mean {near}?" : null,
        };
    }

    /// <summary>The colour of a number; below 0 and above 1 the first and the last one, for NaN that of missing values.</summary>
    public Colour At(double position) => double.IsNaN(position) ? Missing : steps[(int)Math.Round(255 * Math.Clamp(position, 0, 1))];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Colormap FromPoints(string name, string hex)
    {
        Colour[] points = [.. hex.Chunk(6).Select(c => Colour.Parse(new string(c)))];
        return new(name, u =>
        {
            double at = u * (points.Length - 1);
            int i = Math.Min((int)at, points.Length - 2);
            double f = at - i;
            return new(Blend(points[i].R, points[i + 1].R, f), Blend(points[i].G, points[i + 1].G, f), Blend(points[i].B, points[i + 1].B, f));
        }, new(128, 128, 128));
    }

    private static byte Blend(byte a, byte b, double f) => (byte)Math.Round(a + (b - a) * f);

    private static Colour GrayAt(double u) => new(Byte(u), Byte(u), Byte(u));

    private static byte Byte(double u) => (byte)Math.Round(255 * Math.Clamp(u, 0, 1));

    /// <summary>Green (2011) with start 0.5, rotations -1.5, hue 1, gamma 1.</summary>
    private static Colour HelixAt(double u)
    {
        double phi = 2 * Math.PI * (0.5 / 3 + 1 - 1.5 * u), amplitude = u * (1 - u) / 2;
        var (s, c) = Math.SinCos(phi);
        return new(Byte(u + amplitude * (-0.14861 * c + 1.78277 * s)), Byte(u + amplitude * (-0.29227 * c - 0.90649 * s)), Byte(u + amplitude * 1.97294 * c));
    }
}
