using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="Blot"/>, under DrizzlePac's names and with the defaults of its task ablot. Immutable.</summary>
public sealed record BlotOptions : StepFrameOptions
{
    private const string Scaling = "Data Scaling Parameters";

    /// <summary>The chip on whose pixels the image is put, as <c>a_flc.fits[sci,1]</c>.</summary>
    [Parameter("reference", "The chip on whose pixels the image is put, as a_flc.fits[sci,1].")]
    public string Reference { get; init; } = "";

    /// <summary>The blotted image.</summary>
    [Parameter("outdata", "The blotted image.")]
    public string OutData { get; init; } = "";

    /// <summary>Whether to use the distortion that the header of the reference describes.</summary>
    [Parameter("coeffs", "Whether to use the distortion that the header of the reference describes.")]
    public bool Coeffs { get; init; } = true;

    /// <summary>How to interpolate. DrizzlePac lists spline3 too, and then says that it is not implemented.</summary>
    [Parameter("interpol", "How to interpolate.", Choices = "nearest|linear|poly3|poly5|sinc",
        Advice = "spline3 stands in DrizzlePac's list but is not implemented there either; use poly5, the default")]
    public BlotInterpolation Interpol { get; init; } = BlotInterpolation.Poly5;

    /// <summary>Scale of the sinc function.</summary>
    [Parameter("sinscl", "Scale of the sinc function.", Min = 1e-3)]
    public double SinScl { get; init; } = 1.0;

    /// <summary>Pixels between exact nodes of the coordinate map; 0, 1 or null is exact everywhere (DrizzlePac's default is 10).</summary>
    [Parameter("stepsize", "Pixels between exact nodes of the coordinate map; 0 or 1 is exact everywhere.", Unit = "pixel", Min = 0)]
    public int? StepSize { get; init; } = 0;

    /// <summary>Whether to add MDRIZSKY of the reference's header.</summary>
    [Parameter("addsky", "Whether to add MDRIZSKY of the reference's header.")]
    public bool AddSky { get; init; } = true;

    /// <summary>Sky to add where addsky is false.</summary>
    [Parameter("skyval", "Sky to add where addsky is false.")]
    public double SkyVal { get; init; }

    /// <summary>Unit of the drizzled image: counts or per second.</summary>
    [Parameter("in_units", "Unit of the drizzled image: counts or per second.", Section = Scaling, Choices = "counts|cps")]
    public FinalUnit InUnits { get; init; } = FinalUnit.Cps;

    /// <summary>Unit of the blotted image: counts or per second.</summary>
    [Parameter("out_units", "Unit of the blotted image: counts or per second.", Section = Scaling, Choices = "counts|cps")]
    public FinalUnit OutUnits { get; init; } = FinalUnit.Counts;

    /// <summary>Keyword of the exposure time in the headers.</summary>
    [Parameter("expkey", "Keyword of the exposure time in the headers.", Section = Scaling)]
    public string ExpKey { get; init; } = "exptime";

    /// <summary>Exposure time of the blotted image: input (that of the reference) or seconds.</summary>
    [Parameter("expout", "Exposure time of the blotted image: input (that of the reference) or seconds.", Section = Scaling)]
    public string ExpOut { get; init; } = "input";

    /// <summary>Whether the blotted image has the frame that the parameters below describe, instead of the reference's.</summary>
    [Parameter("user_wcs", "Whether the blotted image has the frame that the parameters below describe, instead of the reference's.", Section = UserWcs)]
    public bool UseUserWcs { get; init; }
}
