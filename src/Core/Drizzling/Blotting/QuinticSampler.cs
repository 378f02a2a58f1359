using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
namespace HstNotebooks.Drizzling;

/// <summary>
/// Quintic Lagrange polynomials through pixels n-2 to n+3 in both directions, n = trunc(x). Eight lanes, of which six count;
/// the six weights are polynomials of the fraction, evaluated side by side by Horner's rule.
/// </summary>
internal sealed class QuinticSampler(BlotSource source) : BlotSampler(source)
{
    private const int Points = 6, Lanes = 8, Before = 2;
    private static readonly Vector256<float>[] Coefficients = MakeCoefficients();

    public override float Sample(double x, double y)
    {
        int nx = (int)x, ny = (int)y, left = nx - Before, low = ny - Before;
        var kx = Weights((float)(x - nx));
        var ky = Weights((float)(y - ny));
        return left < 0 || low < 0 || left + Lanes > Source.Width || low + Points > Source.Height
            ? AtEdge(left, low, kx, ky)
            : Inside(ref MemoryMarshal.GetReference(Source.Span), Source.IndexOf(left, low), Source.Stride, kx, ky);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SampleRow(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<float> row, float scale, float shift, float missing)
    {
        ref float pixels = ref MemoryMarshal.GetReference(Source.Span);
        nint origin = Source.IndexOf(0, 0), stride = Source.Stride;
        int lastLeft = Source.Width - Lanes, lastLow = Source.Height - Points;
        Vector256<float> c0 = Coefficients[0], c1 = Coefficients[1], c2 = Coefficients[2], c3 = Coefficients[3], c4 = Coefficients[4], c5 = Coefficients[5];
        for (int i = 0; i < row.Length; i++)
        {
            double x = xs[i], y = ys[i];
            int nx = (int)x, ny = (int)y, left = nx - Before, low = ny - Before;
            if ((uint)left <= (uint)lastLeft && (uint)low <= (uint)lastLow)
            {
                Vector256<float> tx = Vector256.Create((float)(x - nx)), ty = Vector256.Create((float)(y - ny));
                var kx = Horner(tx, c0, c1, c2, c3, c4, c5);
                var ky = Horner(ty, c0, c1, c2, c3, c4, c5);
                row[i] = Inside(ref pixels, origin + low * stride + left, stride, kx, ky) * scale + shift;
            }
            else
            {
                row[i] = (IsInside(x, y) ? Sample(x, y) : missing) * scale + shift;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Inside(ref float pixels, nint at, nint width, Vector256<float> kx, Vector256<float> ky)
    {
        ref float first = ref Unsafe.Add(ref pixels, at);
        var sum = Vector256.LoadUnsafe(ref first) * Vector256.Create(ky.GetElement(0));
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref first, width)), Vector256.Create(ky.GetElement(1)), sum);
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref first, 2 * width)), Vector256.Create(ky.GetElement(2)), sum);
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref first, 3 * width)), Vector256.Create(ky.GetElement(3)), sum);
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref first, 4 * width)), Vector256.Create(ky.GetElement(4)), sum);
        sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref Unsafe.Add(ref first, 5 * width)), Vector256.Create(ky.GetElement(5)), sum);
        // The two lanes beside the stencil may hold NaN, so they are dropped, not multiplied by zero.
        return Vector256.Sum(Vector256.ConditionalSelect(Vector256.Create(-1, -1, -1, -1, -1, -1, 0, 0).AsSingle(), sum * kx, Vector256<float>.Zero));
    }

    private float AtEdge(int left, int low, Vector256<float> kx, Vector256<float> ky)
    {
        Span<double> wx = stackalloc double[Points], wy = stackalloc double[Points];
        for (int i = 0; i < Points; i++) (wx[i], wy[i]) = (kx.GetElement(i), ky.GetElement(i));
        return SumContinued(left, low, wx, wy);
    }

    private static Vector256<float> Weights(float t) =>
        Horner(Vector256.Create(t), Coefficients[0], Coefficients[1], Coefficients[2], Coefficients[3], Coefficients[4], Coefficients[5]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Horner(Vector256<float> t, Vector256<float> c0, Vector256<float> c1, Vector256<float> c2, Vector256<float> c3, Vector256<float> c4, Vector256<float> c5)
    {
        var k = Vector256.FusedMultiplyAdd(c5, t, c4);
        k = Vector256.FusedMultiplyAdd(k, t, c3);
        k = Vector256.FusedMultiplyAdd(k, t, c2);
        k = Vector256.FusedMultiplyAdd(k, t, c1);
        return Vector256.FusedMultiplyAdd(k, t, c0);
    }

    /// <summary>Coefficients of the Lagrange polynomials of the nodes -2 to 3, by power of t; lane = node.</summary>
    private static Vector256<float>[] MakeCoefficients()
    {
        var lanes = new float[Points][];
        for (int power = 0; power < Points; power++) lanes[power] = new float[Lanes];
        for (int node = 0; node < Points; node++)
        {
            double[] polynomial = [1, 0, 0, 0, 0, 0];
            for (int other = 0; other < Points; other++)
            {
                if (other == node) continue;
                // Times (t - other) / (node - other); the nodes lie at their index - 2.
                for (int power = Points - 1; power >= 0; power--)
                    polynomial[power] = ((power > 0 ? polynomial[power - 1] : 0) - (other - Before) * polynomial[power]) / (node - other);
            }
            for (int power = 0; power < Points; power++) lanes[power][node] = (float)polynomial[power];
        }
        return [.. lanes.Select(l => Vector256.Create(l))];
    }
}
