namespace HstNotebooks.Drizzling;

/// <summary>An input of a run.</summary>
/// <param name="Path">The exposure.</param>
/// <param name="InverseVariance">The user's inverse variance map, or null.</param>
internal sealed record DrizzleInput(string Path, string? InverseVariance = null);
