using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

public sealed partial record AstroDrizzleOptions
{
    /// <summary>Whether to drizzle each exposure onto an image of its own.</summary>
    [Parameter("driz_separate", "Whether to drizzle each exposure onto an image of its own.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES")]
    public bool DrizSeparate { get; init; } = true;

    /// <summary>Shape of the drops.</summary>
    [Parameter("driz_sep_kernel", "Shape of the drops.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES", Choices = "square|turbo|point|gaussian|lanczos2|lanczos3")]
    public DrizzleKernel DrizSepKernel { get; init; } = DrizzleKernel.Turbo;

    /// <summary>Weight of an exposure: exptime, expsq or a number.</summary>
    [Parameter("driz_sep_wt_scl", "Weight of an exposure: exptime, expsq or a number.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES")]
    public string DrizSepWtScl { get; init; } = "exptime";

    /// <summary>Size of a drop in input pixels.</summary>
    [Parameter("driz_sep_pixfrac", "Size of a drop in input pixels.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES", Min = 0, Max = 1)]
    public double DrizSepPixFrac { get; init; } = 1.0;

    /// <summary>Value where nothing falls; None: 0.</summary>
    [Parameter("driz_sep_fillval", "Value where nothing falls; None: 0.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES")]
    public double? DrizSepFillVal { get; init; }

    /// <summary>DQ bits that are good; None: all.</summary>
    [Parameter("driz_sep_bits", "DQ bits that are good; None: all.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES")]
    public string DrizSepBits { get; init; } = "0";

    /// <summary>Whether to write the single images compressed in tiles, without loss.</summary>
    [Parameter("driz_sep_compress", "Whether to write the single images compressed in tiles, without loss.", Section = "STEP 3: DRIZZLE SEPARATE IMAGES")]
    public bool DrizSepCompress { get; init; }

    /// <summary>Whether the frame of the separate images follows the parameters below; setting one of them asks for it.</summary>
    [Parameter("driz_sep_wcs", "Whether the frame of the separate images follows the parameters below; setting one of them asks for it.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS")]
    public bool DrizSepWcs { get; init; }

    /// <summary>Image whose frame is used.</summary>
    [Parameter("driz_sep_refimage", "Image whose frame is used.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS")]
    public string DrizSepRefImage { get; init; } = "";

    /// <summary>Position angle of the y axis, east of north; 0 puts north up.</summary>
    [Parameter("driz_sep_rot", "Position angle of the y axis, east of north; 0 puts north up.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "degree")]
    public double? DrizSepRot { get; init; }

    /// <summary>Size of an output pixel.</summary>
    [Parameter("driz_sep_scale", "Size of an output pixel.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "arcsec", Min = 1e-6)]
    public double? DrizSepScale { get; init; }

    /// <summary>Columns of the frame.</summary>
    [Parameter("driz_sep_outnx", "Columns of the frame.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "pixel", Min = 1)]
    public int? DrizSepOutNx { get; init; }

    /// <summary>Rows of the frame.</summary>
    [Parameter("driz_sep_outny", "Rows of the frame.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "pixel", Min = 1)]
    public int? DrizSepOutNy { get; init; }

    /// <summary>Right ascension of the reference point.</summary>
    [Parameter("driz_sep_ra", "Right ascension of the reference point.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "degree", Min = -360, Max = 360)]
    public double? DrizSepRa { get; init; }

    /// <summary>Declination of the reference point.</summary>
    [Parameter("driz_sep_dec", "Declination of the reference point.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "degree", Min = -90, Max = 90)]
    public double? DrizSepDec { get; init; }

    /// <summary>Reference pixel in x, 1-based.</summary>
    [Parameter("driz_sep_crpix1", "Reference pixel in x, 1-based.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "pixel")]
    public double? DrizSepCrPix1 { get; init; }

    /// <summary>Reference pixel in y, 1-based.</summary>
    [Parameter("driz_sep_crpix2", "Reference pixel in y, 1-based.", Section = "STEP 3a: CUSTOM WCS FOR SEPARATE OUTPUTS", Unit = "pixel")]
    public double? DrizSepCrPix2 { get; init; }
}
