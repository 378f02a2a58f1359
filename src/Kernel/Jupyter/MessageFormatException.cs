namespace HstNotebooks.Kernel.Jupyter;

/// <summary>A message is malformed, or its signature is not that of the key. It is dropped.</summary>
internal sealed class MessageFormatException(string message, Exception? inner = null) : Exception(message, inner);
