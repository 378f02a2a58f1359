using System.Globalization;
using System.Text;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Tables;

namespace HstNotebooks.Tasks;

/// <summary>The result of a coordinate task: positions before and after, in full precision and as the task prints them.</summary>
public sealed record CoordinateList
{
    /// <summary>The image, as named.</summary>
    public required string Image { get; init; }
    /// <summary>First input coordinate: x (1-based) or right ascension in degrees.</summary>
    public required double[] InputX { get; init; }
    /// <summary>Second input coordinate: y (1-based) or declination in degrees.</summary>
    public required double[] InputY { get; init; }
    /// <summary>First output coordinate: right ascension in degrees, or x (1-based).</summary>
    public required double[] X { get; init; }
    /// <summary>Second output coordinate: declination in degrees, or y (1-based).</summary>
    public required double[] Y { get; init; }
    /// <summary>The output coordinates as text, with the precision that was asked for; what the output file holds.</summary>
    public required IReadOnlyList<string> Rows { get; init; }
    /// <summary>The file that was written, or null.</summary>
    public string? OutputFile { get; init; }
    /// <summary>Whether the positions are shown: without a file, or with <c>verbose</c>.</summary>
    public bool IsListed { get; init; } = true;
    /// <summary>The title line of the screen list.</summary>
    public required string Title { get; init; }
    /// <summary>What the coordinates are, input x and y, output x and y: <c>x</c>, <c>y</c>, <c>ra</c>, <c>dec</c>, ...</summary>
    public required IReadOnlyList<string> Names { get; init; }
    /// <summary>Number of positions.</summary>
    public int Count => X.Length;

    /// <summary>The list as a table: input and output coordinates with their units; the output as it was asked for (precision, sexagesimal).</summary>
    public Table ToTable()
    {
        var words = Rows.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        bool sexagesimal = words.Any(pair => pair[0].Contains(':', StringComparison.Ordinal));
        int decimals = words.Length > 0 && words[0][0].Contains('.', StringComparison.Ordinal) ? words[0][0].Length - words[0][0].IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return new Table([Number(0, InputX, "F4"), Number(1, InputY, "F4"), Output(2, X, 0), Output(3, Y, 1)], Image);

        TableColumn Number(int at, double[] values, string format) =>
            new TableColumn<double>(Names[at], values, IsSky(at) ? "deg" : "pix") { Format = IsSky(at) ? "F8" : format };

        TableColumn Output(int at, double[] values, int word) => sexagesimal
            ? new TableColumn<string>(Names[at], [.. words.Select(pair => pair[word])])
            : new TableColumn<double>(Names[at], values, IsSky(at) ? "deg" : "pix") { Format = "F" + decimals.ToString(CultureInfo.InvariantCulture) };

        bool IsSky(int at) => Names[at] is "ra" or "dec";
    }

    /// <summary>The list as the tasks print it: title, then input and output coordinates; or where it was written.</summary>
    public override string ToString()
    {
        if (!IsListed) return $"{Count} positions of {Image} written to {OutputFile}";
        var text = new StringBuilder();
        text.Append("# Coordinate transformations for  ").Append(Image).Append('\n').Append(Title).Append("\n\n");
        for (int i = 0; i < Count; i++)
            text.Append(string.Create(CultureInfo.InvariantCulture, $"{InputX[i]:F4}  {InputY[i]:F4}    {Rows[i]}\n"));
        return text.ToString();
    }

    /// <summary>A list, written to the file that the options name.</summary>
    internal static CoordinateList Make(string image, CoordinateOptions options, string title, string[] names, double[] inputX, double[] inputY, double[] x, double[] y, string[] rows)
    {
        bool writes = options.Output.Length > 0;
        if (writes) AtomicFile.WriteText(options.Output, $"# Coordinates converted from {image}\n" + string.Concat(rows.Select(row => row + "\n")));
        return new CoordinateList
        {
            Image = image,
            InputX = inputX,
            InputY = inputY,
            X = x,
            Y = y,
            Rows = rows,
            OutputFile = writes ? options.Output : null,
            IsListed = options.Verbose || !writes,
            Title = title,
            Names = names,
        };
    }

    internal static string Fixed(double value, int precision) => double.IsNaN(value) ? "nan" : value.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
