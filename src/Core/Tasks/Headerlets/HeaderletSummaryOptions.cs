using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Summary"/>.</summary>
public sealed record HeaderletSummaryOptions
{
    /// <summary>Keywords separated by commas; empty for the usual ones.</summary>
    [Parameter("columns", "Headerlet keyword(s) to be reported")]
    public string Columns { get; init; } = "";
    /// <summary>Blanks between the columns of the text file.</summary>
    [Parameter("pad", "Number of spaces between output columns", Min = 1, Max = 100)]
    public int Pad { get; init; } = 2;
    /// <summary>Longer values are cut to this many characters; null keeps them whole.</summary>
    [Parameter("maxwidth", "Max width for each column", Min = 1)]
    public int? MaxWidth { get; init; }
    /// <summary>A text file to write; none where empty.</summary>
    [Parameter("output", "Name of output file for summary")]
    public string Output { get; init; } = "";
    /// <summary>Whether an existing file is replaced.</summary>
    [Parameter("clobber", "Overwrite previously written summary?")]
    public bool Clobber { get; init; } = true;
    /// <summary>Whether the magic and the verb show nothing; the table is returned by <see cref="HeaderletTasks.Summary"/> all the same.</summary>
    [Parameter("quiet", "Suppress output of summary to STDOUT?")]
    public bool Quiet { get; init; }
}
