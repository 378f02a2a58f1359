using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Drizzling;

/// <summary>The point kernel: k = 1 for the output pixel that holds the centre.</summary>
internal sealed class PointDrop<TPower> : DropKernel<TPower> where TPower : struct, IOverlapPower
{
    public override int Pad => 1;
    public override double Reach => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(DrizzleBand band, DropRow row, PixelRowMapping map, int y, int x0, int count)
    {
        row.Map(map, y, x0, count, 0, 1);
        ReadOnlySpan<double> xs = row.Positions(0).AsSpan(0, count), ys = row.Positions(1).AsSpan(0, count);
        ref float pairs = ref MemoryMarshal.GetArrayDataReference(row.Pairs);
        ref float sums = ref band.First;
        for (int i = 0; i < xs.Length; i++)
        {
            int ix = (int)Math.Floor(xs[i] + 0.5), iy = (int)Math.Floor(ys[i] + 0.5);
            if (band.TryIndex(ix, iy, out int index)) AddPair(ref sums, index, LoadPair(ref pairs, i), 1);
        }
    }
}
