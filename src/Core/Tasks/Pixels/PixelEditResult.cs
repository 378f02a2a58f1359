namespace HstNotebooks.Tasks;

/// <summary>What a task changed in the pixels of a file.</summary>
/// <param name="File">The path.</param>
/// <param name="Arrays">Number of arrays that were looked at.</param>
/// <param name="Pixels">Number of pixels that were changed.</param>
public sealed record PixelEditResult(string File, int Arrays, long Pixels);
