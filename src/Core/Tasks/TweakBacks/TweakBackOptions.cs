using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="TweakBack"/>.</summary>
public sealed record TweakBackOptions
{
    /// <summary>Name of the new WCS of the exposures; empty for the name that it has in the drizzled image.</summary>
    [Parameter("newname", "Name for updated WCS")]
    public string NewName { get; init; } = "";
    /// <summary>The exposures to update; empty for those that the header of the drizzled image lists.</summary>
    [Parameter("input", "Name(s) of files to be updated with new WCS")]
    public string Input { get; init; } = "";
    /// <summary>The WCS that the drizzled image was made with, by name (or by its key, one letter); empty to recognise it.</summary>
    [Parameter("origwcs", "WCSNAME of WCS upon input to tweakreg")]
    public string OrigWcs { get; init; } = "";
    /// <summary>The aligned WCS of the drizzled image, by name (or by its key); empty for its primary WCS.</summary>
    [Parameter("wcsname", "Name of WCS updated by tweakreg")]
    public string WcsName { get; init; } = "";
    /// <summary>EXTNAME of the extensions to update.</summary>
    [Parameter("extname", "EXTNAME of extension to be updated with WCS")]
    public string ExtName { get; init; } = "SCI";
    /// <summary>Whether the exposure that is being updated is told as progress.</summary>
    [Parameter("verbose", "Print processing messages?")]
    public bool Verbose { get; init; } = true;
    /// <summary>Whether exposures are updated whose WCS is not the one that the drizzled image was made with.</summary>
    [Parameter("force", "Force updates of WCS?")]
    public bool Force { get; init; }
}
