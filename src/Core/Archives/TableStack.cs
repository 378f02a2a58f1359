using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Puts tables of the same service below one another.</summary>
internal static class TableStack
{
    /// <summary>The rows of all tables, with the columns, name and metadata of the first. Cells of a column that a later table lacks are missing.</summary>
    public static Table Rows(IReadOnlyList<Table> tables)
    {
        var first = tables[0];
        var columns = first.Columns.Select(column => column switch
        {
            TableColumn<string> => Join<string>(column, tables, ""),
            TableColumn<long> => Join(column, tables, -999L),
            TableColumn<int> => Join(column, tables, -999),
            TableColumn<short> => Join<short>(column, tables, -999),
            TableColumn<float> => Join(column, tables, float.NaN),
            TableColumn<double> => Join(column, tables, double.NaN),
            TableColumn<bool> => Join(column, tables, false),
            _ => throw new ArgumentException($"column {column.Name} of {column.ValueType.Name} cannot be joined"),
        });
        return new Table(columns, first.Name, first.Metadata);
    }

    private static TableColumn Join<T>(TableColumn like, IReadOnlyList<Table> tables, T absent)
    {
        int count = tables.Sum(t => t.RowCount);
        var values = new T[count];
        var missing = new bool[count];
        int at = 0;
        foreach (var table in tables)
        {
            var column = table.Find(like.Name);
            for (int i = 0; i < table.RowCount; i++, at++)
            {
                bool there = column is not null && !column.IsMissing(i);
                missing[at] = !there;
                values[at] = there ? (T)Convert.ChangeType(column!.GetValue(i)!, typeof(T), System.Globalization.CultureInfo.InvariantCulture) : absent;
            }
        }
        return new TableColumn<T>(like.Name, values, like.Unit, like.Description, Array.IndexOf(missing, true) >= 0 ? missing : null) { Format = like.Format };
    }
}
