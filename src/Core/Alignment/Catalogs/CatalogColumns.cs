using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>Reads the columns of a <see cref="CatalogFile"/> as numbers, sexagesimal ones converted.</summary>
internal static class CatalogColumns
{
    /// <summary>
    /// The columns of the positions. A table in memory knows its columns by name, so that where the parameters still have their defaults,
    /// 1 and 2, it is ra and dec (or x and y) that are taken.
    /// </summary>
    public static (ColumnSpecification First, ColumnSpecification Second) OfPositions(CatalogFile file, ColumnSpecification first, ColumnSpecification second, PositionUnits units)
    {
        var (x, y) = units == PositionUnits.Degrees ? ("ra", "dec") : ("x", "y");
        bool isByName = file.IsInMemory && first.Is("1") && second.Is("2") && file.HasColumn(x) && file.HasColumn(y);
        return isByName ? (first.As(x), second.As(y)) : (first, second);
    }

    /// <summary>
    /// Positions. Where a value is sexagesimal, the first is taken as hours and the second as degrees; both become degrees, as do
    /// columns with other units of angle.
    /// </summary>
    public static (double[] First, double[] Second) Positions(CatalogFile file, ColumnSpecification first, ColumnSpecification second)
    {
        int[] a = first.Resolve(file.Names, file.ColumnCount, file.Path), b = second.Resolve(file.Names, file.ColumnCount, file.Path);
        double[] x = new double[file.RowCount], y = new double[file.RowCount];
        double unitX = CatalogUnits.Angle(file, a[0]), unitY = CatalogUnits.Angle(file, b[0]);
        for (int row = 0; row < file.RowCount; row++)
        {
            string textX = Joined(file, row, a), textY = Joined(file, row, b);
            x[row] = IsSexagesimal(textX) ? 15 * Sexagesimal(file, row, textX) : unitX * Number(file, row, textX);
            y[row] = IsSexagesimal(textY) ? Sexagesimal(file, row, textY) : unitY * Number(file, row, textY);
        }
        return (x, y);
    }

    /// <summary>A column of numbers; empty cells and NaN become NaN.</summary>
    public static double[] Numbers(CatalogFile file, ColumnSpecification column)
    {
        int[] at = column.Resolve(file.Names, file.ColumnCount, file.Path);
        return [.. Enumerable.Range(0, file.RowCount).Select(row => Optional(file, row, file.Cell(row, at[0])))];
    }

    private static string Joined(CatalogFile file, int row, int[] columns) =>
        columns.Length == 1 ? file.Cell(row, columns[0]) : string.Join(' ', columns.Select(c => file.Cell(row, c)));

    private static bool IsSexagesimal(string text) => text.Contains(':') || text.Trim().Contains(' ');

    private static double Sexagesimal(CatalogFile file, int row, string text)
    {
        string[] parts = text.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries);
        double value = 0, unit = 1;
        foreach (string part in parts.Take(3))
        {
            value += Math.Abs(Number(file, row, part)) / unit;
            unit *= 60;
        }
        return text.TrimStart().StartsWith('-') ? -value : value;
    }

    private static double Number(CatalogFile file, int row, string text)
    {
        double value = Optional(file, row, text);
        return double.IsFinite(value) ? value : throw Bad(file, row, text);
    }

    private static double Optional(CatalogFile file, int row, string text)
    {
        if (text.Length == 0 || text is "--" or "null" or "nan" or "NaN") return double.NaN;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Bad(file, row, text);
    }

    private static TableException Bad(CatalogFile file, int row, string text) => new($"'{text}' is no number")
    { File = file.Path, Row = file.Line(row), Expected = "a number", Advice = "correct or remove this row, or check which columns are named" };
}
