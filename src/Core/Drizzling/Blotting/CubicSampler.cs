using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
namespace HstNotebooks.Drizzling;

/// <summary>Cubic Lagrange polynomials through pixels n-1 to n+2 in both directions, n = trunc(x).</summary>
internal sealed class CubicSampler(BlotSource source) : BlotSampler(source)
{
    private const int Points = 4;

    public override float Sample(double x, double y)
    {
        int nx = (int)x, ny = (int)y;
        Span<double> kx = stackalloc double[Points], ky = stackalloc double[Points];
        Weights(x - nx, kx);
        Weights(y - ny, ky);
        int left = nx - 1, low = ny - 1;
        if (left < 0 || low < 0 || left + Points > Source.Width || low + Points > Source.Height) return SumContinued(left, low, kx, ky);
        ref float pixel = ref MemoryMarshal.GetReference(Source.Span);
        var sum = Vector256<double>.Zero;
        for (int j = 0; j < Points; j++)
        {
            var line = Vector256.WidenLower(Vector128.LoadUnsafe(ref pixel, (nuint)Source.IndexOf(left, low + j)).ToVector256Unsafe());
            sum = Vector256.FusedMultiplyAdd(line, Vector256.Create(ky[j]), sum);
        }
        return (float)Vector256.Sum(sum * Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(kx)));
    }

    private static void Weights(double t, Span<double> k)
    {
        double a = t + 1, c = t - 1, d = t - 2;
        k[0] = -t * c * d / 6;
        k[1] = a * c * d / 2;
        k[2] = -a * t * d / 2;
        k[3] = a * t * c / 6;
    }
}
