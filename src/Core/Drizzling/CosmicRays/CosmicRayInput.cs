using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>What the cosmic-ray test compares.</summary>
/// <param name="Image">The exposure, native units, sky included.</param>
/// <param name="Blot">The blotted median, same units, size and sky.</param>
public sealed record CosmicRayInput(Image<float> Image, Image<float> Blot)
{
    /// <summary>Multiplies image, blot and sky to make electrons.</summary>
    public double ConversionToElectrons { get; init; } = 1;
    /// <summary>The effective gain in the noise term.</summary>
    public double EffectiveGain { get; init; } = 1;
    /// <summary>Read noise in electrons.</summary>
    public double ReadNoise { get; init; }
    /// <summary>Sky that was subtracted, native units; enters the noise.</summary>
    public double Sky { get; init; }
    /// <summary>+1 or -1 for the side on which charge trails lie, 0 for none.</summary>
    public int CteDirection { get; init; }
}
