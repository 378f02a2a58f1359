using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="SkyToPix"/>.</summary>
public sealed record SkyToPixOptions
{
    /// <summary>Right ascension of one position: degrees, or hours as hh:mm:ss.s; empty to read a file.</summary>
    [Parameter("ra", "Input RA position: degrees or hh:mm:ss.s")]
    public string Ra { get; init; } = "";
    /// <summary>Declination of one position: degrees, or dd:mm:ss.s.</summary>
    [Parameter("dec", "Input Dec position: degrees or dd:mm:ss.s")]
    public string Dec { get; init; } = "";
    /// <summary>Text file of positions.</summary>
    [Parameter("coordfile", "File containing sky positions")]
    public string CoordFile { get; init; } = "";
    /// <summary>The columns of the file, c1,c2 where empty.</summary>
    [Parameter("colnames", "Names of columns from coordinates file")]
    public string ColNames { get; init; } = "";
    /// <summary>Decimals of the written pixels.</summary>
    [Parameter("precision", "Number of floating-point digits in output values", Min = 0, Max = 12)]
    public int Precision { get; init; } = 3;
    /// <summary>The file to write; none where empty.</summary>
    [Parameter("output", "Name of output file to save results")]
    public string Output { get; init; } = "";
}
