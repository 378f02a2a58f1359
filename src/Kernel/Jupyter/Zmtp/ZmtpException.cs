namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>A peer does not speak the protocol; its connection is closed.</summary>
internal sealed class ZmtpException(string message) : IOException(message);
