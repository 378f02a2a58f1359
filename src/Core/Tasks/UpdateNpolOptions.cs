using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="UpdateNpol"/>.</summary>
public sealed record UpdateNpolOptions
{
    /// <summary>Folder of the new reference files, a path or a variable such as <c>jref$</c>.</summary>
    [Parameter("refdir", "Directory containing new reference files")]
    public string RefDir { get; init; } = "jref$";
    /// <summary>Whether the reference files are copied beside the image.</summary>
    [Parameter("local", "Copy new reference files to local directory?")]
    public bool Local { get; init; }
    /// <summary>Not available: there is nobody to ask in a script. Only false is accepted, DrizzlePac's default.</summary>
    [Parameter("interactive", "Not available: there are no prompts. Only 'no' is accepted")]
    public bool Interactive { get; init; }
    /// <summary>Whether the WCS is updated with the new files.</summary>
    [Parameter("wcsupdate", "Update WCS information using new reference files?")]
    public bool WcsUpdate { get; init; } = true;
}
