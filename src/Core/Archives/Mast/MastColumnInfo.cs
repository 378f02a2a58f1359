namespace HstNotebooks.Archives;

/// <summary>What MAST says of a column.</summary>
/// <param name="Name">Its name as MAST writes it.</param>
/// <param name="IsRange">Whether it is asked by a range of numbers.</param>
/// <param name="Separator">What separates the words that one cell may hold; null where it holds one.</param>
/// <param name="IgnoreValue">The text that means missing; null where there is none of its own.</param>
/// <param name="Unit">The unit, or null.</param>
/// <param name="Description">What it holds, or null.</param>
internal sealed record MastColumnInfo(string Name, bool IsRange, string? Separator, string? IgnoreValue, string? Unit, string? Description);
