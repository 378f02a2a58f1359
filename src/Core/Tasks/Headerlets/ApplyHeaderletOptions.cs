using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Apply"/>.</summary>
public sealed record ApplyHeaderletOptions : HeaderletOptions
{
    /// <summary>The headerlet file.</summary>
    [Parameter("hdrlet", "Headerlet FITS filename")]
    public string Hdrlet { get; init; } = "";
    /// <summary>Whether the headerlet is also attached to the image.</summary>
    [Parameter("attach", "Append headerlet to FITS file as new extension?")]
    public bool Attach { get; init; } = true;
    /// <summary>Whether it becomes the primary WCS; else an alternate one.</summary>
    [Parameter("primary", "Replace PRIMARY WCS with headerlet WCS?")]
    public bool Primary { get; init; } = true;
    /// <summary>Whether the present primary WCS is kept.</summary>
    [Parameter("archive", "Save PRIMARY WCS as new headerlet extension?")]
    public bool Archive { get; init; } = true;
    /// <summary>Whether a headerlet that does not fit is applied as primary WCS all the same.</summary>
    [Parameter("force", "If the headerlet does not fit, force update anyway?")]
    public bool Force { get; init; }
    /// <summary>Key of the alternate WCS; empty for the next free one.</summary>
    [Parameter("wcskey", "Apply headerlet as alternate WCS with this letter", Choices = "A|B|C|D|E|F|G|H|I|J|K|L|M|N|P|Q|R|S|T|U|V|W|X|Y|Z|")]
    public string WcsKey { get; init; } = "";
    /// <summary>Name of the alternate WCS; empty for that of the headerlet.</summary>
    [Parameter("wcsname", "Apply headerlet as alternate WCS with this name")]
    public string WcsName { get; init; } = "";
}
