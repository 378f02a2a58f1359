namespace HstNotebooks.Simulation;

/// <summary>The DQ bits of a camera that the simulator sets.</summary>
/// <param name="BadPixel">Bad column or pixel.</param>
/// <param name="Hot">Hot pixel.</param>
/// <param name="Unstable">Unstable pixel, harmless in most exposures.</param>
/// <param name="Warm">Warm pixel, corrected by the dark.</param>
/// <param name="Saturated">Saturated pixel.</param>
public sealed record QualityFlags(short BadPixel, short Hot, short Unstable, short Warm, short Saturated)
{
    /// <summary>The bits of WFC3 and ACS.</summary>
    public static QualityFlags OfWfc3AndAcs { get; } = new(4, 16, 32, 64, 256);
}
