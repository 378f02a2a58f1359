using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Wcs;

/// <summary>
/// The exact map, evaluated at a few positions of each smooth stretch of a row and continued between them: away from the kinks of
/// the lookup tables, polynomials of degree 4 through five exact positions are good to rounding. Each stretch is verified at three
/// more positions, its ends among them; where one is off by more than <see cref="Tolerance"/>, and beside the stretches, all
/// positions are exact.
/// </summary>
/// <remarks>The stretches belong to the chip, so a position does not depend on where the row begins that it is part of.</remarks>
internal sealed class SmoothPixelMap : PixelMap
{
    /// <summary>Largest difference from the exact map where a stretch is verified, in output pixels.</summary>
    public const double Tolerance = 1e-10;
    private const int Nodes = 5, Lanes = 8;

    /// <summary>The five Chebyshev nodes on [-1, 1], then three places of verification.</summary>
    private static readonly Vector512<double> Places =
        Vector512.Create([.. Enumerable.Range(0, Nodes).Select(i => -Math.Cos(Math.PI * (2 * i + 1) / (2 * Nodes))), -1, 1, 0.3]);
    /// <summary>Lane k of vector i: the coefficient of t^k of the polynomial that is 1 at node i and 0 at the others.</summary>
    private static readonly Vector512<double>[] NodePolynomials = [.. Enumerable.Range(0, Nodes).Select(NodePolynomial)];

    private readonly ExactPixelMap _exact;
    private readonly (double Start, double End)[] _stretches; // 0-based pixels, ascending

    private SmoothPixelMap(ExactPixelMap exact, (double Start, double End)[] stretches) : base(exact.Width, exact.Height) =>
        (_exact, _stretches) = (exact, stretches);

    public override int Step => 0;

    /// <summary>The map of a chip; the exact one itself where the kinks of its tables lie too close together.</summary>
    public static PixelMap Of(ExactPixelMap exact, DetectorDistortion? distortion)
    {
        var stretches = SmoothStretches.Of(exact.Width, distortion);
        return stretches.Sum(s => s.End - s.Start) < exact.Width / 2.0 ? exact : new SmoothPixelMap(exact, stretches);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MapRow(double y, double x0, Span<double> outX, Span<double> outY)
    {
        if (outX.Length != outY.Length) throw new ArgumentException("outputs of different lengths", nameof(outY));
        Span<double> byX = stackalloc double[Lanes], byY = stackalloc double[Lanes];
        int n = outX.Length, i = 0;
        for (int s = FirstThatEndsAfter(x0); s < _stretches.Length && i < n; s++)
        {
            var (start, end) = _stretches[s];
            int first = (int)Math.Clamp(Math.Ceiling(start - x0), i, n), last = (int)Math.Clamp(Math.Floor(end - x0) + 1, first, n);
            if (first > i) _exact.MapRow(y, x0 + i, outX[i..first], outY[i..first]);
            if (last > first)
            {
                double middle = 0.5 * (start + end), half = 0.5 * (end - start);
                if (TryFit(y, middle, half, byX, byY)) Continue(x0, middle, 1 / half, byX, byY, first, last, outX, outY);
                else _exact.MapRow(y, x0 + first, outX[first..last], outY[first..last]);
            }
            i = last;
        }
        if (i < n) _exact.MapRow(y, x0 + i, outX[i..], outY[i..]);
    }

    /// <summary>The polynomials of a stretch in t = (x - middle) / half; false where they do not meet the exact map.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryFit(double y, double middle, double half, Span<double> byX, Span<double> byY)
    {
        var x = Vector512.FusedMultiplyAdd(Places, Vector512.Create(half), Vector512.Create(middle + 1));
        _exact.Map(x, Vector512.Create(y + 1), out var exactX, out var exactY);
        return Fit(exactX, byX) && Fit(exactY, byY);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fit(Vector512<double> exact, Span<double> coefficients)
    {
        exact.CopyTo(coefficients);
        var sum = NodePolynomials[0] * Vector512.Create(coefficients[0]);
        for (int i = 1; i < Nodes; i++) sum = Vector512.FusedMultiplyAdd(NodePolynomials[i], Vector512.Create(coefficients[i]), sum);
        sum.CopyTo(coefficients);
        return Vector512.LessThanOrEqualAll(Vector512.Abs(At(Places, coefficients) - exact), Vector512.Create(Tolerance));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Continue(double x0, double middle, double perHalf, ReadOnlySpan<double> byX, ReadOnlySpan<double> byY, int first, int last,
        Span<double> outX, Span<double> outY)
    {
        var lanes = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        for (int i = first; i < last; i += Lanes)
        {
            var t = (Vector512.Create(x0 + i) + lanes - Vector512.Create(middle)) * Vector512.Create(perHalf);
            Vector512<double> x = At(t, byX), y = At(t, byY);
            if (i + Lanes <= outX.Length)
            {
                // What lies beyond the stretch is written again after it.
                x.StoreUnsafe(ref MemoryMarshal.GetReference(outX), (nuint)i);
                y.StoreUnsafe(ref MemoryMarshal.GetReference(outY), (nuint)i);
                continue;
            }
            for (int lane = 0; i + lane < last; lane++) (outX[i + lane], outY[i + lane]) = (x[lane], y[lane]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> At(Vector512<double> t, ReadOnlySpan<double> c)
    {
        var sum = Vector512.FusedMultiplyAdd(Vector512.Create(c[4]), t, Vector512.Create(c[3]));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(c[2]));
        sum = Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(c[1]));
        return Vector512.FusedMultiplyAdd(sum, t, Vector512.Create(c[0]));
    }

    private int FirstThatEndsAfter(double x)
    {
        int low = 0, high = _stretches.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_stretches[middle].End < x) low = middle + 1; else high = middle;
        }
        return low;
    }

    private static Vector512<double> NodePolynomial(int node)
    {
        var c = new double[Lanes];
        c[0] = 1;
        for (int other = 0; other < Nodes; other++)
        {
            if (other == node) continue;
            // Times (t - other) / (node - other).
            for (int k = Nodes - 1; k >= 0; k--)
                c[k] = ((k > 0 ? c[k - 1] : 0) - Places[other] * c[k]) / (Places[node] - Places[other]);
        }
        return Vector512.Create(c);
    }
}
