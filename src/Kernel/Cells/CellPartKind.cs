namespace HstNotebooks.Kernel.Cells;

/// <summary>What a piece of a cell is.</summary>
internal enum CellPartKind
{
    /// <summary>C# code.</summary>
    CSharp,

    /// <summary>A line that starts with <c>#!</c>.</summary>
    Magic,

    /// <summary>A line <c>#r "..."</c>.</summary>
    Reference,

    /// <summary>A line <c>#load "..."</c>.</summary>
    Load,

    /// <summary>Markdown or HTML below <c>#!markdown</c> or <c>#!html</c>.</summary>
    Text,
}
