using System.Collections;
using System.Globalization;
using HstNotebooks.Hosting;
using HstNotebooks.Tables;

namespace HstNotebooks.Formatting;

/// <summary>Shows a table as astropy does: names, units and types on top, the middle rows left out, the number of rows below.</summary>
internal static class TableFormatter
{
    /// <summary>Rows shown unless more are asked for.</summary>
    public const int DefaultRows = 20;

    /// <summary>Characters of a line of plain text; in HTML a wide table is scrolled.</summary>
    private const int TextWidth = 200;

    /// <summary>Characters of a query shown below its result; the metadata have all of it.</summary>
    private const int QueryLength = 300;

    public static MimeBundle Format(TableView view)
    {
        var table = view.Table;
        string rows = string.Create(CultureInfo.InvariantCulture, $"Length = {table.RowCount:N0} rows{(table.Columns.Count > 20 ? $", {table.Columns.Count} columns" : "")}");
        // What the archive clients want the user to see: where the answer came from, and loudly that it was cut.
        if (table.Metadata.TryGetValue("source", out string? source)) rows += $" ({source})";
        if (table.Metadata.TryGetValue("warning", out string? warning)) rows += $" -- WARNING: {warning}";
        return Grid(table, view.MaxRows).ToBundle(string.IsNullOrEmpty(table.Name) ? null : table.Name, rows + Origin(table.Metadata));
    }

    // Who answered, when, to which question, and how many rows were allowed: a line below the result of a query.
    private static string Origin(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue("service", out string? service)) return "";
        string?[] parts =
        [
            service, metadata.GetValueOrDefault("time"), metadata.GetValueOrDefault("context"),
            metadata.TryGetValue("row_limit", out string? limit) && limit != "none" ? $"row limit {limit}" : null,
            metadata.TryGetValue("query", out string? query) ? ValueText.OneLine(query, QueryLength) : null,
        ];
        return "\n" + string.Join(", ", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    /// <summary>The cells of a table with at most a number of rows; <paramref name="cellClass"/> colours cells by shown row and column.</summary>
    public static TextGrid Grid(Table table, int maxRows, Func<int, int, string?>? cellClass = null)
    {
        var grid = new TextGrid([.. table.Columns.Select(Head)]) { CellClass = cellClass, TextWidth = TextWidth };
        foreach (int row in ShownRows(table.RowCount, maxRows))
        {
            if (row < 0) grid.AddEllipsis();
            else grid.Add([.. table.Columns.Select(c => Cell(c, row))]);
        }
        return grid;
    }

    /// <summary>The rows to show, in order; -1 stands for those that are left out.</summary>
    private static IEnumerable<int> ShownRows(int count, int most)
    {
        if (count <= most) return Enumerable.Range(0, count);
        int head = (most + 1) / 2, tail = most - head;
        return Enumerable.Range(0, head).Append(-1).Concat(Enumerable.Range(count - tail, tail));
    }

    private static GridColumn Head(TableColumn column) =>
        new(column.Name, column.Unit ?? "", DataType(column), ValueText.IsNumber(column.ValueType));

    private static string Cell(TableColumn column, int row) =>
        column.GetValue(row) is not { } value ? "--" : column.Format is { } format && value is not IEnumerable ? ValueText.OneLine(value, 80, format) : ValueText.Cell(value, 80);

    /// <summary>The name that numpy gives to the type of a column.</summary>
    private static string DataType(TableColumn column)
    {
        if (column is TableColumn<string> text)
            return $"str{(text.Values.Length == 0 ? 0 : text.Values.Max(v => v?.Length ?? 0))}";
        var type = column.ValueType.IsArray ? column.ValueType.GetElementType()! : column.ValueType;
        string name = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "bool",
            TypeCode.Byte => "uint8",
            TypeCode.SByte => "int8",
            TypeCode.Int16 => "int16",
            TypeCode.UInt16 => "uint16",
            TypeCode.Int32 => "int32",
            TypeCode.UInt32 => "uint32",
            TypeCode.Int64 => "int64",
            TypeCode.UInt64 => "uint64",
            TypeCode.Single => "float32",
            TypeCode.Double => "float64",
            TypeCode.String => "str",
            _ => ValueText.TypeName(type),
        };
        return column.ValueType.IsArray ? name + "[]" : name;
    }
}
