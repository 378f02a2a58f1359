using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

public sealed partial record AstroDrizzleOptions
{
    /// <summary>Whether to copy the inputs back from the archive folder OrIg_files first.</summary>
    [Parameter("restore", "Whether to copy the inputs back from the archive folder OrIg_files first.", Section = "STATE OF INPUT FILES")]
    public bool Restore { get; init; }

    /// <summary>Whether to copy the inputs to the archive folder OrIg_files unless they are there.</summary>
    [Parameter("preserve", "Whether to copy the inputs to the archive folder OrIg_files unless they are there.", Section = "STATE OF INPUT FILES")]
    public bool Preserve { get; init; } = true;

    /// <summary>Whether to copy the inputs to the archive folder even where they are there.</summary>
    [Parameter("overwrite", "Whether to copy the inputs to the archive folder even where they are there.", Section = "STATE OF INPUT FILES")]
    public bool Overwrite { get; init; }

    /// <summary>Whether to leave out the intermediate products (single, median, blot, masks).</summary>
    [Parameter("clean", "Whether to leave out the intermediate products (single, median, blot, masks).", Section = "STATE OF INPUT FILES")]
    public bool Clean { get; init; }

    /// <summary>Gain of the detector, instead of the header; a number.</summary>
    [Parameter("gain", "Gain of the detector, instead of the header; a number.", Section = "INSTRUMENT PARAMETERS", Unit = "electron/DN")]
    public string Gain { get; init; } = "";

    /// <summary>Header keyword with the gain.</summary>
    [Parameter("gnkeyword", "Header keyword with the gain.", Section = "INSTRUMENT PARAMETERS")]
    public string GnKeyword { get; init; } = "";

    /// <summary>Read noise, instead of the header; a number.</summary>
    [Parameter("rdnoise", "Read noise, instead of the header; a number.", Section = "INSTRUMENT PARAMETERS", Unit = "electron")]
    public string RdNoise { get; init; } = "";

    /// <summary>Header keyword with the read noise.</summary>
    [Parameter("rnkeyword", "Header keyword with the read noise.", Section = "INSTRUMENT PARAMETERS")]
    public string RnKeyword { get; init; } = "";

    /// <summary>Exposure time, instead of the header; a number.</summary>
    [Parameter("exptime", "Exposure time, instead of the header; a number.", Section = "INSTRUMENT PARAMETERS", Unit = "second")]
    public string ExpTime { get; init; } = "";

    /// <summary>Header keyword with the exposure time.</summary>
    [Parameter("expkeyword", "Header keyword with the exposure time.", Section = "INSTRUMENT PARAMETERS")]
    public string ExpKeyword { get; init; } = "";
}
