using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="MapReg"/>.</summary>
public sealed record MapRegOptions
{
    /// <summary>The images, as a path, wildcard, list or <c>@list</c>.</summary>
    [Parameter("images", "Images containing WCS to which to map 'input_reg'")]
    public string Images { get; init; } = "";
    /// <summary>EXTNAME of the extensions, or extension numbers separated by commas.</summary>
    [Parameter("img_wcs_ext", "Extensions in 'images' that provide WCS for region mapping")]
    public string ImgWcsExt { get; init; } = "SCI";
    /// <summary>Not available, as in DrizzlePac since 3.11: put regions in image coordinates directly into the region files of the chips. Only empty is accepted.</summary>
    [Parameter("chip_reg", "Not available (no longer supported by DrizzlePac either); must be empty")]
    public string ChipReg { get; init; } = "";
    /// <summary>Folder of the region files that are written.</summary>
    [Parameter("outpath", "Path where to store output regions")]
    public string OutPath { get; init; } = "./regions";
    /// <summary>None keeps every region; fast keeps those whose bounding box lies inside the image.</summary>
    [Parameter("filter", "Filter out regions outside image array", Choices = "None|fast")]
    public string Filter { get; init; } = "None";
    /// <summary>The exclusion catalog, in the folder of the regions; none where empty.</summary>
    [Parameter("catfname", "File name of the output exclusion catalog")]
    public string CatFName { get; init; } = "exclusions_cat.txt";
    /// <summary>Whether existing files are appended to.</summary>
    [Parameter("append", "Append results to existing region files?")]
    public bool Append { get; init; }
    /// <summary>Whether the image that is being worked on is told as progress.</summary>
    [Parameter("verbose", "Print extra messages during processing?")]
    public bool Verbose { get; init; } = true;
}
