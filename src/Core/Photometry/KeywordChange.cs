namespace HstNotebooks.Photometry;

/// <summary>A header keyword before and after.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="OldValue">Its value before.</param>
/// <param name="NewValue">Its value after.</param>
public sealed record KeywordChange(string Keyword, double OldValue, double NewValue);
