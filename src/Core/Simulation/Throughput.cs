namespace HstNotebooks.Simulation;

/// <summary>What a filter lets through.</summary>
/// <param name="PhotFlam">PHOTFLAM: erg/cm2/A that make one electron (WFPC2: one DN) per second.</param>
/// <param name="PivotWavelength">PHOTPLAM in Angstrom.</param>
/// <param name="Bandwidth">PHOTBW in Angstrom.</param>
public sealed record Throughput(double PhotFlam, double PivotWavelength, double Bandwidth)
{
    /// <summary>Zero point of ST magnitudes (PHOTZPT).</summary>
    public const double StZeroPoint = -21.1;

    /// <summary>PHOTFLAM of each chip by its number, where chips differ; null where they do not.</summary>
    public IReadOnlyList<double>? ByChip { get; init; }

    /// <summary>PHOTFLAM of a chip.</summary>
    public double PhotFlamOf(int chip) => ByChip is { } values ? values[chip - 1] : PhotFlam;

    /// <summary>PHOTFNU of a chip: Jy that make one electron (WFPC2: one DN) per second.</summary>
    public double PhotFnuOf(int chip) => PhotFlamOf(chip) * PivotWavelength * PivotWavelength / 2.99792458e18 * 1e23;

    /// <summary>Electrons (WFPC2: DN) per second of a star of an ST magnitude on a chip.</summary>
    public double CountsPerSecond(double magnitude, int chip = 1) => Math.Pow(10, -0.4 * (magnitude - StZeroPoint)) / PhotFlamOf(chip);
}
