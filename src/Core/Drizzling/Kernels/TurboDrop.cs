using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The turbo kernel: a box of <paramref name="size"/> output pixels (pixfrac over scale ratio) parallel to the output axes;
/// k = overlap divided by the area of the box.
/// </summary>
internal sealed class TurboDrop<TPower>(double size) : DropKernel<TPower> where TPower : struct, IOverlapPower
{
    private readonly double half = size / 2, perSize = 1 / size;
    // A ratio of two equal scales may differ from 1 by rounding, which must not cost a third pixel.
    private readonly int taps = (int)Math.Ceiling(size - 1e-9) + 1;

    public override int Pad => taps;
    public override double Reach => half + 1;

    public override void Add(DrizzleBand band, DropRow row, PixelRowMapping map, int y, int x0, int count)
    {
        row.Map(map, y, x0, count, 0, 1);
        if (taps == 2) AddSmall(band, row, count); else AddAny(band, row, count);
    }

    /// <summary>A box of at most one pixel touches two pixels along each axis: the part in the first, and the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddSmall(DrizzleBand band, DropRow row, int count)
    {
        ReadOnlySpan<double> xs = row.Positions(0).AsSpan(0, count), ys = row.Positions(1).AsSpan(0, count);
        ref float pairs = ref MemoryMarshal.GetArrayDataReference(row.Pairs);
        ref float sums = ref band.First;
        nint next = 2 * band.Stride;
        for (int i = 0; i < xs.Length; i++)
        {
            double lowX = xs[i] - half + 0.5, lowY = ys[i] - half + 0.5;
            double floorX = Math.Floor(lowX), floorY = Math.Floor(lowY);
            if (!band.TryIndex((int)floorX, (int)floorY, out int index)) continue;
            double a = Math.Min((1 - (lowX - floorX)) * perSize, 1), b = Math.Min((1 - (lowY - floorY)) * perSize, 1);
            var pair = LoadPair(ref pairs, i);
            AddPair(ref sums, index, pair, (float)(a * b));
            AddPair(ref sums, index + 2, pair, (float)((1 - a) * b));
            AddPair(ref sums, index + next, pair, (float)(a * (1 - b)));
            AddPair(ref sums, index + next + 2, pair, (float)((1 - a) * (1 - b)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddAny(DrizzleBand band, DropRow row, int count)
    {
        ReadOnlySpan<double> xs = row.Positions(0).AsSpan(0, count), ys = row.Positions(1).AsSpan(0, count);
        ref float pairs = ref MemoryMarshal.GetArrayDataReference(row.Pairs);
        ref float sums = ref band.First;
        nint stride = 2 * band.Stride;
        Span<double> kx = stackalloc double[taps], ky = stackalloc double[taps];
        for (int i = 0; i < xs.Length; i++)
        {
            double lowX = xs[i] - half + 0.5, lowY = ys[i] - half + 0.5;
            double floorX = Math.Floor(lowX), floorY = Math.Floor(lowY);
            if (!band.TryIndex((int)floorX, (int)floorY, out int index)) continue;
            Overlaps(lowX - floorX, kx);
            Overlaps(lowY - floorY, ky);
            var pair = LoadPair(ref pairs, i);
            for (int j = 0; j < ky.Length; j++)
                for (int k = 0; k < kx.Length; k++)
                    AddPair(ref sums, index + j * stride + 2 * k, pair, (float)(kx[k] * ky[j]));
        }
    }

    /// <summary>Overlap of [low, low + size] with the unit intervals [0,1], [1,2], ... as fractions of the size.</summary>
    private void Overlaps(double low, Span<double> k)
    {
        double high = low + size;
        for (int t = 0; t < k.Length; t++)
            k[t] = Math.Max(0, Math.Min(high, t + 1) - Math.Max(low, t)) * perSize;
    }
}
