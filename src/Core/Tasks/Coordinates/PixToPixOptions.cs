using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="PixToPix"/>.</summary>
public sealed record PixToPixOptions
{
    /// <summary>The undistorted image; empty for the default output frame of the input image.</summary>
    [Parameter("outimage", "Output image filename")]
    public string OutImage { get; init; } = "";
    /// <summary>forward: from the distorted to the undistorted image; backward: the other way.</summary>
    [Parameter("direction", "Direction of transform", Choices = "forward|backward")]
    public string Direction { get; init; } = "forward";
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
    /// <summary>Decimals of the written pixels.</summary>
    [Parameter("precision", "Number of floating-point digits in output values", Min = 0, Max = 12)]
    public int Precision { get; init; } = 6;
    /// <summary>The file to write; none where empty.</summary>
    [Parameter("output", "Name of output file to save results")]
    public string Output { get; init; } = "";
}
