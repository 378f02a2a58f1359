using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

public sealed partial record AstroDrizzleOptions
{
    /// <summary>Whether to make the final image.</summary>
    [Parameter("driz_combine", "Whether to make the final image.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE")]
    public bool DrizCombine { get; init; } = true;

    /// <summary>Weights: exposure time, error array or inverse variance.</summary>
    [Parameter("final_wht_type", "Weights: exposure time, error array or inverse variance.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE", Choices = "EXP|ERR|IVM")]
    public WeightType FinalWhtType { get; init; } = WeightType.Exp;

    /// <summary>Shape of the drops.</summary>
    [Parameter("final_kernel", "Shape of the drops; gaussian and lanczos conserve flux nearly, not exactly.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE", Choices = "square|turbo|point|gaussian|lanczos2|lanczos3")]
    public DrizzleKernel FinalKernel { get; init; } = DrizzleKernel.Square;

    /// <summary>Weight of an exposure for EXP weights: exptime, expsq (both weigh by exposure time) or a factor.</summary>
    [Parameter("final_wt_scl", "Weight of an exposure for EXP weights: exptime, expsq (both weigh by exposure time) or a factor.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE")]
    public string FinalWtScl { get; init; } = "exptime";

    /// <summary>Size of a drop in input pixels.</summary>
    [Parameter("final_pixfrac", "Size of a drop in input pixels.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE", Min = 0, Max = 1)]
    public double FinalPixFrac { get; init; } = 1.0;

    /// <summary>Value where nothing falls; None: NaN, or final_maskval.</summary>
    [Parameter("final_fillval", "Value where nothing falls; None: NaN, or final_maskval.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE")]
    public double? FinalFillVal { get; init; }

    /// <summary>Value outside the science image where final_fillval is None.</summary>
    [Parameter("final_maskval", "Value outside the science image where final_fillval is None.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE")]
    public double? FinalMaskVal { get; init; }

    /// <summary>DQ bits that are good; None: all.</summary>
    [Parameter("final_bits", "DQ bits that are good; None: all.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE")]
    public string FinalBits { get; init; } = "0";

    /// <summary>Unit of the final image: counts or per second.</summary>
    [Parameter("final_units", "Unit of the final image: counts or per second.", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE", Choices = "counts|cps")]
    public FinalUnit FinalUnits { get; init; } = FinalUnit.Cps;

    /// <summary>Whether to write the propagated errors of the final image, ERR (an addition to DrizzlePac's parameters).</summary>
    /// <remarks>
    /// The standard deviation of each output pixel, from the ERR arrays of the inputs drizzled with squared weights: sqrt(sum k^2 w^2 sigma^2) / sum k w. It is the
    /// scatter of the pixel over many observations. Neighbouring pixels share noise, so the error of a sum over N pixels is R sqrt(N) times it
    /// (<see cref="CorrelatedNoise.Ratio"/>). An input without ERR array counts photons and read noise instead.
    /// </remarks>
    [Parameter("final_err", "Whether to write the propagated errors of the final image, ERR (an addition to DrizzlePac's parameters).", Section = "STEP 7: DRIZZLE FINAL COMBINED IMAGE")]
    public bool FinalErr { get; init; }

    /// <summary>Whether the frame of the final image follows the parameters below; setting one of them asks for it.</summary>
    [Parameter("final_wcs", "Whether the frame of the final image follows the parameters below; setting one of them asks for it.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT")]
    public bool FinalWcs { get; init; }

    /// <summary>Image whose frame is used.</summary>
    [Parameter("final_refimage", "Image whose frame is used.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT")]
    public string FinalRefImage { get; init; } = "";

    /// <summary>Position angle of the y axis, east of north; 0 puts north up.</summary>
    [Parameter("final_rot", "Position angle of the y axis, east of north; 0 puts north up.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "degree")]
    public double? FinalRot { get; init; }

    /// <summary>Size of an output pixel.</summary>
    [Parameter("final_scale", "Size of an output pixel.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "arcsec", Min = 1e-6)]
    public double? FinalScale { get; init; }

    /// <summary>Columns of the frame.</summary>
    [Parameter("final_outnx", "Columns of the frame.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "pixel", Min = 1)]
    public int? FinalOutNx { get; init; }

    /// <summary>Rows of the frame.</summary>
    [Parameter("final_outny", "Rows of the frame.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "pixel", Min = 1)]
    public int? FinalOutNy { get; init; }

    /// <summary>Right ascension of the reference point.</summary>
    [Parameter("final_ra", "Right ascension of the reference point.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "degree", Min = -360, Max = 360)]
    public double? FinalRa { get; init; }

    /// <summary>Declination of the reference point.</summary>
    [Parameter("final_dec", "Declination of the reference point.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "degree", Min = -90, Max = 90)]
    public double? FinalDec { get; init; }

    /// <summary>Reference pixel in x, 1-based.</summary>
    [Parameter("final_crpix1", "Reference pixel in x, 1-based.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "pixel")]
    public double? FinalCrPix1 { get; init; }

    /// <summary>Reference pixel in y, 1-based.</summary>
    [Parameter("final_crpix2", "Reference pixel in y, 1-based.", Section = "STEP 7a: CUSTOM WCS FOR FINAL OUTPUT", Unit = "pixel")]
    public double? FinalCrPix2 { get; init; }
}
