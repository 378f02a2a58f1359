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
    /// <summary>Maps eight pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Map(Vector512<double> x, Vector512<double> y, out Vector512<double> outX, out Vector512<double> outY)
    {
        var dx = x - Vector512.Create(x0);
        var dy = y - Vector512.Create(y0);
        var w = Fma(dx, g, Fma(dy, h, Vector512.Create(k)));
        var inverse = Vector512<double>.One / w;
        inverse = Vector512.ConditionalSelect(Vector512.GreaterThan(w, Vector512<double>.Zero), inverse, Vector512.Create(double.NaN));
        outX = Vector512.FusedMultiplyAdd(Fma(dx, a, Fma(dy, b, Vector512.Create(c))), inverse, Vector512.Create(targetX0));
        outY = Vector512.FusedMultiplyAdd(Fma(dx, d, Fma(dy, e, Vector512.Create(f))), inverse, Vector512.Create(targetY0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> v, double factor, Vector512<double> addend) =>
        Vector512.FusedMultiplyAdd(v, Vector512.Create(factor), addend);
}
