namespace HstNotebooks.Errors;

/// <summary>A FITS file that cannot be read or written as asked: truncated, malformed, or without the HDU or keyword that was asked for.</summary>
public sealed class FitsException(string message, Exception? innerException = null) : HstException(message, innerException);
