using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Extract"/>.</summary>
public sealed record ExtractHeaderletOptions : HeaderletOptions
{
    /// <summary>The file; empty for HDRNAME_hlet.fits.</summary>
    [Parameter("output", "Output headerlet FITS filename")]
    public string Output { get; init; } = "";
    /// <summary>The headerlet by its extension number.</summary>
    [Parameter("extnum", "FITS extension number of headerlet")]
    public int? ExtNum { get; init; }
    /// <summary>The headerlet by name.</summary>
    [Parameter("hdrname", "Unique name (HDRNAME) for headerlet")]
    public string HdrName { get; init; } = "";
    /// <summary>Whether an existing file is replaced.</summary>
    [Parameter("clobber", "Overwrite existing headerlet FITS file?")]
    public bool Clobber { get; init; } = true;
}
