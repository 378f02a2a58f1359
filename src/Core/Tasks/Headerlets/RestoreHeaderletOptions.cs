using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Restore"/>.</summary>
public sealed record RestoreHeaderletOptions : HeaderletOptions
{
    /// <summary>Whether the present primary WCS is kept.</summary>
    [Parameter("archive", "Create headerlets from WCSs being replaced?")]
    public bool Archive { get; init; } = true;
    /// <summary>Whether a headerlet of another distortion is restored all the same.</summary>
    [Parameter("force", "If distortions do not match, force update anyway?")]
    public bool Force { get; init; }
    /// <summary>Restores every headerlet of this distortion: one as primary, the others as alternate WCSs.</summary>
    [Parameter("distname", "Restore ALL headerlet extensions with this DISTNAME")]
    public string DistName { get; init; } = "";
    /// <summary>Extension number of the one that becomes primary with distname; null for the first.</summary>
    [Parameter("primary", "Headerlet extension to restore as new primary WCS")]
    public int? Primary { get; init; }
    /// <summary>EXTNAME of the extensions whose WCS is restored. Headerlets hold the WCS of SCI extensions, so only SCI is accepted.</summary>
    [Parameter("sciext", "EXTNAME of extension with WCS (only SCI)")]
    public string SciExt { get; init; } = "SCI";
    /// <summary>The headerlet by name.</summary>
    [Parameter("hdrname", "HDRNAME of headerlet extension to be restored")]
    public string HdrName { get; init; } = "";
    /// <summary>The headerlet by its extension number.</summary>
    [Parameter("hdrext", "Extension number for headerlet to be restored")]
    public int? HdrExt { get; init; }
}
