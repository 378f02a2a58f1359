namespace HstNotebooks.Tables;

/// <summary>A named column of a table with unit, description and missing values.</summary>
public abstract class TableColumn(string name, string? unit = null, string? description = null)
{
    /// <summary>The name, as written in the file.</summary>
    public string Name { get; } = name;
    /// <summary>The unit in FITS or VOUnits notation, or null.</summary>
    public string? Unit { get; init; } = unit;
    /// <summary>What it holds, or null.</summary>
    public string? Description { get; init; } = description;
    /// <summary>A .NET number format for display (invariant culture), for example <c>F6</c>; null for the default.</summary>
    public string? Format { get; init; }
    /// <summary>What it is in the IVOA's vocabulary (UCD), for example <c>pos.eq.ra;meta.main</c>, or null.</summary>
    public string? Ucd { get; init; }
    /// <summary>The axes of the array in every row of a vector column, first axis fastest (TDIM); null where it is a simple list or a scalar.</summary>
    public IReadOnlyList<int>? Dimensions { get; init; }
    /// <summary>Of complex numbers: whether their parts have single precision, and are written so where the format has such a type.</summary>
    public bool IsSingleComplex { get; init; }
    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }
    /// <summary>The type of a value.</summary>
    public abstract Type ValueType { get; }
    /// <summary>A value, null where it is missing. 0-based row.</summary>
    public abstract object? GetValue(int row);
    /// <summary>Whether the value of a row is missing.</summary>
    public abstract bool IsMissing(int row);
    /// <summary>The column with only the given rows, in that order.</summary>
    public abstract TableColumn Take(IReadOnlyList<int> rows);
    /// <summary>The column under another name.</summary>
    public abstract TableColumn Renamed(string name);
    /// <summary>The column with another display format (.NET number format, invariant culture).</summary>
    public abstract TableColumn WithFormat(string? format);
}
