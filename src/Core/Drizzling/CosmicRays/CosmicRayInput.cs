using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>What the cosmic-ray test compares.</summary>
/// <remarks>
/// The noise is that of electrons: sqrt(|blot + sky| + readnoise^2), all converted. The reference multiplies by the gain below the root and divides
/// by it outside, which is right for counts, but its data are electrons by then: for cameras that count (WFPC2, STIS, NICMOS) its noise is too
/// small by the root of the gain, and it flags up to a third of the pixels of an empty sky. With a gain of 1 (ACS, WFC3) the two are the same.
/// </remarks>
/// <param name="Image">The exposure, native units, sky included.</param>
/// <param name="Blot">The blotted median, same units, size and sky.</param>
public sealed record CosmicRayInput(Image<float> Image, Image<float> Blot)
{
    /// <summary>Multiplies image, blot and sky to make electrons.</summary>
    public double ConversionToElectrons { get; init; } = 1;
    /// <summary>Read noise in electrons.</summary>
    public double ReadNoise { get; init; }
    /// <summary>Sky that was subtracted, native units; enters the noise.</summary>
    public double Sky { get; init; }
    /// <summary>+1 or -1 for the side on which charge trails lie, 0 for none.</summary>
    public int CteDirection { get; init; }
}
