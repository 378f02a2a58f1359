using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="BlendHeaders"/>. Immutable.</summary>
public sealed record BlendHeadersOptions
{
    /// <summary>Chips that went into the file, as <c>a.fits[sci,1],a.fits[sci,2]</c>; empty for those of its D001DATA, D002DATA, ... keywords, looked for beside it.</summary>
    [Parameter("inputs", "Chips that went into drzfile, as a.fits[sci,1],a.fits[sci,2], or a.fits for all of it; empty for those that its header names.")]
    public string Inputs { get; init; } = "";

    /// <summary>A new file for the result; empty to change the drizzled file itself.</summary>
    [Parameter("output", "New file for the result; empty to change drzfile itself.")]
    public string Output { get; init; } = "";

    /// <summary>EXTNAME of the science images of the exposures.</summary>
    [Parameter("sciext", "EXTNAME of the science images of the exposures.")]
    public string SciExt { get; init; } = "SCI";

    /// <summary>EXTNAME of their errors, whose headers become that of the weights.</summary>
    [Parameter("errext", "EXTNAME of their errors, whose headers become that of the weights.")]
    public string ErrExt { get; init; } = "ERR";

    /// <summary>EXTNAME of their data quality, whose headers become that of the context.</summary>
    [Parameter("dqext", "EXTNAME of their data quality, whose headers become that of the context.")]
    public string DqExt { get; init; } = "DQ";

    /// <summary>Accepted for compatibility: the result holds what was done.</summary>
    [Parameter("verbose", "Accepted for compatibility: the result holds what was done.")]
    public bool Verbose { get; init; }

    /// <summary>A file of rules; empty for those of the instrument, or of a *.rules file in the folder.</summary>
    [Parameter("rules_file", "File of blending rules; empty for those of the instrument.")]
    public string RulesFile { get; init; } = "";
}
