namespace HstNotebooks.Errors;

/// <summary>A world coordinate system that is missing, incomplete or cannot be evaluated.</summary>
public sealed class WcsException(string message, Exception? innerException = null) : HstException(message, innerException);
