namespace HstNotebooks.Errors;

/// <summary>An archive or catalog service that did not deliver.</summary>
public sealed class ArchiveException(string message, Exception? innerException = null) : HstException(message, innerException);
