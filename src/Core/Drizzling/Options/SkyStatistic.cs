namespace HstNotebooks.Drizzling;

/// <summary>The statistic of the clipped pixels that stands for the sky.</summary>
public enum SkyStatistic
{
    /// <summary>The median.</summary>
    Median,
    /// <summary>The mode.</summary>
    Mode,
    /// <summary>The mean.</summary>
    Mean,
}
