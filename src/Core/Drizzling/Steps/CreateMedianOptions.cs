using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="CreateMedian"/>, under DrizzlePac's names and with the defaults of its task createMedian. Immutable.</summary>
public sealed record CreateMedianOptions
{
    private const string Step = "STEP 4: CREATE MEDIAN IMAGE";

    /// <summary>Root of the product (an addition); blank: the root of a single input, else "final".</summary>
    [Parameter("output", "Root of the product (an addition to DrizzlePac's); blank: the root of a single input, else \"final\".")]
    public string Output { get; init; } = "";

    /// <summary>Whether to combine the single images.</summary>
    [Parameter("median", "Whether to combine the single images.", Section = Step)]
    public bool Median { get; init; } = true;

    /// <summary>Whether pixels of low weight are left out.</summary>
    [Parameter("median_newmasks", "Whether pixels of low weight are left out.", Section = Step)]
    public bool MedianNewMasks { get; init; } = true;

    /// <summary>A pixel is left out where its weight is below this part of the mean weight. AstroDrizzle's own default is 0.3.</summary>
    [Parameter("combine_maskpt", "A pixel is left out where its weight is below this part of the mean weight; astrodrizzle itself uses 0.3.", Section = Step, Min = 0)]
    public double CombineMaskPt { get; init; } = 0.7;

    /// <summary>How the images are combined.</summary>
    [Parameter("combine_type", "How the images are combined.", Section = Step, Choices = "minmed|iminmed|median|imedian|mean|imean|sum|minimum")]
    public CombineType CombineType { get; init; } = CombineType.MinMed;

    /// <summary>Significance at which the minimum replaces the median, and the same next to such a pixel.</summary>
    [Parameter("combine_nsigma", "Significance at which the minimum replaces the median, and the same next to such a pixel.", Section = Step, Unit = "sigma")]
    public string CombineNSigma { get; init; } = "4 3";

    /// <summary>Lowest values that are left out.</summary>
    [Parameter("combine_nlow", "Lowest values that are left out.", Section = Step, Min = 0)]
    public int CombineNLow { get; init; }

    /// <summary>Highest values that are left out.</summary>
    [Parameter("combine_nhigh", "Highest values that are left out.", Section = Step, Min = 0)]
    public int CombineNHigh { get; init; }

    /// <summary>Values below are left out.</summary>
    [Parameter("combine_lthresh", "Values below are left out.", Section = Step)]
    public double? CombineLThresh { get; init; }

    /// <summary>Values from here on are left out.</summary>
    [Parameter("combine_hthresh", "Values from here on are left out.", Section = Step)]
    public double? CombineHThresh { get; init; }

    /// <summary>How far "next to" reaches for combine_nsigma.</summary>
    [Parameter("combine_grow", "How far \"next to\" reaches for combine_nsigma.", Section = Step, Unit = "pixel", Min = 0)]
    public int CombineGrow { get; init; } = 1;

    /// <summary>Memory for the bands of each image.</summary>
    [Parameter("combine_bufsize", "Memory for the bands of each image.", Section = Step, Unit = "MB", Min = 0)]
    public double? CombineBufSize { get; init; }

    internal AstroDrizzleOptions AsRun() => StepRun.Base with
    {
        Output = Output,
        MedianNewMasks = MedianNewMasks,
        CombineMaskPt = CombineMaskPt,
        CombineType = CombineType,
        CombineNSigma = CombineNSigma,
        CombineNLow = CombineNLow,
        CombineNHigh = CombineNHigh,
        CombineLThresh = CombineLThresh,
        CombineHThresh = CombineHThresh,
        CombineGrow = CombineGrow,
        CombineBufSize = CombineBufSize,
    };
}
