using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="AstroDrizzle"/>, under DrizzlePac's names and with its defaults.</summary>
/// <remarks>Immutable; change a value with <c>options with { FinalPixFrac = 0.8 }</c>.</remarks>
[ParameterSections(
    "STATE OF INPUT FILES", "STEP 1: STATIC MASK", "STEP 2: SKY SUBTRACTION", "STEP 3: DRIZZLE SEPARATE IMAGES",
    "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", "STEP 4: CREATE MEDIAN IMAGE", "STEP 5: BLOT BACK THE MEDIAN IMAGE",
    "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR", "STEP 7: DRIZZLE FINAL COMBINED IMAGE", "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT",
    "INSTRUMENT PARAMETERS")]
public sealed partial record AstroDrizzleOptions
{
    /// <summary>Root of the product names; blank: the root of a single input, else "final".</summary>
    [Parameter("output", "Root of the product names; blank: the root of a single input, else \"final\".")]
    public string Output { get; init; } = "";

    /// <summary>Log file of the run; blank writes none.</summary>
    [Parameter("runfile", "Log file of the run; blank writes none.")]
    public string RunFile { get; init; } = "astrodrizzle.log";

    /// <summary>WCS to use, a letter or a WCSNAME; blank: the primary one.</summary>
    [Parameter("wcskey", "WCS to use, a letter or a WCSNAME; blank: the primary one.")]
    public string WcsKey { get; init; } = "";

    /// <summary>Unit of the products of detectors that count in DN: native or electrons.</summary>
    [Parameter("proc_unit", "Unit of the products of detectors that count in DN: native or electrons.", Choices = "native|electrons")]
    public ProcessingUnit ProcUnit { get; init; } = ProcessingUnit.Native;

    /// <summary>Whether to use the distortion that the headers describe.</summary>
    [Parameter("coeffs", "Whether to use the distortion that the headers describe.")]
    public bool Coeffs { get; init; } = true;

    /// <summary>Whether to write the context image.</summary>
    [Parameter("context", "Whether to write the context image.")]
    public bool Context { get; init; } = true;

    /// <summary>The extensions to take part, as numbers or sci,1; blank: all SCI extensions.</summary>
    [Parameter("group", "The extensions to take part, as numbers or sci,1; blank: all SCI extensions.")]
    public string Group { get; init; } = "";

    /// <summary>Whether to write one file with SCI, WHT and CTX instead of separate files.</summary>
    [Parameter("build", "Whether to write one file with SCI, WHT and CTX instead of separate files.")]
    public bool Build { get; init; }

    /// <summary>DQ bit that marks cosmic rays; 0 marks none.</summary>
    [Parameter("crbit", "DQ bit that marks cosmic rays; 0 marks none.", Min = 0, Max = 32768)]
    public int CrBit { get; init; } = 4096;

    /// <summary>Pixels between exact nodes of the coordinate map; 0 or 1 is exact everywhere.</summary>
    /// <remarks>
    /// DrizzlePac's default is 10, which is wrong by up to 2e-3 pixel where lookup tables have their kinks, and 4e-3 for small output pixels of
    /// WFC3/IR. The exact map costs little here, so it is the default.
    /// </remarks>
    [Parameter("stepsize", "Pixels between exact nodes of the coordinate map; 0 or 1 is exact everywhere.", Unit = "pixel", Min = 0)]
    public int StepSize { get; init; }

    /// <summary>DQ bits that are cleared in the inputs before processing.</summary>
    [Parameter("resetbits", "DQ bits that are cleared in the inputs before processing.")]
    public string ResetBits { get; init; } = "4096";

    /// <summary>Most cores to use; None: all.</summary>
    [Parameter("num_cores", "Most cores to use; None: all.", Min = 1)]
    public int? NumCores { get; init; }

    /// <summary>Whether intermediate images stay in memory instead of a scratch file.</summary>
    [Parameter("in_memory", "Whether intermediate images stay in memory instead of a scratch file.")]
    public bool InMemory { get; init; }

    /// <summary>Rules for blending the headers; blank: the rules of the instrument.</summary>
    [Parameter("rules_file", "Rules for blending the headers; blank: the rules of the instrument.")]
    public string RulesFile { get; init; } = "";

    /// <summary>Whether to take the recommended parameters from the MDRIZTAB; what the user set himself is kept.</summary>
    [Parameter("mdriztab", "Whether to take the recommended parameters from the MDRIZTAB; what the user set himself is kept.")]
    public bool MdrizTab { get; init; }

    /// <summary>Whether to rebuild the WCS of the inputs from their reference files first.</summary>
    [Parameter("updatewcs", "Whether to rebuild the WCS of the inputs from their reference files first.")]
    public bool UpdateWcs { get; init; }
}
