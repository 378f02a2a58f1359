namespace HstNotebooks.Tables;

/// <summary>A column of one type: bool, (s)byte, (u)short, (u)int, (u)long, float, double, <see cref="System.Numerics.Complex"/>, string, or an array of those for vector columns.</summary>
public sealed class TableColumn<T> : TableColumn
{
    /// <summary>Wraps the values without copying. <paramref name="missing"/> marks missing rows with true; null means none is missing.</summary>
    public TableColumn(string name, T[] values, string? unit = null, string? description = null, bool[]? missing = null)
        : base(name, unit, description)
    {
        if (missing is not null && missing.Length != values.Length)
            throw new ArgumentException($"{missing.Length} marks for {values.Length} values in column {name}", nameof(missing));
        Values = values;
        Missing = missing;
    }

    /// <summary>The values, one per row.</summary>
    public T[] Values { get; }
    /// <summary>Marks of missing rows, or null where none is missing.</summary>
    public bool[]? Missing { get; }
    /// <inheritdoc/>
    public override int Count => Values.Length;
    /// <inheritdoc/>
    public override Type ValueType => typeof(T);
    /// <inheritdoc/>
    public override object? GetValue(int row) => IsMissing(row) ? null : Values[row];
    /// <inheritdoc/>
    public override bool IsMissing(int row) => Missing is not null && Missing[row];
    /// <inheritdoc/>
    public override TableColumn Take(IReadOnlyList<int> rows)
    {
        var values = new T[rows.Count];
        bool[]? missing = Missing is null ? null : new bool[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            values[i] = Values[rows[i]];
            if (missing is not null) missing[i] = Missing![rows[i]];
        }
        return Like(Name, values, missing, Format);
    }
    /// <inheritdoc/>
    public override TableColumn Renamed(string name) => Like(name, Values, Missing, Format);
    /// <inheritdoc/>
    public override TableColumn WithFormat(string? format) => Like(Name, Values, Missing, format);

    private TableColumn<T> Like(string name, T[] values, bool[]? missing, string? format) =>
        new(name, values, Unit, Description, missing) { Format = format, Dimensions = Dimensions, Ucd = Ucd, IsSingleComplex = IsSingleComplex };
}
