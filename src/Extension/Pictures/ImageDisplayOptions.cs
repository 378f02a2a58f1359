using HstNotebooks.Parameters;

namespace HstNotebooks.Pictures;

/// <summary>How an image is shown. Immutable.</summary>
public sealed record ImageDisplayOptions
{
    /// <summary>How the limits follow the pixels: <c>zscale</c>, <c>minmax</c>, or the percentage of pixels between them, as <c>99.5</c>.</summary>
    [Parameter("limits", "zscale, minmax, or the percentage of pixels that lie between the limits")]
    public string Limits { get; init; } = "zscale";

    /// <summary>The value of the first colour; null to follow <see cref="Limits"/>.</summary>
    [Parameter("vmin", "value of the first colour, in units of the image")]
    public double? VMin { get; init; }

    /// <summary>The value of the last colour; null to follow <see cref="Limits"/>.</summary>
    [Parameter("vmax", "value of the last colour, in units of the image")]
    public double? VMax { get; init; }

    /// <summary>How values between the limits are spread over the colours.</summary>
    [Parameter("stretch", "how values are spread over the colours", Choices = "linear|sqrt|log|asinh")]
    public Stretch Stretch { get; init; }

    /// <summary>The colour map by name.</summary>
    [Parameter("cmap", "colour map", Choices = "gray|gray_r|viridis|inferno|magma|plasma|heat|cubehelix|diverging")]
    public string Cmap { get; init; } = "gray";

    /// <summary>What the axes count.</summary>
    [Parameter("axes", "what the axes count", Choices = "pixel|sky|none")]
    public ImageAxes Axes { get; init; }

    /// <summary>The title; empty for the name of the image.</summary>
    [Parameter("title", "title above the picture")]
    public string Title { get; init; } = "";

    /// <summary>The part of the image, FITS pixels, both ends included, as <c>1:512,1:512</c>; empty for all.</summary>
    [Parameter("section", "part of the image in FITS pixels, as x1:x2,y1:y2")]
    public string Section { get; init; } = "";

    /// <summary>Whether there is a colour bar.</summary>
    [Parameter("colorbar", "draws a colour bar with the unit")]
    public bool ColorBar { get; init; } = true;

    /// <summary>The unit of the values; empty for BUNIT of the header, or for the unit that was given with an array.</summary>
    [Parameter("unit", "unit of the values, beside the colour bar (default: BUNIT)")]
    public string Unit { get; init; } = "";

    /// <summary>Whether arrows show north and east; needs a WCS.</summary>
    [Parameter("compass", "draws arrows to north and east")]
    public bool Compass { get; init; }

    /// <summary>Whether a bar shows a length on the sky; needs a WCS.</summary>
    [Parameter("scalebar", "draws a bar of a round number of arcseconds")]
    public bool ScaleBar { get; init; }

    /// <summary>Width of the picture in points.</summary>
    [Parameter("width", "width of the picture in points", Unit = "points", Min = 150, Max = 4000)]
    public int Width { get; init; } = 620;
}
