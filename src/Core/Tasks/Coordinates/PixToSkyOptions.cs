using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="PixToSky"/>.</summary>
public sealed record PixToSkyOptions
{
    /// <summary>x of one position, 1-based; null to read a file.</summary>
    [Parameter("x", "Input X position (1-based)", Unit = "pixels")]
    public double? X { get; init; }
    /// <summary>y of one position, 1-based.</summary>
    [Parameter("y", "Input Y position (1-based)", Unit = "pixels")]
    public double? Y { get; init; }
    /// <summary>Text file of positions.</summary>
    [Parameter("coordfile", "File containing X,Y positions")]
    public string CoordFile { get; init; } = "";
    /// <summary>The columns of the file, c1,c2 where empty.</summary>
    [Parameter("colnames", "Names of columns from coordinates file")]
    public string ColNames { get; init; } = "";
    /// <summary>What separates the columns; white space where empty.</summary>
    [Parameter("separator", "Column separator in ASCII coords file")]
    public string Separator { get; init; } = "";
    /// <summary>Whether right ascension is written as hours and declination as degrees, minutes, seconds.</summary>
    [Parameter("hms", "Output in HH:MM:SS.S format?")]
    public bool Hms { get; init; }
    /// <summary>Decimals of the written coordinates (of the seconds with hms).</summary>
    [Parameter("precision", "Number of floating-point digits in output values", Min = 0, Max = 12)]
    public int Precision { get; init; } = 6;
    /// <summary>The file to write; none where empty.</summary>
    [Parameter("output", "Name of output file to save results")]
    public string Output { get; init; } = "";
}
