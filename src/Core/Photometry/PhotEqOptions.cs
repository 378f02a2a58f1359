using HstNotebooks.Parameters;

namespace HstNotebooks.Photometry;

/// <summary>The parameters of <see cref="PhotEq"/>.</summary>
public sealed record PhotEqOptions
{
    /// <summary>EXTNAME of the science data; <c>PRIMARY</c> for the primary HDU, null for every image extension.</summary>
    [Parameter("sciext", "extension name of the science data; PRIMARY for the primary HDU, None for every image extension")]
    public string? SciExt { get; init; } = "SCI";

    /// <summary>EXTNAME of the error arrays, which are scaled with the data of the same EXTVER; null for none.</summary>
    [Parameter("errext", "extension name of the error arrays, scaled with the data of the same version; None for none")]
    public string? ErrExt { get; init; } = "ERR";

    /// <summary>The value that all data are brought to; null: that of a reference extension.</summary>
    [Parameter("ref_phot", "the inverse sensitivity to which all data are brought; None takes that of the reference extension")]
    public double? RefPhot { get; init; }

    /// <summary>The extension that gives the reference value: a number (0 = primary), a name, or <c>name,version</c>; empty: the first that has the keyword.</summary>
    [Parameter("ref_phot_ext", "extension that gives the reference value: number, name, or name,version; empty takes the first that has the keyword")]
    public string RefPhotExt { get; init; } = "";

    /// <summary>The keyword with the inverse sensitivity.</summary>
    [Parameter("phot_kwd", "keyword with the inverse sensitivity")]
    public string PhotKwd { get; init; } = "PHOTFLAM";

    /// <summary>Further keywords that are divided by the same factor, separated by commas; null for none.</summary>
    [Parameter("aux_phot_kwd", "further inverse-sensitivity keywords, divided by the same factor; separated by commas")]
    public string? AuxPhotKwd { get; init; } = "PHOTFNU";

    /// <summary>Whether the primary header is searched for the keyword first.</summary>
    [Parameter("search_primary", "look for the keyword in the primary header first")]
    public bool SearchPrimary { get; init; } = true;

    /// <summary>Whether files stay as they are and factors are only computed and logged.</summary>
    [Parameter("readonly", "compute and log the factors, change no file")]
    public bool ReadOnly { get; init; } = true;

    /// <summary>Whether files converted from older formats may be overwritten. Nothing is converted here, so it changes nothing.</summary>
    [Parameter("clobber", "Accepted for compatibility: it overwrites files converted from older formats, and nothing is converted")]
    public bool Clobber { get; init; }

    /// <summary>Name of the log file; null for none.</summary>
    [Parameter("logfile", "name of the log file; None for none")]
    public string? LogFile { get; init; } = "photeq.log";
}
