namespace HstNotebooks.Kernel.Jupyter.Zmtp;

/// <summary>One frame on the wire.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="HasMore">Whether the message goes on.</param>
/// <param name="IsCommand">Whether it is a command of the protocol and no message.</param>
internal readonly record struct ZmtpFrame(byte[] Body, bool HasMore, bool IsCommand);
