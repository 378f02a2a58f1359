namespace HstNotebooks.Alignment;

/// <summary>How far the alignment of an image can be trusted.</summary>
public enum AlignmentVerdict
{
    /// <summary>The image is the reference; nothing was fitted.</summary>
    Reference,
    /// <summary>The evidence supports the fit.</summary>
    Good,
    /// <summary>There is a fit, but the evidence is thin or inconsistent; headers are not updated unless forced.</summary>
    Poor,
    /// <summary>There is no fit that can be used.</summary>
    Failed,
}
