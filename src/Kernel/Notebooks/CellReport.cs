using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>How a cell of a notebook ran.</summary>
/// <param name="Number">The number of the code cell, from 1.</param>
/// <param name="FirstLine">Its first line.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">What went wrong; null for nothing.</param>
/// <param name="IsExpected">Whether the cell is tagged <c>raises-exception</c> and was meant to fail.</param>
internal sealed record CellReport(int Number, string FirstLine, TimeSpan Elapsed, CellError? Error, bool IsExpected)
{
    /// <summary>Whether the cell failed and was not meant to.</summary>
    public bool IsFailure => Error is not null && !IsExpected;
}
