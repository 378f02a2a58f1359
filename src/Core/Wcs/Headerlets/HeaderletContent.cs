namespace HstNotebooks.Wcs;

/// <summary>What is written into a new headerlet beside the WCS.</summary>
public sealed record HeaderletContent
{
    /// <summary>HDRNAME; empty for the name of the WCS.</summary>
    public string HdrName { get; init; } = "";
    /// <summary>Key of the WCS, blank for the primary one; O is refused.</summary>
    public char Key { get; init; } = ' ';
    /// <summary>DESTIM; empty for the ROOTNAME of the image.</summary>
    public string DestIm { get; init; } = "";
    /// <summary>SIPNAME; empty for the one that follows from the headers.</summary>
    public string SipName { get; init; } = "";
    /// <summary>NPOLFILE; empty for that of the image.</summary>
    public string NpolFile { get; init; } = "";
    /// <summary>D2IMFILE; empty for that of the image.</summary>
    public string D2ImFile { get; init; } = "";
    /// <summary>AUTHOR.</summary>
    public string Author { get; init; } = "";
    /// <summary>DESCRIP.</summary>
    public string Description { get; init; } = "";
    /// <summary>CATALOG; empty for that of the WCS.</summary>
    public string Catalog { get; init; } = "";
    /// <summary>NMATCH; null for that of the WCS.</summary>
    public int? MatchCount { get; init; }
    /// <summary>Lines of HISTORY.</summary>
    public IReadOnlyList<string> History { get; init; } = [];
    /// <summary>EXTNAME of the science extensions.</summary>
    public string SciExt { get; init; } = "SCI";
}
