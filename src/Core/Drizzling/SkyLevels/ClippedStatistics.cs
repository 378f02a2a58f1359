using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Statistics of pixel values after sigma clipping, as AstroDrizzle's static mask and sky steps take them
/// (facts: source-finding 1.2). The result does not depend on the number of cores.
/// </summary>
/// <param name="Count">Pixels inside the last limits.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation (divisor n - 1).</param>
/// <param name="Minimum">The smallest of them.</param>
/// <param name="Maximum">The largest of them.</param>
/// <param name="Mode">Peak of their histogram, refined by the two neighbouring bins.</param>
/// <param name="Median">Their median; the mean of the two middle ones where their number is even.</param>
/// <param name="HasHistogram">False where the values span less than one bin; the mode is then of no use.</param>
public sealed record ClippedStatistics(long Count, double Mean, double StandardDeviation, double Minimum, double Maximum,
    double Mode, double Median, bool HasHistogram)
{
    private const int Chunk = 1 << 16;

    /// <summary>Computes the statistics of the finite values.</summary>
    /// <param name="values">The pixels; NaN and infinities are left out.</param>
    /// <param name="clips">Rounds of clipping.</param>
    /// <param name="lowSigma">Clipped below mean - this * sd.</param>
    /// <param name="highSigma">Clipped above mean + this * sd.</param>
    /// <param name="binWidth">Bins of the histogram in standard deviations.</param>
    /// <param name="lower">Values below are never used.</param>
    /// <param name="upper">Values above are never used.</param>
    /// <param name="wantMedian">Whether to compute the median (else NaN).</param>
    /// <param name="wantMode">Whether to compute the mode (else NaN).</param>
    /// <exception cref="InputException">No value is left.</exception>
    public static ClippedStatistics Compute(ReadOnlyMemory<float> values, int clips = 3, double lowSigma = 3, double highSigma = 3,
        double binWidth = 0.1, double? lower = null, double? upper = null, bool wantMedian = true, bool wantMode = true)
    {
        float low = lower is { } l ? (float)l : -float.MaxValue, high = upper is { } u ? (float)u : float.MaxValue;
        float first = low, last = high;
        Moments moments = default;
        for (int pass = 0; pass <= clips; pass++)
        {
            moments = Measure(values, low, high);
            if (moments.Count == 0)
                throw new InputException("no pixel is left for the statistics") { Advice = "check the masks and the lower and upper limits" };
            if (pass == 0) (first, last) = (moments.Min, moments.Max);
            if (pass == clips) break;
            float sd = (float)moments.StandardDeviation, mean = (float)moments.Mean;
            low = Math.Max(first, (float)(mean - lowSigma * sd));
            high = Math.Min(last, (float)(mean + highSigma * sd));
        }

        double deviation = moments.StandardDeviation, width = binWidth * deviation, range = (double)moments.Max - moments.Min;
        var (mode, hasHistogram) = wantMode ? ClippedHistogram.Mode(values, moments.Min, range, width) : (double.NaN, ClippedHistogram.Exists(range, width));
        double median = wantMedian ? ClippedMedian.Of(values, moments.Min, moments.Max, moments.Count) : double.NaN;
        return new ClippedStatistics(moments.Count, moments.Mean, deviation, moments.Min, moments.Max, mode, median, hasHistogram);
    }

    private static Moments Measure(ReadOnlyMemory<float> values, float low, float high)
    {
        int chunks = (values.Length + Chunk - 1) / Chunk;
        var parts = new Moments[chunks];
        Parallel.For(0, chunks, c => parts[c] = MeasureChunk(values.Span.Slice(c * Chunk, Math.Min(Chunk, values.Length - c * Chunk)), low, high));
        var total = new Moments(0, 0, 0, float.PositiveInfinity, float.NegativeInfinity);
        foreach (var part in parts)
            total = new Moments(total.Count + part.Count, total.Sum + part.Sum, total.Squares + part.Squares, Math.Min(total.Min, part.Min), Math.Max(total.Max, part.Max));
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Moments MeasureChunk(ReadOnlySpan<float> values, float low, float high)
    {
        Vector<float> lows = new(low), highs = new(high), min = new(float.PositiveInfinity), max = new(float.NegativeInfinity);
        Vector<double> sum = default, squares = default;
        Vector<int> count = default;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var v in vectors)
        {
            var use = Vector.GreaterThanOrEqual(v, lows) & Vector.LessThanOrEqual(v, highs);
            count -= use;
            min = Vector.ConditionalSelect(use, Vector.MinNative(min, v), min);
            max = Vector.ConditionalSelect(use, Vector.MaxNative(max, v), max);
            Vector.Widen(Vector.ConditionalSelect(use, v, Vector<float>.Zero), out var a, out var b);
            sum += a + b;
            squares += a * a + b * b;
        }
        long n = Vector.Sum(count);
        double s = Vector.Sum(sum), q = Vector.Sum(squares);
        float lo = float.PositiveInfinity, hi = float.NegativeInfinity;
        for (int i = 0; i < Vector<float>.Count; i++) (lo, hi) = (Math.Min(lo, min[i]), Math.Max(hi, max[i]));
        foreach (float v in values[(vectors.Length * Vector<float>.Count)..])
        {
            if (!(v >= low && v <= high)) continue;
            n++;
            s += v;
            q += (double)v * v;
            (lo, hi) = (Math.Min(lo, v), Math.Max(hi, v));
        }
        return new Moments(n, s, q, lo, hi);
    }

    private readonly record struct Moments(long Count, double Sum, double Squares, float Min, float Max)
    {
        public double Mean => Sum / Count;
        public double StandardDeviation => Count < 2 ? 0 : Math.Sqrt(Math.Max(0, (Squares - Sum * Sum / Count) / (Count - 1)));
    }
}
