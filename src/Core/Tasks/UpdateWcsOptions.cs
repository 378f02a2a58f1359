using HstNotebooks.Parameters;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="UpdateWcs"/>.</summary>
public sealed record UpdateWcsOptions
{
    /// <summary>Which corrections are applied.</summary>
    [ParameterGroup]
    public DistortionUpdateOptions Corrections { get; init; } = new();
    /// <summary>EXTNAME of the science extensions. The pipeline calls them SCI, and the correction knows no others; DrizzlePac does not use the parameter.</summary>
    [Parameter("extname", "EXTNAME of extensions to be archived (only SCI)")]
    public string ExtName { get; init; } = "SCI";
    /// <summary>Whether every file is opened and checked before the first one is changed: FITS with SCI extensions, of a camera that is known.</summary>
    [Parameter("checkfiles", "Check format of input files?")]
    public bool CheckFiles { get; init; } = true;
    /// <summary>Folder that holds reference files; searched before the environment variables and the CRDS cache. Ours, not DrizzlePac's.</summary>
    [Parameter("refdir", "Folder of reference files, searched before jref$, iref$, uref$ and the CRDS cache")]
    public string RefDir { get; init; } = "";
}
