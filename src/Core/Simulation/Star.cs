namespace HstNotebooks.Simulation;

/// <summary>A star of a scene.</summary>
/// <param name="Ra">Right ascension in degrees, ICRS, at the epoch of the scene.</param>
/// <param name="Dec">Declination in degrees.</param>
/// <param name="Magnitude">ST magnitude in the filter of the exposure: -2.5 log10(f) - 21.1 with f in erg/s/cm2/A.</param>
/// <param name="PmRa">Proper motion in right ascension, times cos(dec), in mas per year.</param>
/// <param name="PmDec">Proper motion in declination in mas per year.</param>
public readonly record struct Star(double Ra, double Dec, double Magnitude, double PmRa = 0, double PmDec = 0)
{
    private const double DegreesPerMas = 1 / 3.6e6;

    /// <summary>The star moved by its proper motion for a number of years.</summary>
    public Star After(double years) => PmRa == 0 && PmDec == 0 ? this : this with
    {
        Ra = Ra + PmRa * years * DegreesPerMas / Math.Cos(double.DegreesToRadians(Dec)),
        Dec = Dec + PmDec * years * DegreesPerMas,
    };
}
