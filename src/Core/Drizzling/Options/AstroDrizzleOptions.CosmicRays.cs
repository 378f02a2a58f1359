using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

public sealed partial record AstroDrizzleOptions
{
    /// <summary>Whether to combine the single images.</summary>
    [Parameter("median", "Whether to combine the single images.", Section = "STEP 4: CREATE MEDIAN IMAGE")]
    public bool Median { get; init; } = true;

    /// <summary>Whether pixels of low weight are left out.</summary>
    [Parameter("median_newmasks", "Whether pixels of low weight are left out.", Section = "STEP 4: CREATE MEDIAN IMAGE")]
    public bool MedianNewMasks { get; init; } = true;

    /// <summary>A pixel is left out where its weight is below this part of the mean weight.</summary>
    [Parameter("combine_maskpt", "A pixel is left out where its weight is below this part of the mean weight.", Section = "STEP 4: CREATE MEDIAN IMAGE", Min = 0)]
    public double CombineMaskPt { get; init; } = 0.3;

    /// <summary>How the images are combined.</summary>
    [Parameter("combine_type", "How the images are combined.", Section = "STEP 4: CREATE MEDIAN IMAGE", Choices = "minmed|iminmed|median|imedian|mean|imean|sum|minimum")]
    public CombineType CombineType { get; init; } = CombineType.MinMed;

    /// <summary>Significance at which the minimum replaces the median, and the same next to such a pixel.</summary>
    [Parameter("combine_nsigma", "Significance at which the minimum replaces the median, and the same next to such a pixel.", Section = "STEP 4: CREATE MEDIAN IMAGE", Unit = "sigma")]
    public string CombineNSigma { get; init; } = "4 3";

    /// <summary>Lowest values that are left out.</summary>
    [Parameter("combine_nlow", "Lowest values that are left out.", Section = "STEP 4: CREATE MEDIAN IMAGE", Min = 0)]
    public int CombineNLow { get; init; } = 0;

    /// <summary>Highest values that are left out.</summary>
    [Parameter("combine_nhigh", "Highest values that are left out.", Section = "STEP 4: CREATE MEDIAN IMAGE", Min = 0)]
    public int CombineNHigh { get; init; } = 0;

    /// <summary>Values below are left out.</summary>
    [Parameter("combine_lthresh", "Values below are left out.", Section = "STEP 4: CREATE MEDIAN IMAGE")]
    public double? CombineLThresh { get; init; }

    /// <summary>Values from here on are left out.</summary>
    [Parameter("combine_hthresh", "Values from here on are left out.", Section = "STEP 4: CREATE MEDIAN IMAGE")]
    public double? CombineHThresh { get; init; }

    /// <summary>How far "next to" reaches for combine_nsigma.</summary>
    [Parameter("combine_grow", "How far \"next to\" reaches for combine_nsigma.", Section = "STEP 4: CREATE MEDIAN IMAGE", Unit = "pixel", Min = 0)]
    public int CombineGrow { get; init; } = 1;

    /// <summary>Memory for the bands of each image.</summary>
    [Parameter("combine_bufsize", "Memory for the bands of each image.", Section = "STEP 4: CREATE MEDIAN IMAGE", Unit = "MB", Min = 0)]
    public double? CombineBufSize { get; init; }

    /// <summary>Whether to blot the median back onto the chips.</summary>
    [Parameter("blot", "Whether to blot the median back onto the chips.", Section = "STEP 5: BLOT BACK THE MEDIAN IMAGE")]
    public bool Blot { get; init; } = true;

    /// <summary>How the blot interpolates.</summary>
    [Parameter("blot_interp", "How the blot interpolates.", Section = "STEP 5: BLOT BACK THE MEDIAN IMAGE", Choices = "nearest|linear|poly3|poly5|sinc")]
    public BlotInterpolation BlotInterp { get; init; } = BlotInterpolation.Poly5;

    /// <summary>Scale of the sinc function.</summary>
    [Parameter("blot_sinscl", "Scale of the sinc function.", Section = "STEP 5: BLOT BACK THE MEDIAN IMAGE", Min = 1e-3)]
    public double BlotSinScl { get; init; } = 1.0;

    /// <summary>Whether to add MDRIZSKY to the blot.</summary>
    [Parameter("blot_addsky", "Whether to add MDRIZSKY to the blot.", Section = "STEP 5: BLOT BACK THE MEDIAN IMAGE")]
    public bool BlotAddSky { get; init; } = true;

    /// <summary>Sky to add where blot_addsky is false.</summary>
    [Parameter("blot_skyval", "Sky to add where blot_addsky is false.", Section = "STEP 5: BLOT BACK THE MEDIAN IMAGE")]
    public double BlotSkyVal { get; init; } = 0.0;

    /// <summary>Whether to find cosmic rays.</summary>
    [Parameter("driz_cr", "Whether to find cosmic rays.", Section = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR")]
    public bool DrizCr { get; init; } = true;

    /// <summary>Whether to write crclean files, cosmic rays replaced by the blot.</summary>
    [Parameter("driz_cr_corr", "Whether to write crclean files, cosmic rays replaced by the blot.", Section = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR")]
    public bool DrizCrCorr { get; init; }

    /// <summary>Significance of the first and the second pass.</summary>
    [Parameter("driz_cr_snr", "Significance of the first and the second pass.", Section = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR", Unit = "sigma")]
    public string DrizCrSnr { get; init; } = "3.5 3.0";

    /// <summary>Side of the square that is masked with each hit.</summary>
    [Parameter("driz_cr_grow", "Side of the square that is masked with each hit.", Section = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR", Unit = "pixel", Min = 1)]
    public int DrizCrGrow { get; init; } = 1;

    /// <summary>Length of the charge trail that is masked with each hit.</summary>
    [Parameter("driz_cr_ctegrow", "Length of the charge trail that is masked with each hit.", Section = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR", Unit = "pixel", Min = 0)]
    public int DrizCrCteGrow { get; init; } = 0;

    /// <summary>Multiples of the derivative in the first and the second pass.</summary>
    [Parameter("driz_cr_scale", "Multiples of the derivative in the first and the second pass.", Section = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR")]
    public string DrizCrScale { get; init; } = "1.2 0.7";
}
