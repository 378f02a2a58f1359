namespace HstNotebooks.Tasks;

/// <summary>What a headerlet task did to a file.</summary>
/// <param name="File">The image.</param>
/// <param name="HdrName">The headerlet.</param>
/// <param name="Action">What was done, as a sentence.</param>
/// <param name="HeaderletFile">The headerlet file that was written, or null.</param>
public sealed record HeaderletResult(string File, string HdrName, string Action, string? HeaderletFile = null);
