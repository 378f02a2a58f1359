using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>What goes into a new headerlet: the parameters that <see cref="HeaderletTasks.Write"/> and <see cref="HeaderletTasks.Archive"/> share.</summary>
public abstract record HeaderletContentOptions : HeaderletOptions
{
    /// <summary>HDRNAME; empty for the name of the WCS.</summary>
    [Parameter("hdrname", "Unique name (HDRNAME) for headerlet")]
    public string HdrName { get; init; } = "";
    /// <summary>Key of the WCS, one letter, or PRIMARY.</summary>
    [Parameter("wcskey", "Create headerlet from WCS with this letter", Choices = "A|B|C|D|E|F|G|H|I|J|K|L|M|N|P|Q|R|S|T|U|V|W|X|Y|Z|PRIMARY")]
    public string WcsKey { get; init; } = "PRIMARY";
    /// <summary>Name of the WCS; must agree with the key where both are given.</summary>
    [Parameter("wcsname", "Create headerlet from WCS with this name")]
    public string WcsName { get; init; } = "";
    /// <summary>EXTNAME of the science extensions.</summary>
    [Parameter("sciext", "EXTNAME of extension with WCS")]
    public string SciExt { get; init; } = "SCI";
    /// <summary>DESTIM; empty for ROOTNAME.</summary>
    [Parameter("destim", "Rootname of image to which this headerlet applies")]
    public string DestIm { get; init; } = "";
    /// <summary>SIPNAME; empty for the one that follows from the headers.</summary>
    [Parameter("sipname", "Name for source of polynomial distortion keywords")]
    public string SipName { get; init; } = "";
    /// <summary>NPOLFILE; empty for that of the image.</summary>
    [Parameter("npolfile", "Name for source of non-polynomial residuals")]
    public string NpolFile { get; init; } = "";
    /// <summary>D2IMFILE; empty for that of the image.</summary>
    [Parameter("d2imfile", "Name for source of detector correction table")]
    public string D2ImFile { get; init; } = "";
    /// <summary>AUTHOR.</summary>
    [Parameter("author", "Author name for creator of headerlet")]
    public string Author { get; init; } = "";
    /// <summary>DESCRIP.</summary>
    [Parameter("descrip", "Short description of headerlet solution")]
    public string Descrip { get; init; } = "";
    /// <summary>A text file that becomes HISTORY.</summary>
    [Parameter("history", "Name of ASCII file containing history for headerlet")]
    public string History { get; init; } = "";
}
