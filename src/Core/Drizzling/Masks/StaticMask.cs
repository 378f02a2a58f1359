using System.Runtime.CompilerServices;
using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The static mask of a detector area: pixels that are far below the sky in any of the exposures that share the area
/// (bad columns, dark spots). Masks of several chips are combined by adding the chips one after the other.
/// </summary>
public sealed class StaticMask
{
    private const int Clips = 3;
    private const double ClipSigma = 3, BinSigmas = 0.1;

    /// <summary>A mask without bad pixels.</summary>
    public StaticMask(int width, int height)
    {
        Mask = new Image<byte>(width, height);
        Mask.Span.Fill(1);
    }

    /// <summary>1 = good, 0 = masked.</summary>
    public Image<byte> Mask { get; }

    /// <summary>Number of masked pixels.</summary>
    public long MaskedPixels { get; private set; }

    /// <summary>Masks the pixels of a chip below mode - <paramref name="sigma"/> * sd of its clipped histogram.</summary>
    /// <param name="chip">The chip, in any units, not sky subtracted.</param>
    /// <param name="sigma">static_sig.</param>
    /// <returns>The statistics; where they have no histogram (a constant image) nothing was masked.</returns>
    /// <exception cref="InputException">The chip has another size, or no finite pixel.</exception>
    public ClippedStatistics Add(Image<float> chip, double sigma)
    {
        if (chip.Width != Mask.Width || chip.Height != Mask.Height)
            throw new InputException($"a chip of {chip.Width} x {chip.Height} pixels for a static mask of {Mask.Width} x {Mask.Height}");
        var statistics = ClippedStatistics.Compute(chip.Pixels, Clips, ClipSigma, ClipSigma, BinSigmas, wantMedian: false);
        if (!statistics.HasHistogram) return statistics;
        float limit = (float)(statistics.Mode - sigma * statistics.StandardDeviation);
        var mask = Mask.Pixels;
        var pixels = chip.Pixels;
        const int chunk = 1 << 16;
        long masked = 0;
        Parallel.For(0, (mask.Length + chunk - 1) / chunk, c => Interlocked.Add(ref masked, Mark(pixels.AsSpan(c * chunk, Math.Min(chunk, mask.Length - c * chunk)), limit, mask.AsSpan(c * chunk))));
        MaskedPixels += masked;
        return statistics;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Mark(ReadOnlySpan<float> pixels, float limit, Span<byte> mask)
    {
        int masked = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!(pixels[i] < limit) || mask[i] == 0) continue;
            mask[i] = 0;
            masked++;
        }
        return masked;
    }
}
