namespace HstNotebooks.Drizzling;

/// <summary>How the separately drizzled images are combined.</summary>
public enum CombineType
{
    /// <summary>The median, or the minimum where the median is too far above it to be noise.</summary>
    MinMed,
    /// <summary>As <see cref="MinMed"/>; where all images are masked, the first value that is not zero.</summary>
    IMinMed,
    /// <summary>The median of the unmasked values.</summary>
    Median,
    /// <summary>As <see cref="Median"/>; where all images are masked, the first value that is not zero.</summary>
    IMedian,
    /// <summary>The mean of the unmasked values.</summary>
    Mean,
    /// <summary>As <see cref="Mean"/>; where all images are masked, the first value that is not zero.</summary>
    IMean,
    /// <summary>The sum of all values; masks are not looked at.</summary>
    Sum,
    /// <summary>The smallest unmasked value but nlow.</summary>
    Minimum,
}
