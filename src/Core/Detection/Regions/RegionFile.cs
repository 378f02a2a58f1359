using HstNotebooks.Errors;
using HstNotebooks.Wcs;

namespace HstNotebooks.Detection;

/// <summary>
/// Reads DS9 region files: circle, ellipse, box, annulus and polygon, in the frames image, physical, fk5, icrs and j2000, each
/// including or, with a leading <c>-</c>, excluding. A file without a frame is in image pixels.
/// </summary>
/// <remarks>Points, lines, vectors, rulers and texts have no area and change nothing.</remarks>
internal sealed class RegionFile
{
    private static readonly string[] Frames = ["image", "physical", "fk5", "icrs", "j2000"];
    private static readonly string[] OtherFrames = ["fk4", "b1950", "galactic", "ecliptic", "linear", "amplifier", "detector", "wcs"];
    private static readonly string[] Shapes = ["circle", "ellipse", "box", "annulus", "polygon", "rotbox"];
    private static readonly string[] WithoutArea = ["point", "line", "vector", "text", "ruler", "compass", "projection", "segment"];

    private readonly string path;
    private readonly RegionGeometry geometry;
    private readonly List<(PixelRegion, bool)> regions = [];
    private string frame = "image";

    private RegionFile(string path, RegionGeometry geometry) => (this.path, this.geometry) = (path, geometry);

    /// <summary>The regions in the order of the file, on the pixels of a chip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wcs">The full WCS of the chip, for sky frames.</param>
    /// <param name="physical">LTV1, LTV2, LTM1_1, LTM2_2 of the chip, for the physical frame; null for none.</param>
    /// <exception cref="InputException">The file is missing, or a line cannot be read: named by number.</exception>
    public static IReadOnlyList<(PixelRegion Region, bool Includes)> Read(string path, ImageWcs wcs, PhysicalFrame? physical = null)
    {
        InputException.ThrowIfMissing(path, what: "region file");
        var reader = new RegionFile(path, new RegionGeometry(wcs, physical ?? PhysicalFrame.SameAsImage));
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (string command in lines[i].Split('#')[0].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                reader.Read(command, i + 1);
        }
        return reader.regions;
    }

    private void Read(string command, int line)
    {
        string lower = command.ToLowerInvariant();
        if (lower.StartsWith("global", StringComparison.Ordinal) || IsSettings(lower)) return;
        if (Frames.Contains(lower))
        {
            frame = lower;
            return;
        }
        if (OtherFrames.Contains(lower)) throw Bad(line, $"the frame '{lower}' is not supported", "one of " + string.Join(", ", Frames));

        bool includes = lower[0] != '-';
        string rest = lower.TrimStart('+', '-', '!').Trim();
        string shape = new([.. rest.TakeWhile(char.IsAsciiLetter)]);
        if (WithoutArea.Contains(shape)) return;
        if (!Shapes.Contains(shape)) throw Bad(line, $"'{command}' is no region", "one of " + string.Join(", ", Shapes));
        int open = rest.IndexOf('('), close = rest.LastIndexOf(')');
        string inner = open >= 0 ? close > open ? rest[(open + 1)..close] : throw Bad(line, $"'{command}' has no closing bracket", "shape(numbers)") : rest[shape.Length..];
        string[] numbers = inner.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            regions.Add((geometry.Make(shape, numbers, frame), includes));
        }
        catch (FormatException e)
        {
            throw Bad(line, e.Message, "as DS9 writes it, for example circle(100,200,30)");
        }
    }

    /// <summary>The line of settings that belongs to "global" in some files: words with an equals sign and no shape.</summary>
    private static bool IsSettings(string text) => text.Contains('=') && !text.Contains('(');

    private InputException Bad(int line, string message, string expected) => new(message) { File = path, Row = line, Expected = expected };
}
