namespace HstNotebooks.Archives;

/// <summary>A call in a CRDS mapping, for example <c>UseAfter({...})</c>.</summary>
/// <param name="Name">The name before the parentheses.</param>
/// <param name="Argument">The one argument; null where there is none.</param>
internal sealed record PythonCall(string Name, object? Argument);
