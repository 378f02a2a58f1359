using HstNotebooks.Errors;

namespace HstNotebooks.Tasks;

/// <summary>The pixel positions that parameters name: one position, or a file.</summary>
internal static class PixelInput
{
    public static (double[] X, double[] Y) Read(double? x, double? y, string coordFile, string columns, string separator)
    {
        if (coordFile.Length > 0)
        {
            var rows = CoordinateColumns.Read(coordFile, columns, separator);
            return ([.. rows.Select(row => CoordinateColumns.Number(row.First, coordFile, row.Line))], [.. rows.Select(row => CoordinateColumns.Number(row.Second, coordFile, row.Line))]);
        }
        if (x is { } px && y is { } py) return ([px], [py]);
        throw new ParameterException("no position is given") { Parameter = x is null ? "x" : "y", Expected = "x and y, or a coordfile" };
    }
}
