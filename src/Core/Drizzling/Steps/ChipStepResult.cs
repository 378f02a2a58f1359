using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>What a step of AstroDrizzle that works on the chips of exposures did when it ran alone.</summary>
/// <param name="Step">The task: <c>static_mask</c>, <c>skymatch</c> or <c>driz_cr</c>.</param>
/// <param name="Chips">One row per chip: file, chip, exptime, sky (MDRIZSKY, native units), masked (static pixels), cosmicrays (flagged pixels).</param>
/// <param name="Products">Files that were written, in order; changed inputs are not among them.</param>
/// <param name="Warnings">What the user should know, in words.</param>
public sealed record ChipStepResult(string Step, Table Chips, IReadOnlyList<string> Products, IReadOnlyList<string> Warnings);
