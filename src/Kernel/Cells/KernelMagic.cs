using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Cells;

/// <summary>A magic of the kernel itself, which needs the session and not only a host.</summary>
/// <param name="Name">The name without <c>#!</c>.</param>
/// <param name="Usage">Its arguments for people.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Run">Runs it and returns the error that ends the cell, if any.</param>
internal sealed record KernelMagic(string Name, string Usage, string Description,
    Func<NotebookSession, string, CellHost, CancellationToken, Task<CellError?>> Run);
