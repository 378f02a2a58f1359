using HstNotebooks.Detection;
using HstNotebooks.Parameters;

namespace HstNotebooks.Alignment;

/// <summary>
/// The parameters of <see cref="TweakReg"/>, with DrizzlePac's names and defaults. Immutable; make variants with <c>with</c>.
/// </summary>
public sealed partial record TweakRegOptions
{
    /// <summary>The files, where they are not given to <see cref="TweakReg"/> directly.</summary>
    [Parameter("input", "Images to align: a file, a wildcard, a comma list, @list or an association table.")]
    public string Input { get; init; } = "*flt.fits";

    /// <summary>An image that serves as reference; empty for none.</summary>
    [Parameter("refimage", "Image that serves as reference, with its own WCS and sources; empty: the first input (or refcat).")]
    public string RefImage { get; init; } = "";

    /// <summary>Whether sources without a partner are added to the reference after each fit.</summary>
    [Parameter("expand_refcat", "Add the unmatched sources of each aligned image to the reference, so that mosaics can be aligned image by image?")]
    public bool ExpandRefCat { get; init; }

    /// <summary>Whether images are aligned in the order of the inputs.</summary>
    [Parameter("enforce_user_order", "Align the images in the order given? Otherwise, with expand_refcat, the one that overlaps the reference most comes next.")]
    public bool EnforceUserOrder { get; init; } = true;

    /// <summary>A file that names exclusion regions or masks for each chip; empty for none.</summary>
    [Parameter("exclusions", "File that lists, for each image, one DS9 region file or FITS mask per chip; limits where sources are found.")]
    public string Exclusions { get; init; } = "";

    /// <summary>Whether updatewcs runs first.</summary>
    [Parameter("updatewcs", "Run updatewcs on the inputs first?")]
    public bool UpdateWcs { get; init; }

    /// <summary>Whether catalogs and match lists are written.</summary>
    [Parameter("writecat", "Write the source catalogs and match lists?")]
    public bool WriteCat { get; init; } = true;

    /// <summary>Whether intermediate files are removed at the end.</summary>
    [Parameter("clean", "Remove the catalogs and match lists at the end?")]
    public bool Clean { get; init; }

    /// <summary>Always false: there are no prompts. DrizzlePac's default is true.</summary>
    [Parameter("interactive", "Not available: there are no prompts; look at the result's plots instead. Only 'no' is accepted (DrizzlePac's default is yes).")]
    public bool Interactive { get; init; }

    /// <summary>Whether the log holds more detail.</summary>
    [Parameter("verbose", "Write more detail into the log?")]
    public bool Verbose { get; init; }

    /// <summary>The log file; empty for none.</summary>
    [Parameter("runfile", "File name of the log; empty: none is written.")]
    public string RunFile { get; init; } = "tweakreg.log";

    /// <summary>The folder that products are written to; empty: the working directory. Not a parameter of the command line.</summary>
    public string OutputFolder { get; init; } = "";

    /// <summary>How sources are found in the inputs (imagefindpars).</summary>
    [ParameterGroup(Title = "SOURCE FINDING (imagefindpars)")]
    public SourceFindingOptions SourceFinding { get; init; } = new();

    /// <summary>How sources are found in the reference image (refimagefindpars); names carry the prefix <c>ref_</c>.</summary>
    [ParameterGroup("ref_", Title = "REFERENCE IMAGE (refimagefindpars)")]
    public SourceFindingOptions RefSourceFinding { get; init; } = new();
}
