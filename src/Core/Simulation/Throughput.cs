namespace HstNotebooks.Simulation;

/// <summary>What a filter lets through.</summary>
/// <param name="PhotFlam">PHOTFLAM: erg/cm2/A that make one electron per second.</param>
/// <param name="PivotWavelength">PHOTPLAM in Angstrom.</param>
/// <param name="Bandwidth">PHOTBW in Angstrom.</param>
public sealed record Throughput(double PhotFlam, double PivotWavelength, double Bandwidth)
{
    /// <summary>Zero point of ST magnitudes (PHOTZPT).</summary>
    public const double StZeroPoint = -21.1;

    /// <summary>PHOTFNU: Jy that make one electron per second.</summary>
    public double PhotFnu => PhotFlam * PivotWavelength * PivotWavelength / 2.99792458e18 * 1e23;

    /// <summary>Electrons per second of a star of an ST magnitude.</summary>
    public double ElectronsPerSecond(double magnitude) => Math.Pow(10, -0.4 * (magnitude - StZeroPoint)) / PhotFlam;
}
