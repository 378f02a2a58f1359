using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Summary"/>.</summary>
public sealed record HeaderletSummaryOptions
{
    /// <summary>Keywords separated by commas; empty for the usual ones.</summary>
    [Parameter("columns", "Headerlet keyword(s) to be reported")]
    public string Columns { get; init; } = "";
    /// <summary>A text file to write; none where empty.</summary>
    [Parameter("output", "Name of output file for summary")]
    public string Output { get; init; } = "";
    /// <summary>Whether an existing file is replaced.</summary>
    [Parameter("clobber", "Overwrite previously written summary?")]
    public bool Clobber { get; init; } = true;
}
