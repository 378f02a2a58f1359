using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="ApplyTweak"/>.</summary>
public sealed record ApplyTweakOptions
{
    /// <summary>The WCS that the drizzled image was made with, by name; empty to recognise it.</summary>
    [Parameter("orig_wcs_name", "Name of the WCS that the drizzled image was made with")]
    public string OrigWcsName { get; init; } = "";
    /// <summary>The same by key, one letter.</summary>
    [Parameter("orig_wcs_key", "Key of the WCS that the drizzled image was made with")]
    public string OrigWcsKey { get; init; } = "";
    /// <summary>Name of the new WCS of the exposures; empty for the name that it has in the drizzled image.</summary>
    [Parameter("output_wcs_name", "Name of the new WCS of the exposures")]
    public string OutputWcsName { get; init; } = "";
    /// <summary>The exposures to update; empty for those that the header of the drizzled image lists.</summary>
    [Parameter("input_files", "Files to be updated")]
    public string InputFiles { get; init; } = "";
    /// <summary>The aligned WCS of the drizzled image, by name; empty for its primary WCS.</summary>
    [Parameter("tweaked_wcs_name", "Name of the aligned WCS of the drizzled image")]
    public string TweakedWcsName { get; init; } = "";
    /// <summary>The same by key.</summary>
    [Parameter("tweaked_wcs_key", "Key of the aligned WCS of the drizzled image")]
    public string TweakedWcsKey { get; init; } = "";
    /// <summary>Whether exposures are updated whose WCS is not the one that the drizzled image was made with. Ours, not DrizzlePac's.</summary>
    [Parameter("force", "Update exposures with another WCS, too?")]
    public bool Force { get; init; }
}
