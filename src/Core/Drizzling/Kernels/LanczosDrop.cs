using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The Lanczos kernels: k = L(x) L(y), L(t) = sinc(t) sinc(t/m), from a table in steps of 0.01 input drop, as the reference has it:
/// the table is entered one step too far out, so the weight at the centre is 0.9996. Kept, because the sums are not normalised
/// anyway and products agree with DrizzlePac (facts: drizzle-kernels 6.4).
/// </summary>
internal sealed class LanczosDrop<TPower> : DropKernel<TPower> where TPower : struct, IOverlapPower
{
    private const double TableStep = 0.01;
    private const int TableLength = 512;
    private readonly float[] table = new float[TableLength];
    private readonly double radius, stepsPerPixel;
    private readonly int taps;

    /// <param name="order">m, 2 or 3.</param>
    /// <param name="size">Size of the drop in output pixels: pixfrac over scale ratio.</param>
    public LanczosDrop(int order, double size)
    {
        radius = order * size;
        stepsPerPixel = 1 / (size * TableStep);
        taps = (int)Math.Ceiling(2 * radius) + 1;
        table[0] = 1;
        for (int i = 1; i < TableLength; i++)
        {
            double t = Math.PI * TableStep * i;
            table[i] = t >= Math.PI * order ? 0 : (float)(Math.Sin(t) / t * Math.Sin(t / order) / (t / order));
        }
    }

    public override int Pad => taps;
    public override double Reach => radius + 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(DrizzleBand band, DropRow row, PixelRowMapping map, int y, int x0, int count)
    {
        row.Map(map, y, x0, count, 0, 1);
        ReadOnlySpan<double> xs = row.Positions(0).AsSpan(0, count), ys = row.Positions(1).AsSpan(0, count);
        ref float pairs = ref MemoryMarshal.GetArrayDataReference(row.Pairs);
        ref float sums = ref band.First;
        nint stride = 2 * band.Stride;
        Span<float> kx = stackalloc float[taps], ky = stackalloc float[taps];
        for (int i = 0; i < xs.Length; i++)
        {
            double firstX = Math.Floor(xs[i] - radius + 0.5), firstY = Math.Floor(ys[i] - radius + 0.5);
            if (!band.TryIndex((int)firstX, (int)firstY, out int index)) continue;
            int nx = Profile(firstX - xs[i], kx), ny = Profile(firstY - ys[i], ky);
            var pair = LoadPair(ref pairs, i);
            for (int j = 0; j < ny; j++)
                for (int k = 0; k < nx; k++)
                    AddPair(ref sums, index + j * stride + 2 * k, pair, kx[k] * ky[j]);
        }
    }

    private int Profile(double first, Span<float> k)
    {
        int n = Math.Min(k.Length, (int)Math.Floor(radius - first + 0.5) + 1);
        for (int t = 0; t < n; t++)
            k[t] = table[Math.Min((int)(Math.Abs(first + t) * stepsPerPixel + 0.5) + 1, TableLength - 1)];
        return n;
    }
}
