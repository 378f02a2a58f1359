using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>The peak of the two-dimensional histogram of pair offsets (facts: matching-and-fitting 3.2 to 3.4).</summary>
/// <param name="ShiftX">Offset in x, reference pixels, image minus reference.</param>
/// <param name="ShiftY">Offset in y.</param>
/// <param name="Significance">Peak over the root of the mean of the lower bins, as DrizzlePac prints it.</param>
/// <param name="MatchCount">Pairs in the box around the peak.</param>
/// <param name="Histogram">Pairs per bin of one pixel, [dy, dx]; the middle bin is the offset (CentreX, CentreY).</param>
/// <param name="Warning">What is wrong with the peak, or null.</param>
public sealed record OffsetPeak(double ShiftX, double ShiftY, double Significance, int MatchCount, Image<int> Histogram, string? Warning = null)
{
    /// <summary>Offset in x of the middle bin, reference pixels.</summary>
    public double CentreX { get; init; }

    /// <summary>Offset in y of the middle bin, reference pixels.</summary>
    public double CentreY { get; init; }
}
