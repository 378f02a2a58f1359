namespace HstNotebooks.Kernel.Notebooks;

/// <summary>How a run of a notebook went.</summary>
/// <param name="Cells">The code cells that were run.</param>
/// <param name="CodeCells">How many code cells the notebook has.</param>
/// <param name="Elapsed">The time of the whole run.</param>
/// <param name="ExecutedNotebook">The notebook with outputs.</param>
/// <param name="Page">The HTML page.</param>
/// <param name="Log">The log.</param>
internal sealed record RunReport(IReadOnlyList<CellReport> Cells, int CodeCells, TimeSpan Elapsed, string ExecutedNotebook, string Page, string Log)
{
    /// <summary>The cells that failed against the author's wish.</summary>
    public IEnumerable<CellReport> Failures => Cells.Where(cell => cell.IsFailure);
}
