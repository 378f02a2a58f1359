namespace HstNotebooks.Kernel.Scripting;

/// <summary>A piece of C# and where it stands.</summary>
/// <param name="Code">The text.</param>
/// <param name="Name">What the user calls the place, for example <c>cell [3]</c> or a file name.</param>
/// <param name="FirstLine">The 1-based line of that place where the piece starts.</param>
internal sealed record CellSource(string Code, string Name, int FirstLine = 1);
