using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Quintic Lagrange polynomials through pixels n-2 to n+3 in both directions, n = trunc(x). Eight lanes, of which six count.</summary>
internal sealed class QuinticSampler(Image<float> source) : BlotSampler(source)
{
    private const int Points = 6, Lanes = 8;

    public override float Sample(double x, double y)
    {
        int nx = (int)x, ny = (int)y;
        Span<double> kx = stackalloc double[Lanes], ky = stackalloc double[Points];
        Weights(x - nx, kx);
        Weights(y - ny, ky);
        int left = nx - 2, low = ny - 2;
        if (left < 0 || low < 0 || left + Lanes > Source.Width || low + Points > Source.Height)
            return SumContinued(left, low, kx[..Points], ky);
        ref float pixel = ref MemoryMarshal.GetReference(Source.Span);
        nint at = (nint)low * Source.Width + left;
        var sum = Vector512<double>.Zero;
        for (int j = 0; j < Points; j++, at += Source.Width)
        {
            var line = Vector256.LoadUnsafe(ref pixel, (nuint)at);
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(Vector256.WidenLower(line), Vector256.WidenUpper(line)), Vector512.Create(ky[j]), sum);
        }
        // The two lanes beside the stencil may hold NaN, so they are dropped, not multiplied by zero.
        sum = Vector512.ConditionalSelect(Vector512.Create(-1L, -1, -1, -1, -1, -1, 0, 0).AsDouble(), sum, Vector512<double>.Zero);
        return (float)Vector512.Sum(sum * Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(kx)));
    }

    private static void Weights(double t, Span<double> k)
    {
        double a = t + 2, b = t + 1, d = t - 1, e = t - 2, f = t - 3;
        double ab = a * b, de = d * e, td = t * d, ef = e * f;
        k[0] = -b * td * ef / 120;
        k[1] = a * td * ef / 24;
        k[2] = -ab * de * f / 12;
        k[3] = ab * t * ef / 12;
        k[4] = -ab * td * f / 24;
        k[5] = ab * td * e / 120;
    }
}
