using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The Gaussian kernel: k = (e/pi) exp(-e r^2), e = 2.3548^2 s^2 / (2 f^2), over the square of half width
/// max(2.5 f / (2.3548 s), 1.2 / s) around the centre (facts: drizzle-kernels 6.4). The sum of k is about 1, not exactly.
/// </summary>
internal sealed class GaussianDrop<TPower> : DropKernel<TPower> where TPower : struct, IOverlapPower
{
    private const double FwhmPerSigma = 2.3548;
    private readonly double e, radius;
    private readonly int taps;

    public GaussianDrop(double pixFrac, double scaleRatio)
    {
        e = FwhmPerSigma * FwhmPerSigma * scaleRatio * scaleRatio / (2 * pixFrac * pixFrac);
        radius = Math.Max(2.5 * pixFrac / (FwhmPerSigma * scaleRatio), 1.2 / scaleRatio);
        taps = (int)Math.Ceiling(2 * radius) + 1;
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
        Span<double> kx = stackalloc double[taps], ky = stackalloc double[taps];
        for (int i = 0; i < xs.Length; i++)
        {
            double firstX = Math.Floor(xs[i] - radius + 0.5), firstY = Math.Floor(ys[i] - radius + 0.5);
            if (!band.TryIndex((int)firstX, (int)firstY, out int index)) continue;
            int nx = Profile(firstX - xs[i], kx), ny = Profile(firstY - ys[i], ky);
            var pair = LoadPair(ref pairs, i);
            for (int j = 0; j < ny; j++)
            {
                double scale = ky[j] * (e / Math.PI);
                for (int k = 0; k < nx; k++)
                    AddPair(ref sums, index + j * stride + 2 * k, pair, (float)(kx[k] * scale));
            }
        }
    }

    /// <summary>exp(-e d^2) at d = first, first + 1, ... up to round(radius from the centre); each from the one before by a ratio.</summary>
    private int Profile(double first, Span<double> k)
    {
        int n = Math.Min(k.Length, (int)(Math.Floor(radius - first + 0.5)) + 1);
        double value = Math.Exp(-e * first * first), ratio = Math.Exp(-e * (2 * first + 1)), bend = Math.Exp(-2 * e);
        for (int t = 0; t < n; t++)
        {
            k[t] = value;
            value *= ratio;
            ratio *= bend;
        }
        return n;
    }
}
