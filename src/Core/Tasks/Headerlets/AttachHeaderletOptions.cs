using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Attach"/>.</summary>
public sealed record AttachHeaderletOptions : HeaderletOptions
{
    /// <summary>The headerlet file.</summary>
    [Parameter("hdrlet", "Headerlet FITS filename")]
    public string Hdrlet { get; init; } = "";
}
