using HstNotebooks.Tables;

namespace HstNotebooks.Formatting;

/// <summary>A table with the number of rows that shall be shown; what <see cref="TableDisplay"/> returns.</summary>
/// <param name="Table">The table.</param>
/// <param name="MaxRows">Rows that are shown at most; the middle ones are left out beyond.</param>
public sealed record TableView(Table Table, int MaxRows);
