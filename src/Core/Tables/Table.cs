using HstNotebooks.Errors;

namespace HstNotebooks.Tables;

/// <summary>A table: columns of equal length with names, units and missing values, and free metadata. Immutable.</summary>
public sealed partial class Table
{
    private readonly List<TableColumn> columns;

    /// <summary>Makes a table of columns of equal length with different names.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a name appears twice.</exception>
    public Table(IEnumerable<TableColumn> columns, string? name = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        this.columns = [.. columns];
        Name = name;
        Metadata = metadata ?? new Dictionary<string, string>();
        foreach (var column in this.columns)
        {
            if (column.Count != this.columns[0].Count)
                throw new ArgumentException($"column {column.Name} has {column.Count} rows, {this.columns[0].Name} has {this.columns[0].Count}");
            if (this.columns.Count(c => c.Name == column.Name) > 1)
                throw new ArgumentException($"column {column.Name} appears twice");
        }
    }

    /// <summary>A name for display, or null.</summary>
    public string? Name { get; }
    /// <summary>Query, service, time, comments: whatever travels with the table.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }
    /// <summary>The columns in order.</summary>
    public IReadOnlyList<TableColumn> Columns => columns;
    /// <summary>Number of rows.</summary>
    public int RowCount => columns.Count == 0 ? 0 : columns[0].Count;

    /// <summary>A column by name (exact first, then without case).</summary>
    /// <exception cref="TableException">There is none; the message lists those that are there.</exception>
    public TableColumn this[string name] => Find(name)
        ?? throw new TableException($"the table has no column '{name}'")
        { Expected = "one of " + string.Join(", ", columns.Select(c => c.Name)) };

    /// <summary>A column by name (exact first, then without case), or null.</summary>
    public TableColumn? Find(string name) =>
        columns.Find(c => c.Name == name) ?? columns.Find(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A numeric column as doubles; missing values are NaN.</summary>
    /// <exception cref="TableException">The column is missing or not numeric.</exception>
    public double[] Doubles(string name)
    {
        var column = this[name];
        if (column is TableColumn<double> { Missing: null } plain) return plain.Values;
        var result = new double[column.Count];
        for (int i = 0; i < result.Length; i++)
        {
            try
            {
                result[i] = column.GetValue(i) is { } value
                    ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : double.NaN;
            }
            catch (Exception e) when (e is FormatException or InvalidCastException)
            {
                throw new TableException($"column '{name}' is not numeric: '{column.GetValue(i)}'") { Row = i + 1, Expected = "a number" };
            }
        }
        return result;
    }

    /// <summary>A column as strings; missing values are empty.</summary>
    public string[] Strings(string name)
    {
        var column = this[name];
        var result = new string[column.Count];
        for (int i = 0; i < result.Length; i++)
            result[i] = Convert.ToString(column.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return result;
    }

    /// <summary>The table with another column added at the end, or replacing the one of the same name.</summary>
    public Table With(TableColumn column)
    {
        var copy = new List<TableColumn>(columns);
        int at = copy.FindIndex(c => c.Name == column.Name);
        if (at >= 0) copy[at] = column; else copy.Add(column);
        return new Table(copy, Name, Metadata);
    }

    /// <summary>The table with a display format for the named columns: a .NET number format such as <c>F3</c>, invariant culture.</summary>
    public Table WithFormat(string format, params string[] names)
    {
        var formatted = this;
        foreach (string name in names) formatted = formatted.With(this[name].WithFormat(format));
        return formatted;
    }

    /// <summary>The table with a column under another name.</summary>
    public Table Rename(string from, string to)
    {
        var renamed = this[from];
        return new(columns.Select(c => ReferenceEquals(c, renamed) ? c.Renamed(to) : c), Name, Metadata);
    }

    /// <summary>The table with only the rows (0-based) for which the condition holds.</summary>
    public Table Where(Func<int, bool> condition) => Take([.. Enumerable.Range(0, RowCount).Where(condition)]);

    /// <summary>The table with only the named columns, in that order.</summary>
    public Table Select(params string[] names) => new(names.Select(n => this[n]), Name, Metadata);

    /// <summary>The table with only the given rows (0-based), in that order.</summary>
    public Table Take(IReadOnlyList<int> rows) => new(columns.Select(c => c.Take(rows)), Name, Metadata);

    /// <summary>The table with other metadata and name.</summary>
    public Table WithMetadata(IReadOnlyDictionary<string, string> metadata, string? name = null) => new(columns, name ?? Name, metadata);

    /// <inheritdoc/>
    public override string ToString() => $"Table {Name ?? ""}: {RowCount} rows x {columns.Count} columns ({string.Join(", ", columns.Select(c => c.Name))})";
}
