using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HstNotebooks.Errors;

namespace HstNotebooks.Detection;

/// <summary>Count, mean, standard deviation and range of the pixels between two limits (both inclusive; NaN and infinities never count).</summary>
internal readonly record struct ClippedMoments(long Count, float Mean, float StandardDeviation, float Min, float Max)
{
    /// <summary>Pixels per partial sum. Fixed, so that the order of summation is the same for any number of cores.</summary>
    internal const int BlockLength = 1 << 17;

    /// <summary>Two passes over the pixels: mean and range first, then the deviations from that mean.</summary>
    public static ClippedMoments Of(ReadOnlyMemory<float> pixels, float low, float high, CancellationToken cancel)
    {
        low = Math.Max(low, float.MinValue);
        high = Math.Min(high, float.MaxValue);
        int blocks = (pixels.Length + BlockLength - 1) / BlockLength;
        var partial = new (long Count, double Sum, float Min, float Max)[blocks];
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancel },
            b => partial[b] = SumBlock(Block(pixels, b).Span, low, high));

        long count = 0;
        double sum = 0;
        // The reference starts its range at the first pixel, pulled into the limits; where that pixel is a cosmic ray the range
        // reaches up to the limit itself, and the bins of the histogram shift with it.
        float first = Math.Clamp(FirstFinite(pixels.Span), low, high), min = first, max = first;
        foreach (var part in partial)
        {
            count += part.Count;
            sum += part.Sum;
            min = Math.Min(min, part.Min);
            max = Math.Max(max, part.Max);
        }
        if (count == 0)
            throw new InputException("there is no usable pixel in the image: every value is NaN or infinite") { Advice = "leave this chip out" };

        float mean = (float)(sum / count);
        var squares = new double[blocks];
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancel },
            b => squares[b] = SumSquares(Block(pixels, b).Span, min, max, mean));
        double total = 0;
        foreach (double square in squares) total += square;
        return new ClippedMoments(count, mean, count < 2 ? 0 : (float)Math.Sqrt(total / (count - 1)), min, max);
    }

    private static float FirstFinite(ReadOnlySpan<float> pixels)
    {
        foreach (float value in pixels)
            if (float.IsFinite(value)) return value;
        return 0;
    }

    internal static ReadOnlyMemory<float> Block(ReadOnlyMemory<float> pixels, int block) =>
        pixels.Slice(block * BlockLength, Math.Min(BlockLength, pixels.Length - block * BlockLength));

    private static (long Count, double Sum, float Min, float Max) SumBlock(ReadOnlySpan<float> pixels, float low, float high)
    {
        Vector256<float> lows = Vector256.Create(low), highs = Vector256.Create(high);
        Vector256<double> sumA = default, sumB = default;
        Vector256<int> counts = default;
        Vector256<float> mins = Vector256.Create(float.PositiveInfinity), maxs = Vector256.Create(float.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(pixels);
        foreach (var value in vectors)
        {
            var inside = Vector256.GreaterThanOrEqual(value, lows) & Vector256.LessThanOrEqual(value, highs);
            var (lower, upper) = Vector256.Widen(value & inside);
            sumA += lower;
            sumB += upper;
            counts -= inside.AsInt32();
            mins = Vector256.Min(mins, Vector256.ConditionalSelect(inside, value, mins));
            maxs = Vector256.Max(maxs, Vector256.ConditionalSelect(inside, value, maxs));
        }
        long count = Vector256.Sum(counts);
        double sum = Vector256.Sum(sumA + sumB);
        float min = float.PositiveInfinity, max = float.NegativeInfinity;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            min = Math.Min(min, mins[lane]);
            max = Math.Max(max, maxs[lane]);
        }
        foreach (float value in pixels[(vectors.Length * Vector256<float>.Count)..])
        {
            if (!(value >= low && value <= high)) continue;
            count++;
            sum += value;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }
        return (count, sum, min, max);
    }

    /// <summary>Differences and squares in single precision, summed in double, as the reference does.</summary>
    private static double SumSquares(ReadOnlySpan<float> pixels, float min, float max, float mean)
    {
        Vector256<float> lows = Vector256.Create(min), highs = Vector256.Create(max), means = Vector256.Create(mean);
        Vector256<double> sumA = default, sumB = default;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(pixels);
        foreach (var value in vectors)
        {
            var inside = Vector256.GreaterThanOrEqual(value, lows) & Vector256.LessThanOrEqual(value, highs);
            var difference = value - means;
            var (lower, upper) = Vector256.Widen(difference * difference & inside);
            sumA += lower;
            sumB += upper;
        }
        double sum = Vector256.Sum(sumA + sumB);
        foreach (float value in pixels[(vectors.Length * Vector256<float>.Count)..])
        {
            if (!(value >= min && value <= max)) continue;
            float difference = value - mean;
            sum += difference * difference;
        }
        return sum;
    }
}
