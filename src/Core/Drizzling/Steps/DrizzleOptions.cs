using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="Drizzle"/>, under DrizzlePac's names and with the defaults of its task adrizzle. Immutable.</summary>
public sealed record DrizzleOptions : StepFrameOptions
{
    private const string Scaling = "Data Scaling Parameters";

    /// <summary>Weights of the input: an image of its size, or a comma list with one for each chip; blank = all 1.</summary>
    [Parameter("inweight", "Weights of the input, 0 = masked: an image, or a comma list with one for each chip; blank: all 1.")]
    public string InWeight { get; init; } = "";

    /// <summary>The drizzled image. One that exists is continued.</summary>
    [Parameter("outdata", "The drizzled image; one that exists is continued.")]
    public string OutData { get; init; } = "";

    /// <summary>Its weights; blank writes none, and the image cannot be continued.</summary>
    [Parameter("outweight", "Its weights; blank writes none, and the image cannot be continued then.")]
    public string OutWeight { get; init; } = "";

    /// <summary>Its context image; blank writes none.</summary>
    [Parameter("outcontext", "Its context image; blank writes none.")]
    public string OutContext { get; init; } = "";

    /// <summary>WCS of the input, a letter or a WCSNAME; blank = the primary one.</summary>
    [Parameter("wcskey", "WCS of the input, a letter or a WCSNAME; blank: the primary one.")]
    public string WcsKey { get; init; } = "";

    /// <summary>Whether to use the distortion that the headers describe.</summary>
    [Parameter("coeffs", "Whether to use the distortion that the headers describe.")]
    public bool Coeffs { get; init; } = true;

    /// <summary>Shape of the drops.</summary>
    [Parameter("kernel", "Shape of the drops; gaussian and lanczos conserve flux nearly, not exactly.", Choices = "square|turbo|point|gaussian|lanczos2|lanczos3")]
    public DrizzleKernel Kernel { get; init; } = DrizzleKernel.Square;

    /// <summary>Size of a drop in input pixels.</summary>
    [Parameter("pixfrac", "Size of a drop in input pixels.", Min = 0, Max = 1)]
    public double PixFrac { get; init; } = 1.0;

    /// <summary>Pixels between exact nodes of the coordinate map; 0, 1 or null is exact everywhere (DrizzlePac's default is 10).</summary>
    [Parameter("stepsize", "Pixels between exact nodes of the coordinate map; 0 or 1 is exact everywhere.", Unit = "pixel", Min = 0)]
    public int? StepSize { get; init; } = 0;

    /// <summary>Factor of the weights: exptime, expsq or a number.</summary>
    [Parameter("wt_scl", "Factor of the weights: exptime, expsq or a number.")]
    public string WtScl { get; init; } = "exptime";

    /// <summary>Whether to subtract MDRIZSKY of the input's header first (an addition; DrizzlePac's stand-alone task does not).</summary>
    [Parameter("subtractsky", "Whether to subtract MDRIZSKY of the input's header first (an addition to DrizzlePac's).")]
    public bool SubtractSky { get; init; }

    /// <summary>Unit of the input: counts or per second.</summary>
    [Parameter("in_units", "Unit of the input: counts or per second.", Section = Scaling, Choices = "counts|cps")]
    public FinalUnit InUnits { get; init; } = FinalUnit.Counts;

    /// <summary>Unit of the output: counts or per second.</summary>
    [Parameter("out_units", "Unit of the output: counts or per second.", Section = Scaling, Choices = "counts|cps")]
    public FinalUnit OutUnits { get; init; } = FinalUnit.Cps;

    /// <summary>Keyword of the exposure time in the headers of the input.</summary>
    [Parameter("expkey", "Keyword of the exposure time in the headers of the input.", Section = Scaling)]
    public string ExpKey { get; init; } = "exptime";

    /// <summary>Value where nothing falls; null = NaN.</summary>
    [Parameter("fillval", "Value where nothing falls; None: NaN.", Section = Scaling)]
    public double? FillVal { get; init; }

    /// <summary>Image whose frame is used for a new output.</summary>
    [Parameter("refimage", "Image whose frame is used for a new output.", Section = UserWcs)]
    public string RefImage { get; init; } = "";
}
