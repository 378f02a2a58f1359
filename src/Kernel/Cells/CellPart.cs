namespace HstNotebooks.Kernel.Cells;

/// <summary>A piece of a cell: C#, one magic line, or text of another language.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name of a magic or directive without <c>#!</c> or <c>#</c>; the language of other text; empty for C#.</param>
/// <param name="Text">The C#, the arguments, or the text.</param>
/// <param name="FirstLine">The 1-based line of the cell where it starts.</param>
internal sealed record CellPart(CellPartKind Kind, string Name, string Text, int FirstLine);
