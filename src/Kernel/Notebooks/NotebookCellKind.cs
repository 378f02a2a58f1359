namespace HstNotebooks.Kernel.Notebooks;

/// <summary>What a cell of a notebook is.</summary>
internal enum NotebookCellKind
{
    /// <summary>Code that is run.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is left as it is.</summary>
    Raw,
}
