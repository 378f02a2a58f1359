namespace HstNotebooks.Kernel.Notebooks;

/// <summary>How a notebook is run as a whole.</summary>
internal sealed record RunOptions
{
    /// <summary>The notebook.</summary>
    public required string Notebook { get; init; }

    /// <summary>Where the products go; null for the notebook's folder.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>The folder in which the cells run; null for the notebook's folder.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Values for the variables of the cell tagged <c>parameters</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The longest time that a cell may take; null for no limit.</summary>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>Whether cells behind a failed one are run.</summary>
    public bool AllowErrors { get; init; }
}
