namespace HstNotebooks.Tables;

/// <summary>
/// Where a catalog comes from: a file, or a <see cref="Table"/> that is in memory, for example the result of a query. Both convert to it:
/// <c>RefCat = "gaia.cat"</c>, <c>RefCat = table</c>. Immutable; two are equal where they name the same file or hold the same table.
/// </summary>
public sealed record CatalogSource
{
    private CatalogSource(string path, Table? table) => (Path, Table) = (path, table);

    /// <summary>No catalog.</summary>
    public static CatalogSource None { get; } = new("", null);

    /// <summary>The file; empty where the catalog is a table, and where there is none.</summary>
    public string Path { get; }

    /// <summary>The table; null where the catalog is a file, and where there is none.</summary>
    public Table? Table { get; }

    /// <summary>Whether there is no catalog.</summary>
    public bool IsEmpty => Path.Length == 0 && Table is null;

    /// <summary>What the catalog is called in products and messages: the file without its folder, or the name of the table.</summary>
    public string Name => Table is null ? System.IO.Path.GetFileName(Path) : Table.Name is { Length: > 0 } name ? name : "table";

    /// <summary>A catalog in a file; none where the name is empty.</summary>
    public static implicit operator CatalogSource(string? path) => string.IsNullOrEmpty(path) ? None : new(path, null);

    /// <summary>A catalog in memory; none where the table is null.</summary>
    public static implicit operator CatalogSource(Table? table) => table is null ? None : new("", table);

    /// <summary>The path, or the name and size of the table.</summary>
    public override string ToString() => Table is null ? Path : $"{Name} ({Table.RowCount} rows)";
}
