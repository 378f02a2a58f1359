namespace HstNotebooks.Errors;

/// <summary>A task parameter with an unknown name or a value outside its range.</summary>
public sealed class ParameterException(string message, Exception? innerException = null) : HstException(message, innerException);
