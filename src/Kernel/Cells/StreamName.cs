namespace HstNotebooks.Kernel.Cells;

/// <summary>The two text streams of a cell.</summary>
internal enum StreamName
{
    /// <summary>Standard output.</summary>
    Stdout,

    /// <summary>Standard error.</summary>
    Stderr,
}
