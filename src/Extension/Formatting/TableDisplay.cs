using HstNotebooks.Tables;

namespace HstNotebooks.Formatting;

/// <summary>Shows more or fewer rows of a table than the default.</summary>
public static class TableDisplay
{
    /// <summary>Most rows that are put into a notebook, even when all are asked for; longer tables belong into a file.</summary>
    public const int MaxRows = 5000;

    /// <summary>The table with at most <paramref name="maxRows"/> rows shown.</summary>
    public static TableView Show(this Table table, int maxRows) => new(table, Math.Clamp(maxRows, 2, MaxRows));

    /// <summary>The table with all rows shown, up to <see cref="MaxRows"/>.</summary>
    public static TableView ShowAll(this Table table) => new(table, MaxRows);
}
