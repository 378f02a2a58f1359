namespace HstNotebooks.Exposures;

/// <summary>What AstroDrizzle needs to know of a chip (facts: astrodrizzle-pipeline 7.4).</summary>
/// <param name="Gain">Electrons per DN.</param>
/// <param name="EffectiveGain">Multiplies the data when drizzling.</param>
/// <param name="ConversionToElectrons">Multiplies the data for sky, median and cosmic rays.</param>
/// <param name="ReadNoise">Electrons.</param>
/// <param name="Dark">Electrons in the exposure.</param>
/// <param name="ExposureTime">Seconds.</param>
/// <param name="IsRate">Whether the data are per second (BUNIT).</param>
/// <param name="CosmicRayBit">The DQ bit for cosmic rays (4096).</param>
/// <param name="CteDirection">+1, -1 or 0: where the tail of a cosmic ray lies.</param>
public sealed record DetectorProperties(double Gain, double EffectiveGain, double ConversionToElectrons, double ReadNoise,
    double Dark, double ExposureTime, bool IsRate, int CosmicRayBit, int CteDirection);
