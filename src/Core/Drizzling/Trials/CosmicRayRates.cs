namespace HstNotebooks.Drizzling;

/// <summary>How often the cosmic-ray test was right in a trial, counted in pixels that every exposure saw.</summary>
/// <param name="Exposures">Exposures of the field.</param>
/// <param name="Misalignment">How far each header was from the truth, pixels.</param>
/// <param name="Options">Parameters of the test.</param>
/// <param name="SkyHit">Pixels of the empty sky to which a particle added more than five times the noise.</param>
/// <param name="SkyFound">Those of them that were flagged.</param>
/// <param name="SkyGrazed">Pixels of the empty sky to which a particle added anything less.</param>
/// <param name="SkyGrazedFound">Those of them that were flagged.</param>
/// <param name="SkyClean">Pixels of the empty sky without a particle.</param>
/// <param name="SkyFalse">Those of them that were flagged.</param>
/// <param name="CoreHit">Pixels of star cores to which a particle added more than five times their noise.</param>
/// <param name="CoreFound">Those of them that were flagged.</param>
/// <param name="CoreClean">Pixels of star cores without a particle.</param>
/// <param name="CoreFalse">Those of them that were flagged.</param>
public sealed record CosmicRayRates(int Exposures, double Misalignment, CosmicRayOptions Options, long SkyHit, long SkyFound, long SkyGrazed, long SkyGrazedFound,
    long SkyClean, long SkyFalse, long CoreHit, long CoreFound, long CoreClean, long CoreFalse)
{
    /// <summary>Part of the hit pixels on sky that were found.</summary>
    public double SkyCompleteness => SkyFound / (double)Math.Max(1, SkyHit);
    /// <summary>Part of all pixels on sky with any charge of a particle that were found.</summary>
    public double SkyTouchedCompleteness => (SkyFound + SkyGrazedFound) / (double)Math.Max(1, SkyHit + SkyGrazed);
    /// <summary>Part of the clean pixels on sky that were flagged.</summary>
    public double SkyFalseRate => SkyFalse / (double)Math.Max(1, SkyClean);
    /// <summary>Part of the hit pixels in star cores that were found.</summary>
    public double CoreCompleteness => CoreFound / (double)Math.Max(1, CoreHit);
    /// <summary>Part of the clean pixels in star cores that were flagged.</summary>
    public double CoreFalseRate => CoreFalse / (double)Math.Max(1, CoreClean);
}
