using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

/// <summary>How a sky level is taken from pixels.</summary>
public sealed record SkyMeasure
{
    /// <summary>skystat.</summary>
    public SkyStatistic Statistic { get; init; } = SkyStatistic.Median;
    /// <summary>skyclip: rounds of clipping.</summary>
    public int Clips { get; init; } = 5;
    /// <summary>skylsigma.</summary>
    public double LowSigma { get; init; } = 4;
    /// <summary>skyusigma.</summary>
    public double HighSigma { get; init; } = 4;
    /// <summary>skywidth: bins of the histogram in sigma.</summary>
    public double BinWidth { get; init; } = 0.1;
    /// <summary>skylower in the units of the pixels; null = none.</summary>
    public double? Lower { get; init; }
    /// <summary>skyupper in the units of the pixels; null = none.</summary>
    public double? Upper { get; init; }

    /// <summary>The sky level of the finite pixels, and how many were used; null where none is left.</summary>
    public (double Level, long Count)? Of(ReadOnlyMemory<float> pixels)
    {
        try
        {
            var s = ClippedStatistics.Compute(pixels, Clips, LowSigma, HighSigma, BinWidth, Lower, Upper, wantMedian: Statistic == SkyStatistic.Median, wantMode: Statistic == SkyStatistic.Mode);
            return (Statistic switch { SkyStatistic.Median => s.Median, SkyStatistic.Mode => s.Mode, _ => s.Mean }, s.Count);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
