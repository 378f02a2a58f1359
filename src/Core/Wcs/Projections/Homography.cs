using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Wcs;

/// <summary>
/// The projective map between the pixels of two TAN frames (1-based): with dx = x - x0, dy = y - y0,
/// X = X0 + (a dx + b dy + c) / w, Y = Y0 + (d dx + e dy + f) / w, w = g dx + h dy + k. Behind the projection (w not positive) NaN.
/// </summary>
internal readonly struct Homography(double a, double b, double c, double d, double e, double f, double g, double h, double k,
    double x0, double y0, double targetX0, double targetY0)
{
    /// <summary>Maps four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Map(Vector256<double> x, Vector256<double> y, out Vector256<double> outX, out Vector256<double> outY)
    {
        var dx = x - Vector256.Create(x0);
        var dy = y - Vector256.Create(y0);
        var w = Fma(dx, g, Fma(dy, h, Vector256.Create(k)));
        var inverse = Vector256<double>.One / w;
        inverse = Vector256.ConditionalSelect(Vector256.GreaterThan(w, Vector256<double>.Zero), inverse, Vector256.Create(double.NaN));
        outX = Vector256.FusedMultiplyAdd(Fma(dx, a, Fma(dy, b, Vector256.Create(c))), inverse, Vector256.Create(targetX0));
        outY = Vector256.FusedMultiplyAdd(Fma(dx, d, Fma(dy, e, Vector256.Create(f))), inverse, Vector256.Create(targetY0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> v, double factor, Vector256<double> addend) =>
        Vector256.FusedMultiplyAdd(v, Vector256.Create(factor), addend);
}
