using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters that all coordinate tasks share.</summary>
public abstract record CoordinateOptions
{
    /// <summary>Text file of positions.</summary>
    [Parameter("coordfile", "File containing the positions")]
    public string CoordFile { get; init; } = "";
    /// <summary>The columns of the file, c1,c2 where empty.</summary>
    [Parameter("colnames", "Names of columns from coordinates file")]
    public string ColNames { get; init; } = "";
    /// <summary>The file to write; none where empty.</summary>
    [Parameter("output", "Name of output file to save results")]
    public string Output { get; init; } = "";
    /// <summary>Whether the list is shown although it is written to a file; without a file it is always shown.</summary>
    [Parameter("verbose", "Print out full list of results?")]
    public bool Verbose { get; init; }
}
