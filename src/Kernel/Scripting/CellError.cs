namespace HstNotebooks.Kernel.Scripting;

/// <summary>What went wrong in a cell, ready to be shown.</summary>
/// <param name="Name">The kind: an exception's type, <c>CompilationError</c>, <c>Interrupted</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Lines">What is shown, line by line, the cell's own lines included.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Lines)
{
    /// <summary>The name of an interrupt by the user.</summary>
    public const string InterruptedName = "Interrupted";

    /// <summary>The name of errors that the compiler found.</summary>
    public const string CompilationName = "CompilationError";

    /// <summary>The cell was interrupted by the user.</summary>
    public static CellError Interrupted() => new(InterruptedName, "The cell was interrupted.", ["Interrupted: the cell was interrupted."]);

    /// <summary>An error of one line.</summary>
    public static CellError Plain(string name, string message) => new(name, message, [$"{name}: {message}"]);

    /// <summary>All lines as one text.</summary>
    public string Text => string.Join('\n', Lines);
}
