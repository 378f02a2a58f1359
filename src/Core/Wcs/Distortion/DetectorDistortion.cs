using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Wcs;

/// <summary>
/// The distortion of a chip: detector-to-image tables (D2IM), then lookup tables (CPDIS, HST's NPOL) and SIP. Immutable.
/// A missing part is the identity.
/// </summary>
/// <remarks>
/// Order and positions, 1-based pixels: x1 = x + D2IM_1(x, y), y1 = y + D2IM_2(x, y), both at the original pixel; then
/// x_f = x1 + CPDIS_1(x1, y1) + A(x1 - CRPIX1, y1 - CRPIX2), likewise y_f with CPDIS_2 and B: table and polynomial are evaluated
/// at the same position and added.
/// </remarks>
public sealed class DetectorDistortion
{
    private readonly bool _npolOnOneGrid, _d2ImOnOneGrid;

    /// <summary>A distortion from its parts, each of which may be null.</summary>
    /// <param name="crPix1">CRPIX1, the origin of the SIP polynomials, 1-based.</param>
    /// <param name="crPix2">CRPIX2.</param>
    /// <param name="sipA">The polynomial of x; must be given together with that of y.</param>
    /// <param name="sipB">The polynomial of y.</param>
    public DetectorDistortion(double crPix1, double crPix2, SipPolynomial? sipA = null, SipPolynomial? sipB = null)
    {
        if (sipA is null != sipB is null) throw new ArgumentException("SIP polynomials come in pairs", nameof(sipB));
        (CrPix1, CrPix2, SipA, SipB) = (crPix1, crPix2, sipA, sipB);
    }

    /// <summary>CRPIX1, the origin of the SIP polynomials, 1-based.</summary>
    public double CrPix1 { get; }
    /// <summary>CRPIX2.</summary>
    public double CrPix2 { get; }
    /// <summary>The SIP polynomial of x, or null.</summary>
    public SipPolynomial? SipA { get; }
    /// <summary>The SIP polynomial of y, or null.</summary>
    public SipPolynomial? SipB { get; }
    /// <summary>The table CPDIS1 (NPOL) of x, or null.</summary>
    public LookupTable? Cpdis1
    {
        get;
        init => _npolOnOneGrid = OnOneGrid(field = value, Cpdis2);
    }
    /// <summary>The table CPDIS2 (NPOL) of y, or null.</summary>
    public LookupTable? Cpdis2
    {
        get;
        init => _npolOnOneGrid = OnOneGrid(field = value, Cpdis1);
    }
    /// <summary>The detector-to-image table of x, or null.</summary>
    public LookupTable? D2Im1
    {
        get;
        init => _d2ImOnOneGrid = OnOneGrid(field = value, D2Im2);
    }
    /// <summary>The detector-to-image table of y, or null.</summary>
    public LookupTable? D2Im2
    {
        get;
        init => _d2ImOnOneGrid = OnOneGrid(field = value, D2Im1);
    }

    /// <summary>Whether any part is present.</summary>
    public bool IsPresent => (SipA ?? (object?)Cpdis1 ?? Cpdis2 ?? D2Im1 ?? D2Im2) is not null;

    /// <summary>Position (1-based) behind the detector-to-image tables.</summary>
    public (double X, double Y) DetectorToImage(double x, double y) => (x + (D2Im1?.Evaluate(x, y) ?? 0), y + (D2Im2?.Evaluate(x, y) ?? 0));

    /// <summary>Distorted pixel (1-based) to focal plane pixel (1-based).</summary>
    public (double X, double Y) ToFocal(double x, double y)
    {
        ToFocal(Vector512.Create(x), Vector512.Create(y), out var fx, out var fy);
        return (fx.ToScalar(), fy.ToScalar());
    }

    /// <summary>Many distorted pixels (1-based) to focal plane pixels; the output may be the input.</summary>
    public void ToFocal(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> focalX, Span<double> focalY)
    {
        if (x.Length != y.Length || focalX.Length < x.Length || focalY.Length < x.Length)
            throw new ArgumentException("spans of different lengths", nameof(y));
        int i = 0;
        for (; i + 8 <= x.Length; i += 8)
        {
            ToFocal(Vector512.Create(x[i..]), Vector512.Create(y[i..]), out var fx, out var fy);
            fx.CopyTo(focalX[i..]);
            fy.CopyTo(focalY[i..]);
        }
        for (; i < x.Length; i++) (focalX[i], focalY[i]) = ToFocal(x[i], y[i]);
    }

    /// <summary>Eight positions at once; a scalar goes the same way, so its result has the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void ToFocal(Vector512<double> x, Vector512<double> y, out Vector512<double> focalX, out Vector512<double> focalY)
    {
        Vector512<double> x1 = x, y1 = y, dx, dy;
        if (_d2ImOnOneGrid)
        {
            D2Im1!.Evaluate(D2Im2!, x, y, out dx, out dy);
            x1 += dx;
            y1 += dy;
        }
        else
        {
            if (D2Im1 is { } d1) x1 += d1.Evaluate(x, y);
            if (D2Im2 is { } d2) y1 += d2.Evaluate(x, y);
        }
        (focalX, focalY) = (x1, y1);
        if (SipA is { } a && SipB is { } b)
        {
            var u = x1 - Vector512.Create(CrPix1);
            var v = y1 - Vector512.Create(CrPix2);
            focalX += a.Evaluate(u, v);
            focalY += b.Evaluate(u, v);
        }
        if (_npolOnOneGrid)
        {
            Cpdis1!.Evaluate(Cpdis2!, x1, y1, out dx, out dy);
            focalX += dx;
            focalY += dy;
        }
        else
        {
            if (Cpdis1 is { } c1) focalX += c1.Evaluate(x1, y1);
            if (Cpdis2 is { } c2) focalY += c2.Evaluate(x1, y1);
        }
    }

    /// <summary>
    /// The distorted pixel of a focal plane pixel (both 1-based), to 1e-9 pixel; false where the iteration does not converge,
    /// which happens far outside the chip, where the polynomial folds the plane.
    /// </summary>
    /// <remarks>
    /// Newton's method with the derivatives of SIP alone: those of the tables are of the order of 1e-3, so each round still gains
    /// three digits. A step that does not bring the position closer is halved. A solution where the mapping is mirrored against
    /// that at CRPIX lies beyond the fold and is no solution.
    /// </remarks>
    public bool TryToDetector(double focalX, double focalY, out double x, out double y)
    {
        const double tolerance = 1e-9;
        (x, y) = (focalX, focalY);
        var (fx, fy) = ToFocal(x, y);
        double ex = fx - focalX, ey = fy - focalY, error = Math.Max(Math.Abs(ex), Math.Abs(ey));
        for (int round = 0; round < 60 && double.IsFinite(error); round++)
        {
            if (error < tolerance) return IsUpright(x, y);
            var (j11, j12, j21, j22) = Jacobian(x, y);
            double det = j11 * j22 - j12 * j21;
            double sx = (j22 * ex - j12 * ey) / det, sy = (j11 * ey - j21 * ex) / det;
            double length = 1, newError = double.NaN, nx = x, ny = y, nex = ex, ney = ey;
            for (int halving = 0; halving < 8; halving++, length /= 2)
            {
                (nx, ny) = (x - length * sx, y - length * sy);
                (fx, fy) = ToFocal(nx, ny);
                (nex, ney) = (fx - focalX, fy - focalY);
                newError = Math.Max(Math.Abs(nex), Math.Abs(ney));
                if (newError < error) break;
            }
            if (!(newError < error)) break;
            (x, y, ex, ey, error) = (nx, ny, nex, ney, newError);
        }
        // Rounding of large coordinates can stop the progress just short of the tolerance.
        if (error < 1e-7 && IsUpright(x, y)) return true;
        x = y = double.NaN;
        return false;
    }

    private static bool OnOneGrid(LookupTable? first, LookupTable? second) => first is not null && second is not null && first.SharesGrid(second);

    private bool IsUpright(double x, double y)
    {
        if (SipA is null) return true;
        var (a11, a12, a21, a22) = Jacobian(x, y);
        var (b11, b12, b21, b22) = Jacobian(CrPix1, CrPix2);
        return (a11 * a22 - a12 * a21) * (b11 * b22 - b12 * b21) > 0;
    }

    private (double J11, double J12, double J21, double J22) Jacobian(double x, double y)
    {
        if (SipA is null || SipB is null) return (1, 0, 0, 1);
        var (_, au, av) = SipA.EvaluateWithDerivatives(x - CrPix1, y - CrPix2);
        var (_, bu, bv) = SipB.EvaluateWithDerivatives(x - CrPix1, y - CrPix2);
        return (1 + au, av, bu, 1 + bv);
    }
}
