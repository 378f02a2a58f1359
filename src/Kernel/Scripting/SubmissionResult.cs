namespace HstNotebooks.Kernel.Scripting;

/// <summary>How a submission of C# ended.</summary>
/// <param name="Value">The value of its last expression; null for none.</param>
/// <param name="Error">What went wrong; null where nothing did.</param>
internal sealed record SubmissionResult(object? Value, CellError? Error);
