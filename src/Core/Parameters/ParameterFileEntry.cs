namespace HstNotebooks.Parameters;

/// <summary>One setting of a parameter file.</summary>
/// <param name="Name">DrizzlePac's parameter name.</param>
/// <param name="Value">The value as text, without quotes.</param>
/// <param name="Line">The 1-based line it stands on.</param>
public sealed record ParameterFileEntry(string Name, string Value, int Line);
