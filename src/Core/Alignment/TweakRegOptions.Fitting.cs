using HstNotebooks.Parameters;

namespace HstNotebooks.Alignment;

public sealed partial record TweakRegOptions
{
    private const string Matching = "OBJECT MATCHING PARAMETERS";
    private const string Fitting = "CATALOG FITTING PARAMETERS";

    /// <summary>The smallest number of pairs for a fit.</summary>
    [Parameter("minobj", "Smallest number of pairs that a fit may rest on.", Section = Matching, Min = 1)]
    public int MinObj { get; init; } = 15;

    /// <summary>How far the search for the offset reaches.</summary>
    [Parameter("searchrad", "How far the search for the offset reaches, in searchunits; auto searches out to 30 arcseconds and 1 degree of rotation.", Section = Matching, Min = 0)]
    public AutoNumber SearchRad { get; init; } = 1.0;

    /// <summary>Whether the search radius is in arcseconds or pixels.</summary>
    [Parameter("searchunits", "Units of searchrad.", Section = Matching)]
    public SearchUnits SearchUnits { get; init; } = SearchUnits.Arcseconds;

    /// <summary>Whether the offset is searched with a two-dimensional histogram.</summary>
    [Parameter("use2dhist", "Find the offset with a two-dimensional histogram? Otherwise xoffset and yoffset are taken.", Section = Matching)]
    public bool Use2DHist { get; init; } = true;

    /// <summary>Whether the histogram is drawn.</summary>
    [Parameter("see2dplot", "Draw the histogram (hist2d_<image>.png)?", Section = Matching)]
    public bool See2DPlot { get; init; } = true;

    /// <summary>Sources of one list closer than this count as one, reference pixels.</summary>
    [Parameter("separation", "Sources of one list that are closer than this count as one.", Section = Matching, Unit = "reference pixels", Min = 0)]
    public double Separation { get; init; } = 0.5;

    /// <summary>Largest distance of a pair after the offset, reference pixels.</summary>
    [Parameter("tolerance", "Largest distance of a pair after the offset.", Section = Matching, Unit = "reference pixels", Min = 0)]
    public double Tolerance { get; init; } = 1;

    /// <summary>Offset in x (image minus reference): where the search begins or, with <c>use2dhist</c> no, what is used as it is.</summary>
    /// <remarks>The reference ignores it where <c>use2dhist</c> is yes; here a rough first guess allows a small <c>searchrad</c>.</remarks>
    [Parameter("xoffset", "First guess of the offset in x, image minus reference; used as it is where use2dhist is no.", Section = Matching, Unit = "reference pixels")]
    public double XOffset { get; init; }

    /// <summary>Offset in y (image minus reference): where the search begins or, with <c>use2dhist</c> no, what is used as it is.</summary>
    /// <remarks>The reference ignores it where <c>use2dhist</c> is yes; here a rough first guess allows a small <c>searchrad</c>.</remarks>
    [Parameter("yoffset", "First guess of the offset in y, image minus reference; used as it is where use2dhist is no.", Section = Matching, Unit = "reference pixels")]
    public double YOffset { get; init; }

    /// <summary>What is fitted.</summary>
    [Parameter("fitgeometry", "What is fitted: shifts; shifts, rotation and scale; all six coefficients; auto: the simplest that the matches support.", Section = Fitting)]
    public FitGeometry FitGeometry { get; init; } = FitGeometry.RScale;

    /// <summary>From what the weights of the pairs are made. Not in DrizzlePac, where all pairs count alike.</summary>
    /// <remarks>
    /// A pair's variance per axis is modelled as (error of the catalog)^2 + a + b / flux; a and b follow from the residuals of the image
    /// itself (Carroll and Ruppert 1988). The errors of the catalog are its columns ra_error and dec_error (as Gaia has them, mas where no unit is
    /// given; raErr and decErr of SDSS in arcsec), at the epoch of the exposure where pmra_error and pmdec_error are there too.
    /// </remarks>
    [Parameter("fitweights", "From what pairs get weights in the fit: none, so that all count alike; the brightness of the sources; the errors of the catalog (columns ra_error, dec_error); or both. (Not in DrizzlePac.)", Section = Fitting)]
    public FitWeights FitWeights { get; init; } = FitWeights.None;

    /// <summary>How wrong pairs are weighed down. Not in DrizzlePac, which clips.</summary>
    /// <remarks>Huber (1964, Ann. Math. Statist. 35, 73) or Tukey's biweight (Beaton and Tukey 1974, Technometrics 16, 147), tuned to 95 per cent efficiency in two dimensions (Maronna 1976, Ann. Statist. 4, 51).</remarks>
    [Parameter("robust", "Weigh pairs down that lie far off, instead of clipping (nclip and sigma play no part then): Huber's estimate or Tukey's biweight. (Not in DrizzlePac.)", Section = Fitting)]
    public RobustEstimator Robust { get; init; } = RobustEstimator.None;

    /// <summary>Which plots of the residuals are drawn.</summary>
    [Parameter("residplot", "Plots of the residuals.", Section = Fitting, Choices = "No plot|vector|residuals|both")]
    public ResidualPlots ResidPlot { get; init; } = ResidualPlots.Both;

    /// <summary>Limit of the residuals' axis, reference pixels; None: from the data.</summary>
    [Parameter("ylimit", "Limit of the residuals' axis in the plots; None: from the data.", Section = Fitting, Unit = "reference pixels")]
    public double? YLimit { get; init; }

    /// <summary>Font size of the labels of the plots that are written, points; below 4 and above 24 it changes no more.</summary>
    [Parameter("labelsize", "Font size of the labels of the plots that are written; below 4 and above 24 it changes no more.", Section = Fitting, Unit = "points", Min = 1, Max = 100)]
    public int LabelSize { get; init; } = 8;

    /// <summary>Rounds of clipping.</summary>
    [Parameter("nclip", "Rounds of clipping in the fit; 0: none.", Section = Fitting, Min = 0, Max = 1000)]
    public int NClip { get; init; } = 3;

    /// <summary>Clipping limit in standard deviations.</summary>
    [Parameter("sigma", "Clipping limit per axis; None: no clipping.", Section = Fitting, Unit = "sigma", Min = 0)]
    public double? Sigma { get; init; } = 3;
}
