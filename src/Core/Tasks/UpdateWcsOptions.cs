using HstNotebooks.Parameters;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="UpdateWcs"/>.</summary>
public sealed record UpdateWcsOptions
{
    /// <summary>Which corrections are applied.</summary>
    [ParameterGroup]
    public DistortionUpdateOptions Corrections { get; init; } = new();
    /// <summary>Folder that holds reference files; searched before the environment variables and the CRDS cache. Ours, not DrizzlePac's.</summary>
    [Parameter("refdir", "Folder of reference files, searched before jref$, iref$, uref$ and the CRDS cache")]
    public string RefDir { get; init; } = "";
}
