using HstNotebooks.Parameters;

namespace HstNotebooks.Alignment;

public sealed partial record TweakRegOptions
{
    private const string UpdateHeader = "UPDATE HEADER";
    private const string HeaderletCreation = "HEADERLET CREATION";
    private const string ShiftFileOutput = "OPTIONAL SHIFTFILE OUTPUT";

    /// <summary>Whether the headers of good alignments are updated.</summary>
    [Parameter("updatehdr", "Write the new WCS into the headers of the images whose alignment is good?", Section = UpdateHeader)]
    public bool UpdateHdr { get; init; }

    /// <summary>Name of the new WCS.</summary>
    [Parameter("wcsname", "Name (WCSNAME) of the new WCS; the old one is kept under a letter.", Section = UpdateHeader)]
    public string WcsName { get; init; } = "TWEAK";

    /// <summary>Whether a WCS of the same name may be replaced.</summary>
    [Parameter("reusename", "Replace a WCS of the same name?", Section = UpdateHeader)]
    public bool ReuseName { get; init; }

    /// <summary>Whether headers are also updated where the alignment is poor. Not in DrizzlePac.</summary>
    [Parameter("force", "Update headers also where the alignment is poor? (Not in DrizzlePac, which always does.)", Section = UpdateHeader)]
    public bool Force { get; init; }

    /// <summary>Whether a headerlet is made of each solution.</summary>
    [Parameter("headerlet", "Make a headerlet of each solution?", Section = HeaderletCreation)]
    public bool Headerlet { get; init; }

    /// <summary>Whether the headerlet is attached to the image.</summary>
    [Parameter("attach", "Attach the headerlet to the image as an extension?", Section = HeaderletCreation)]
    public bool Attach { get; init; } = true;

    /// <summary>File name of the headerlet; empty for the default name.</summary>
    [Parameter("hdrfile", "File name of the headerlet; empty: <root>_hlet.fits.", Section = HeaderletCreation)]
    public string HdrFile { get; init; } = "";

    /// <summary>Whether an existing headerlet file is replaced.</summary>
    [Parameter("clobber", "Replace an existing headerlet file?", Section = HeaderletCreation)]
    public bool Clobber { get; init; }

    /// <summary>HDRNAME of the headerlet; empty: the name of the WCS.</summary>
    [Parameter("hdrname", "Unique name (HDRNAME) of the headerlet; empty: wcsname.", Section = HeaderletCreation)]
    public string HdrName { get; init; } = "";

    /// <summary>Author of the headerlet.</summary>
    [Parameter("author", "Author of the headerlet.", Section = HeaderletCreation)]
    public string Author { get; init; } = "";

    /// <summary>Description of the headerlet.</summary>
    [Parameter("descrip", "Short description of the headerlet.", Section = HeaderletCreation)]
    public string Descrip { get; init; } = "";

    /// <summary>Catalog of the headerlet.</summary>
    [Parameter("catalog", "Name of the catalog that the headerlet's solution rests on.", Section = HeaderletCreation)]
    public string Catalog { get; init; } = "";

    /// <summary>Text file with the history of the headerlet.</summary>
    [Parameter("history", "Text file whose lines become the headerlet's HISTORY.", Section = HeaderletCreation)]
    public string History { get; init; } = "";

    /// <summary>Whether a shift file is written.</summary>
    [Parameter("shiftfile", "Write a shift file and its reference WCS?", Section = ShiftFileOutput)]
    public bool ShiftFile { get; init; }

    /// <summary>Name of the shift file.</summary>
    [Parameter("outshifts", "File name of the shift file.", Section = ShiftFileOutput)]
    public string OutShifts { get; init; } = "shifts.txt";

    /// <summary>Name of the FITS file with the reference WCS of the shifts.</summary>
    [Parameter("outwcs", "File name of the reference WCS of the shift file.", Section = ShiftFileOutput)]
    public string OutWcs { get; init; } = "shifts_wcs.fits";
}
