using HstNotebooks.Parameters;

namespace HstNotebooks.Detection;

/// <summary>How sources are found in images: DrizzlePac's imagefindpars and refimagefindpars, with its defaults.</summary>
public sealed record SourceFindingOptions
{
    /// <summary>Whether the sky sigma is measured in each chip.</summary>
    [Parameter("computesig", "Measure the sky sigma in every chip? Otherwise skysigma is taken.")]
    public bool ComputeSig { get; init; } = true;

    /// <summary>The sky sigma where it is not measured, units of the image.</summary>
    [Parameter("skysigma", "Standard deviation of the background where computesig is no.", Unit = "counts", Min = 0)]
    public double? SkySigma { get; init; } = 0;

    /// <summary>Full width at half maximum of the Gaussian, pixels.</summary>
    [Parameter("conv_width", "Full width at half maximum of the Gaussian that sources are compared with; about 1.5 to 2 times the PSF's.", Unit = "pixels", Min = 0.1, Max = 100)]
    public double? ConvWidth { get; init; } = 3.5;

    /// <summary>Sources need a higher peak than this.</summary>
    [Parameter("peakmin", "Smallest peak value (exclusive) of a source, background included.", Unit = "counts")]
    public double? PeakMin { get; init; }

    /// <summary>Sources need a lower peak than this.</summary>
    [Parameter("peakmax", "Largest peak value (exclusive) of a source; keeps saturated stars out.", Unit = "counts")]
    public double? PeakMax { get; init; }

    /// <summary>Threshold in units of the sky sigma; None means sigma squared, <c>auto</c> finds the one that gives <see cref="WantedSources"/>.</summary>
    [Parameter("threshold", "Detection threshold in sky sigma. Cosmic rays are found too, so exposures of HST need high values (some hundred).", Unit = "sigma")]
    public AutoNumber? Threshold { get; init; } = 4.0;

    /// <summary>How many sources per chip the threshold <c>auto</c> aims at. Not in DrizzlePac.</summary>
    [Parameter("nwanted", "How many sources per chip the threshold auto aims at. (Not in DrizzlePac.)", Min = 10, Max = 1000000)]
    public int WantedSources { get; init; } = 500;

    /// <summary>Radius of the kernel in standard deviations.</summary>
    [Parameter("nsigma", "Radius of the convolution kernel in standard deviations of the Gaussian.", Unit = "sigma", Min = 0.1, Max = 20)]
    public double? NSigma { get; init; } = 1.5;

    /// <summary>Minor over major axis of the Gaussian.</summary>
    [Parameter("ratio", "Ratio of minor to major axis of the Gaussian kernel.", Min = 0, Max = 1)]
    public double Ratio { get; init; } = 1;

    /// <summary>Position angle of the major axis, degrees counter-clockwise from x.</summary>
    [Parameter("theta", "Position angle of the major axis of the kernel, counter-clockwise from x.", Unit = "degrees")]
    public double Theta { get; init; }

    /// <summary>Sources need more flux than this.</summary>
    [Parameter("fluxmin", "Smallest flux (exclusive) of a source in the window of the kernel.", Unit = "counts")]
    public double? FluxMin { get; init; }

    /// <summary>Sources need less flux than this.</summary>
    [Parameter("fluxmax", "Largest flux (exclusive) of a source in the window of the kernel.", Unit = "counts")]
    public double? FluxMax { get; init; }

    /// <summary>DQ bits that count as good; empty: DQ is not used.</summary>
    [Parameter("dqbits", "DQ bits that count as good, for example 64,32 or 96 or ~4096; empty: the DQ array is not used.")]
    public string DqBits { get; init; } = "";

    /// <summary>Whether sharpness and roundness limits are applied.</summary>
    [Parameter("use_sharp_round", "Apply the limits of sharpness and roundness?")]
    public bool UseSharpRound { get; init; }

    /// <summary>Lower limit of sharpness.</summary>
    [Parameter("sharplo", "Smallest sharpness of a source.")]
    public double? SharpLo { get; init; } = 0.2;

    /// <summary>Upper limit of sharpness.</summary>
    [Parameter("sharphi", "Largest sharpness of a source; cosmic rays are sharper than stars.")]
    public double? SharpHi { get; init; } = 1;

    /// <summary>Lower limit of both roundnesses.</summary>
    [Parameter("roundlo", "Smallest roundness of a source.")]
    public double? RoundLo { get; init; } = -1;

    /// <summary>Upper limit of both roundnesses.</summary>
    [Parameter("roundhi", "Largest roundness of a source.")]
    public double? RoundHi { get; init; } = 1;
}
