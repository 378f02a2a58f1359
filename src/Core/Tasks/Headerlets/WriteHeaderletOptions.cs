using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Write"/>.</summary>
public sealed record WriteHeaderletOptions : HeaderletContentOptions
{
    /// <summary>CATALOG; empty for that of the WCS.</summary>
    [Parameter("catalog", "Reference frame for headerlet solution")]
    public string Catalog { get; init; } = "";
    /// <summary>The file; without .fits it becomes root_output_hlet.fits, empty root_hlet.fits.</summary>
    [Parameter("output", "Filename for headerlet FITS file")]
    public string Output { get; init; } = "";
    /// <summary>Whether an existing file is replaced.</summary>
    [Parameter("clobber", "Overwrite existing headerlet FITS file?")]
    public bool Clobber { get; init; } = true;
    /// <summary>Whether the headerlet is also attached to the image.</summary>
    [Parameter("attach", "Create headerlet FITS extension?")]
    public bool Attach { get; init; } = true;
}
