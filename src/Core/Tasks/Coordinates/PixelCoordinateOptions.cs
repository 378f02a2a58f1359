using HstNotebooks.Errors;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of the tasks that start from pixels: one position, or a file of positions.</summary>
public abstract record PixelCoordinateOptions : CoordinateOptions
{
    /// <summary>x of one position, 1-based; null to read a file.</summary>
    [Parameter("x", "Input X position (1-based)", Unit = "pixels")]
    public double? X { get; init; }
    /// <summary>y of one position, 1-based.</summary>
    [Parameter("y", "Input Y position (1-based)", Unit = "pixels")]
    public double? Y { get; init; }
    /// <summary>The old name of <see cref="CoordinateOptions.CoordFile"/>, used where that is empty.</summary>
    [Parameter("coords", "[DEPRECATED] File containing X,Y positions; use coordfile")]
    public string Coords { get; init; } = "";
    /// <summary>What separates the columns; white space where empty.</summary>
    [Parameter("separator", "Column separator in ASCII coords file")]
    public string Separator { get; init; } = "";
    /// <summary>Decimals of the written coordinates.</summary>
    [Parameter("precision", "Number of floating-point digits in output values", Min = 0, Max = 12)]
    public int Precision { get; init; } = 6;

    /// <summary>The positions that the parameters name, 1-based.</summary>
    internal (double[] X, double[] Y) ReadPositions()
    {
        string file = CoordFile.Trim().Length > 0 ? CoordFile : Coords;
        if (file.Trim().Length > 0)
        {
            var rows = CoordinateColumns.Read(file, ColNames, Separator);
            return ([.. rows.Select(row => CoordinateColumns.Number(row.First, file, row.Line))], [.. rows.Select(row => CoordinateColumns.Number(row.Second, file, row.Line))]);
        }
        if (X is { } x && Y is { } y) return ([x], [y]);
        throw new ParameterException("no position is given") { Parameter = X is null ? "x" : "y", Expected = "x and y, or a coordfile" };
    }
}
