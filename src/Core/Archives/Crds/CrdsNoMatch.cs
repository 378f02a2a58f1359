namespace HstNotebooks.Archives;

/// <summary>No rule of a selector fits the header. Caught by the selector above, which tries its next rule.</summary>
internal sealed class CrdsNoMatch(string reason) : Exception(reason);
