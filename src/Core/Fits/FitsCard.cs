namespace HstNotebooks.Fits;

/// <summary>One header card: keyword, value and comment.</summary>
/// <param name="Keyword">The keyword in upper case; empty for a blank card. HIERARCH names keep their blanks and dots.</param>
/// <param name="Value"><see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <see cref="System.Numerics.Complex"/>; null for an undefined value. The text of COMMENT, HISTORY and blank cards.</param>
/// <param name="Comment">The text behind the slash, or null.</param>
public sealed record FitsCard(string Keyword, object? Value, string? Comment = null);
