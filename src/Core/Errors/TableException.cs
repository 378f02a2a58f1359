namespace HstNotebooks.Errors;

/// <summary>A catalog or table that cannot be read: a bad row, a missing column, an unknown format.</summary>
public sealed class TableException(string message, Exception? innerException = null) : HstException(message, innerException);
