using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="PixReplace"/>.</summary>
public sealed record PixReplaceOptions
{
    /// <summary>The value to replace; null for NaN.</summary>
    [Parameter("pixvalue", "Pixel value to be replaced (None for NaN)")]
    public double? PixValue { get; init; }
    /// <summary>The new value; null for NaN.</summary>
    [Parameter("newvalue", "New pixel value (None for NaN)")]
    public double? NewValue { get; init; } = 0;
    /// <summary>Extension numbers from 0 (the primary), separated by commas; empty for every extension with pixels.</summary>
    [Parameter("ext", "Extensions to be processed")]
    public string Ext { get; init; } = "";
}
