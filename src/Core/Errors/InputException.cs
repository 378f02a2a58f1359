namespace HstNotebooks.Errors;

/// <summary>Inputs that a task cannot work with: nothing matches, chips without overlap, missing calibration keywords.</summary>
public sealed class InputException(string message, Exception? innerException = null) : HstException(message, innerException);
