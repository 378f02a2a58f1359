using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Cells;

/// <summary>How a cell ended.</summary>
/// <param name="Error">What went wrong; null where the cell succeeded.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record CellOutcome(CellError? Error, TimeSpan Elapsed)
{
    /// <summary>Whether the cell ran to its end.</summary>
    public bool Succeeded => Error is null;
}
