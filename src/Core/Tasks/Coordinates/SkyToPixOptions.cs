using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="SkyToPix"/>.</summary>
public sealed record SkyToPixOptions : CoordinateOptions
{
    /// <summary>Right ascension of one position: degrees, or hours as hh:mm:ss.s; empty to read a file.</summary>
    [Parameter("ra", "Input RA position: degrees or hh:mm:ss.s")]
    public string Ra { get; init; } = "";
    /// <summary>Declination of one position: degrees, or dd:mm:ss.s.</summary>
    [Parameter("dec", "Input Dec position: degrees or dd:mm:ss.s")]
    public string Dec { get; init; } = "";
    /// <summary>Decimals of the written pixels.</summary>
    [Parameter("precision", "Number of floating-point digits in output values", Min = 0, Max = 12)]
    public int Precision { get; init; } = 3;
}
