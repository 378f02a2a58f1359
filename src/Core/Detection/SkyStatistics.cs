namespace HstNotebooks.Detection;

/// <summary>
/// The background of an image from a clipped histogram: what TweakReg calls the sky sigma (facts: source-finding 1.2).
/// </summary>
/// <remarks>Pixels that are not finite are left out. Immutable; the result does not depend on the number of cores.</remarks>
/// <param name="Mode">The most frequent value, interpolated between histogram bins; units of the image.</param>
/// <param name="StandardDeviation">Standard deviation of the pixels that survive the clipping; units of the image.</param>
/// <param name="Mean">Mean of the pixels that survive the clipping.</param>
/// <param name="Count">How many pixels survive the clipping.</param>
public sealed record SkyStatistics(double Mode, double StandardDeviation, double Mean, long Count)
{
    /// <summary>sqrt(2 |mode|), the number that DrizzlePac uses as the sky's standard deviation whatever the units are.</summary>
    public double Sigma => Math.Sqrt(2 * Math.Abs(Mode));

    private const int Rounds = 3;
    private const double ClipSigma = 3;
    private const double BinWidthInSigma = 0.01;
    private const int MostBins = 1 << 22;
    private const double Tiny = 10 * 1.1920929e-7;

    /// <summary>Measures the sky of an image.</summary>
    /// <exception cref="Errors.InputException">There is no finite pixel.</exception>
    public static SkyStatistics Measure(ReadOnlyMemory<float> pixels, CancellationToken cancel = default)
    {
        var range = ClippedMoments.Of(pixels, float.NegativeInfinity, float.PositiveInfinity, cancel);
        float dataMin = range.Min, dataMax = range.Max;
        for (int round = 0; round < Rounds; round++)
        {
            float low = Math.Max(dataMin, (float)(range.Mean - ClipSigma * range.StandardDeviation));
            float high = Math.Min(dataMax, (float)(range.Mean + ClipSigma * range.StandardDeviation));
            range = ClippedMoments.Of(pixels, low, high, cancel);
        }
        return new SkyStatistics(FindMode(pixels, range, cancel), range.StandardDeviation, range.Mean, range.Count);
    }

    private static double FindMode(ReadOnlyMemory<float> pixels, ClippedMoments range, CancellationToken cancel)
    {
        double bin = BinWidthInSigma * range.StandardDeviation, span = (double)range.Max - range.Min;
        if (bin < Tiny || Math.Abs(span) < Tiny || bin > span) return range.Min + 0.5 * bin;
        bin = Math.Max(bin, span / MostBins);
        int count = (int)Math.Floor(span / bin) + 1;
        // The reference fills the histogram with this step but turns the peak into a value with the bin width itself.
        float step = (float)(span / (count - 1));
        long[] histogram = ValueHistogram.Fill(pixels, range.Min, step, count, cancel);
        return range.Min + bin * PeakPosition(histogram);
    }

    /// <summary>Position of the highest bin in bins from the lower edge, refined by its neighbours.</summary>
    private static double PeakPosition(long[] histogram)
    {
        int count = histogram.Length;
        if (count == 1) return 0.5;
        if (count == 2) return histogram[0] > histogram[1] ? 0.5 : histogram[0] < histogram[1] ? 1.5 : 1;
        int peak = Array.IndexOf(histogram, histogram.Max());
        if (peak == 0) return 0.5;
        if (peak == count - 1) return count - 0.5;
        double left = histogram[peak] - histogram[peak - 1], right = histogram[peak] - histogram[peak + 1];
        return peak + 0.5 + (left + right == 0 ? 0 : 0.5 * (left - right) / (left + right));
    }
}
