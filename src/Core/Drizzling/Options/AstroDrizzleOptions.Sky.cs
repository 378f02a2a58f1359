using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

public sealed partial record AstroDrizzleOptions
{
    /// <summary>Whether to mask pixels far below the sky.</summary>
    [Parameter("static", "Whether to mask pixels far below the sky.", Section = "STEP 1: STATIC MASK")]
    public bool Static { get; init; } = true;

    /// <summary>A pixel is masked this many sigma below the mode.</summary>
    [Parameter("static_sig", "A pixel is masked this many sigma below the mode.", Section = "STEP 1: STATIC MASK", Unit = "sigma", Min = 0)]
    public double StaticSig { get; init; } = 4.0;

    /// <summary>Whether to subtract the sky.</summary>
    [Parameter("skysub", "Whether to subtract the sky.", Section = "STEP 2: SKY SUBTRACTION")]
    public bool SkySub { get; init; } = true;

    /// <summary>How the sky is found.</summary>
    [Parameter("skymethod", "How the sky is found.", Section = "STEP 2: SKY SUBTRACTION", Choices = "localmin|globalmin|match|globalmin+match")]
    public SkyMethod SkyMethod { get; init; } = SkyMethod.LocalMin;

    /// <summary>The statistic that stands for the sky.</summary>
    [Parameter("skystat", "The statistic that stands for the sky.", Section = "STEP 2: SKY SUBTRACTION", Choices = "median|mode|mean")]
    public SkyStatistic SkyStat { get; init; } = SkyStatistic.Median;

    /// <summary>Width of the bins of the sky histogram.</summary>
    [Parameter("skywidth", "Width of the bins of the sky histogram.", Section = "STEP 2: SKY SUBTRACTION", Unit = "sigma", Min = 1e-6)]
    public double? SkyWidth { get; init; } = 0.1;

    /// <summary>Values below are never sky.</summary>
    [Parameter("skylower", "Values below are never sky.", Section = "STEP 2: SKY SUBTRACTION", Unit = "electron")]
    public double? SkyLower { get; init; }

    /// <summary>Values above are never sky.</summary>
    [Parameter("skyupper", "Values above are never sky.", Section = "STEP 2: SKY SUBTRACTION", Unit = "electron")]
    public double? SkyUpper { get; init; }

    /// <summary>Rounds of clipping.</summary>
    [Parameter("skyclip", "Rounds of clipping.", Section = "STEP 2: SKY SUBTRACTION", Min = 0)]
    public int SkyClip { get; init; } = 5;

    /// <summary>Values that many sigma below the mean are clipped.</summary>
    [Parameter("skylsigma", "Values that many sigma below the mean are clipped.", Section = "STEP 2: SKY SUBTRACTION", Unit = "sigma", Min = 0)]
    public double SkyLSigma { get; init; } = 4.0;

    /// <summary>Values that many sigma above the mean are clipped.</summary>
    [Parameter("skyusigma", "Values that many sigma above the mean are clipped.", Section = "STEP 2: SKY SUBTRACTION", Unit = "sigma", Min = 0)]
    public double SkyUSigma { get; init; } = 4.0;

    /// <summary>Catalog of user masks for the sky: per line an image and one mask file per chip, 0 = masked.</summary>
    [Parameter("skymask_cat", "Catalog of user masks for the sky: per line an image and one mask file per chip, 0 = masked.", Section = "STEP 2: SKY SUBTRACTION")]
    public string SkyMaskCat { get; init; } = "";

    /// <summary>Whether statically masked pixels are left out of the sky.</summary>
    [Parameter("use_static", "Whether statically masked pixels are left out of the sky.", Section = "STEP 2: SKY SUBTRACTION")]
    public bool UseStatic { get; init; } = true;

    /// <summary>DQ bits that are good for the sky.</summary>
    [Parameter("sky_bits", "DQ bits that are good for the sky.", Section = "STEP 2: SKY SUBTRACTION")]
    public string SkyBits { get; init; } = "0";

    /// <summary>File of sky values: per line an image and its value, or one value per chip.</summary>
    [Parameter("skyfile", "File of sky values: per line an image and its value, or one value per chip.", Section = "STEP 2: SKY SUBTRACTION")]
    public string SkyFile { get; init; } = "";

    /// <summary>Header keyword with the sky that was already subtracted, or @file; used where skysub is false.</summary>
    [Parameter("skyuser", "Header keyword with the sky that was already subtracted, or @file; used where skysub is false.", Section = "STEP 2: SKY SUBTRACTION")]
    public string SkyUser { get; init; } = "";
}
