using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="SkyMatch"/>, under DrizzlePac's names and with the defaults of its task sky. Immutable.</summary>
public sealed record SkyMatchOptions
{
    private const string Step = "STEP 2: SKY SUBTRACTION";

    /// <summary>The extensions to take part, as numbers or sci,1; null = all SCI extensions.</summary>
    [Parameter("group", "The extensions to take part, as numbers or sci,1; None: all SCI extensions.")]
    public string? Group { get; init; }

    /// <summary>Whether to measure the sky that is to be subtracted; false takes over what skyuser says was subtracted already.</summary>
    [Parameter("skysub", "Whether to measure the sky that is to be subtracted; false takes over what skyuser names.", Section = Step)]
    public bool SkySub { get; init; } = true;

    /// <summary>How the sky is found.</summary>
    [Parameter("skymethod", "How the sky is found.", Section = Step, Choices = "localmin|globalmin|match|globalmin+match")]
    public SkyMethod SkyMethod { get; init; } = SkyMethod.LocalMin;

    /// <summary>Width of the bins of the sky histogram.</summary>
    [Parameter("skywidth", "Width of the bins of the sky histogram.", Section = Step, Unit = "sigma", Min = 1e-6)]
    public double? SkyWidth { get; init; } = 0.1;

    /// <summary>The statistic that stands for the sky.</summary>
    [Parameter("skystat", "The statistic that stands for the sky.", Section = Step, Choices = "median|mode|mean")]
    public SkyStatistic SkyStat { get; init; } = SkyStatistic.Median;

    /// <summary>Values below are never sky.</summary>
    [Parameter("skylower", "Values below are never sky.", Section = Step, Unit = "electron")]
    public double? SkyLower { get; init; }

    /// <summary>Values above are never sky.</summary>
    [Parameter("skyupper", "Values above are never sky.", Section = Step, Unit = "electron")]
    public double? SkyUpper { get; init; }

    /// <summary>Rounds of clipping.</summary>
    [Parameter("skyclip", "Rounds of clipping.", Section = Step, Min = 0)]
    public int SkyClip { get; init; } = 5;

    /// <summary>Values that many sigma below the mean are clipped.</summary>
    [Parameter("skylsigma", "Values that many sigma below the mean are clipped.", Section = Step, Unit = "sigma", Min = 0)]
    public double SkyLSigma { get; init; } = 4.0;

    /// <summary>Values that many sigma above the mean are clipped.</summary>
    [Parameter("skyusigma", "Values that many sigma above the mean are clipped.", Section = Step, Unit = "sigma", Min = 0)]
    public double SkyUSigma { get; init; } = 4.0;

    /// <summary>Catalog of user masks for the sky: per line an image and one mask file per chip, 0 = masked.</summary>
    [Parameter("skymask_cat", "Catalog of user masks for the sky: per line an image and one mask file per chip, 0 = masked.", Section = Step)]
    public string SkyMaskCat { get; init; } = "";

    /// <summary>Whether statically masked pixels are left out of the sky.</summary>
    [Parameter("use_static", "Whether statically masked pixels are left out of the sky.", Section = Step)]
    public bool UseStatic { get; init; } = true;

    /// <summary>DQ bits that are good for the sky.</summary>
    [Parameter("sky_bits", "DQ bits that are good for the sky.", Section = Step)]
    public string SkyBits { get; init; } = "0";

    /// <summary>Header keyword with the sky that was already subtracted, or @file; used where skysub is false.</summary>
    [Parameter("skyuser", "Header keyword with the sky that was already subtracted, or @file; used where skysub is false.", Section = Step)]
    public string SkyUser { get; init; } = "";

    /// <summary>File of sky values: per line an image and its value, or one value per chip.</summary>
    [Parameter("skyfile", "File of sky values: per line an image and its value, or one value per chip.", Section = Step)]
    public string SkyFile { get; init; } = "";

    /// <summary>Accepted for compatibility: images are kept within a limit of memory either way.</summary>
    [Parameter("in_memory", "Accepted for compatibility: images are kept within a limit of memory either way.", Section = Step)]
    public bool InMemory { get; init; }

    internal AstroDrizzleOptions AsRun() => StepRun.Base with
    {
        Group = Group ?? "",
        // The masks of the sky task stay in memory.
        Clean = true,
        SkySub = SkySub,
        SkyMethod = SkyMethod,
        SkyWidth = SkyWidth,
        SkyStat = SkyStat,
        SkyLower = SkyLower,
        SkyUpper = SkyUpper,
        SkyClip = SkyClip,
        SkyLSigma = SkyLSigma,
        SkyUSigma = SkyUSigma,
        SkyMaskCat = SkyMaskCat,
        UseStatic = UseStatic,
        SkyBits = SkyBits,
        SkyUser = SkyUser,
        SkyFile = SkyFile,
        InMemory = InMemory,
    };
}
