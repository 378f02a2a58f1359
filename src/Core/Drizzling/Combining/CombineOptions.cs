namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="ImageCombiner"/>.</summary>
public sealed record CombineOptions
{
    /// <summary>combine_type.</summary>
    public CombineType Type { get; init; } = CombineType.MinMed;
    /// <summary>median_newmasks: whether pixels of low weight are masked.</summary>
    public bool UseMasks { get; init; } = true;
    /// <summary>combine_maskpt: a pixel is masked where its weight is below this times the mean weight of its image.</summary>
    public double MaskPoint { get; init; } = 0.3;
    /// <summary>combine_nlow: lowest values left out.</summary>
    public int LowRejects { get; init; }
    /// <summary>combine_nhigh: highest values left out.</summary>
    public int HighRejects { get; init; }
    /// <summary>combine_lthresh: values below are left out. Null = no limit.</summary>
    public double? LowThreshold { get; init; }
    /// <summary>combine_hthresh: values from here on are left out. Null = no limit.</summary>
    public double? HighThreshold { get; init; }
    /// <summary>combine_nsigma, first number: the minimum is taken where the median is that many sigma above it.</summary>
    public double Sigma1 { get; init; } = 4;
    /// <summary>combine_nsigma, second number: the same next to a pixel that took the minimum.</summary>
    public double Sigma2 { get; init; } = 3;
    /// <summary>combine_bufsize: megabytes for the rows of each image that are worked on at a time; null = chosen by size.</summary>
    public double? BufferSize { get; init; }
    /// <summary>combine_grow: how far "next to" reaches, pixels.</summary>
    public int Grow { get; init; } = 1;
}
