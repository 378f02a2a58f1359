namespace HstNotebooks.Formatting;

/// <summary>The head of a column of a <see cref="TextGrid"/>.</summary>
internal sealed record GridColumn(string Name, string Unit = "", string DataType = "", bool IsNumber = false);
