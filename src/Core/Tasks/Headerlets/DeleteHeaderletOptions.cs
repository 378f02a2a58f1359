using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Delete"/>.</summary>
public sealed record DeleteHeaderletOptions : HeaderletOptions
{
    /// <summary>The headerlet by name.</summary>
    [Parameter("hdrname", "Delete headerlet with this HDRNAME")]
    public string HdrName { get; init; } = "";
    /// <summary>The headerlet by its extension number.</summary>
    [Parameter("hdrext", "Delete headerlet from this extension")]
    public int? HdrExt { get; init; }
    /// <summary>Deletes every headerlet of this distortion.</summary>
    [Parameter("distname", "Delete *ALL* with this DISTNAME")]
    public string DistName { get; init; } = "";
    /// <summary>Whether the first one of the distortion stays.</summary>
    [Parameter("keep_first", "Keep the first headerlet of the DISTNAME?")]
    public bool KeepFirst { get; init; }
}
