using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Wcs;

/// <summary>
/// A distortion lookup table (WCSDVARR or D2IMARR; FITS WCS paper IV draft): offsets in pixels on a regular grid, bilinear
/// between the nodes, constant beyond the edge. Immutable.
/// </summary>
/// <remarks>
/// The 0-based table coordinate of pixel x (1-based) is k = (x - 1 - CRVAL)/CDELT + CRPIX, as the calibration pipeline uses it;
/// paper IV would give (x - CRVAL)/CDELT + CRPIX - 1, which differs where CDELT is not 1. HST tables have CRPIX = CRVAL = 0,
/// so node i lies at pixel 1 + i CDELT.
/// </remarks>
public sealed class LookupTable
{
    private readonly float[] _values; // padded to at least 2 x 2 nodes
    private readonly int _stride, _lastX, _lastY;
    private readonly double _perPixelX, _perPixelY, _maxX, _maxY;

    /// <summary>A table from its nodes.</summary>
    /// <param name="width">NAXIS1 of the table.</param>
    /// <param name="height">NAXIS2 of the table.</param>
    /// <param name="values">Offsets in pixels, row by row.</param>
    /// <param name="crPix">CRPIX1 and CRPIX2 of the table.</param>
    /// <param name="crVal">CRVAL1 and CRVAL2 of the table, image pixels.</param>
    /// <param name="cDelt">CDELT1 and CDELT2 of the table, image pixels per node; not zero.</param>
    public LookupTable(int width, int height, ReadOnlySpan<float> values, (double X, double Y) crPix, (double X, double Y) crVal, (double X, double Y) cDelt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfZero(cDelt.X);
        ArgumentOutOfRangeException.ThrowIfZero(cDelt.Y);
        if (values.Length != width * height) throw new ArgumentException($"{values.Length} values for a table of {width} x {height}", nameof(values));
        (Width, Height, CrPix, CrVal, CDelt) = (width, height, crPix, crVal, cDelt);
        int columns = Math.Max(width, 2), rows = Math.Max(height, 2);
        _values = new float[columns * rows];
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++) _values[y * columns + x] = values[Math.Min(y, height - 1) * width + Math.Min(x, width - 1)];
        (_stride, _lastX, _lastY) = (columns, columns - 2, rows - 2);
        (_perPixelX, _perPixelY, _maxX, _maxY) = (1 / cDelt.X, 1 / cDelt.Y, width - 1, height - 1);
    }

    /// <summary>NAXIS1 of the table.</summary>
    public int Width { get; }
    /// <summary>NAXIS2 of the table.</summary>
    public int Height { get; }
    /// <summary>CRPIX1 and CRPIX2 of the table.</summary>
    public (double X, double Y) CrPix { get; }
    /// <summary>CRVAL1 and CRVAL2 of the table, image pixels.</summary>
    public (double X, double Y) CrVal { get; }
    /// <summary>CDELT1 and CDELT2 of the table, image pixels per node.</summary>
    public (double X, double Y) CDelt { get; }

    /// <summary>The value at a node, 0-based.</summary>
    public float this[int y, int x] => (uint)x < (uint)Width && (uint)y < (uint)Height
        ? _values[y * _stride + x]
        : throw new ArgumentOutOfRangeException(nameof(x), $"node [{y}, {x}] is outside a table of {Width} x {Height}");

    /// <summary>The offset in pixels at an image pixel (1-based).</summary>
    public double Evaluate(double x, double y) => Evaluate(Vector256.Create(x), Vector256.Create(y)).ToScalar();

    /// <summary>The largest offset by amount, in pixels; NaN counts as infinite.</summary>
    internal double LargestOffset => _values.Max(v => float.IsNaN(v) ? double.PositiveInfinity : Math.Abs((double)v));

    /// <summary>Whether another table has its nodes at the same pixels.</summary>
    internal bool SharesGrid(LookupTable other) =>
        (Width, Height, CrPix, CrVal, CDelt) == (other.Width, other.Height, other.CrPix, other.CrVal, other.CDelt);

    /// <summary>The offsets at four image pixels (1-based).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector256<double> Evaluate(Vector256<double> x, Vector256<double> y)
    {
        Locate(x, y, out var cellX, out var cellY, out var fx, out var fy, out int shared);
        return Interpolate(cellX, cellY, fx, fy, shared);
    }

    /// <summary>The offsets of this table and of one on the same grid; the cell is found once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Evaluate(LookupTable second, Vector256<double> x, Vector256<double> y, out Vector256<double> ownOffset, out Vector256<double> secondOffset)
    {
        Locate(x, y, out var cellX, out var cellY, out var fx, out var fy, out int shared);
        ownOffset = Interpolate(cellX, cellY, fx, fy, shared);
        secondOffset = second.Interpolate(cellX, cellY, fx, fy, shared);
    }

    /// <summary>Cells and fractions; <paramref name="shared"/> is the index of the cell that all four positions lie in, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Locate(Vector256<double> x, Vector256<double> y, out Vector256<double> cellX, out Vector256<double> cellY,
        out Vector256<double> fx, out Vector256<double> fy, out int shared)
    {
        var kx = Clamp((x - Vector256.Create(1 + CrVal.X)) * Vector256.Create(_perPixelX) + Vector256.Create(CrPix.X), _maxX);
        var ky = Clamp((y - Vector256.Create(1 + CrVal.Y)) * Vector256.Create(_perPixelY) + Vector256.Create(CrPix.Y), _maxY);
        cellX = Vector256.MinNative(Vector256.Floor(kx), Vector256.Create((double)_lastX));
        cellY = Vector256.MinNative(Vector256.Floor(ky), Vector256.Create((double)_lastY));
        fx = kx - cellX;
        fy = ky - cellY;
        // Cells are wide (64 pixels), so four neighbours nearly always share one.
        var same = Vector256.Equals(cellX, Vector256.Create(cellX.ToScalar())) & Vector256.Equals(cellY, Vector256.Create(cellY.ToScalar()));
        shared = same.ExtractMostSignificantBits() == 0b1111 ? (int)cellY.ToScalar() * _stride + (int)cellX.ToScalar() : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Interpolate(Vector256<double> cellX, Vector256<double> cellY, Vector256<double> fx, Vector256<double> fy, int shared)
    {
        Vector256<double> v00, v01, v10, v11;
        if (shared >= 0)
        {
            v00 = Vector256.Create((double)_values[shared]);
            v01 = Vector256.Create((double)_values[shared + 1]);
            v10 = Vector256.Create((double)_values[shared + _stride]);
            v11 = Vector256.Create((double)_values[shared + _stride + 1]);
        }
        else Gather(cellX, cellY, out v00, out v01, out v10, out v11);
        var lower = Vector256.FusedMultiplyAdd(v01 - v00, fx, v00);
        var upper = Vector256.FusedMultiplyAdd(v11 - v10, fx, v10);
        return Vector256.FusedMultiplyAdd(upper - lower, fy, lower);
    }

    /// <summary>Clamps to 0 .. max; a NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Clamp(Vector256<double> k, double max) =>
        Vector256.MaxNative(Vector256<double>.Zero, Vector256.MinNative(Vector256.Create(max), k));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Gather(Vector256<double> cellX, Vector256<double> cellY, out Vector256<double> v00, out Vector256<double> v01, out Vector256<double> v10, out Vector256<double> v11)
    {
        Span<double> lower = stackalloc double[4], lowerNext = stackalloc double[4], upper = stackalloc double[4], upperNext = stackalloc double[4];
        for (int lane = 0; lane < 4; lane++)
        {
            // A NaN position converts to cell 0; its fraction is NaN, and so is the result.
            int i = (int)cellY.GetElement(lane) * _stride + (int)cellX.GetElement(lane);
            lower[lane] = _values[i];
            lowerNext[lane] = _values[i + 1];
            upper[lane] = _values[i + _stride];
            upperNext[lane] = _values[i + _stride + 1];
        }
        v00 = Vector256.Create<double>(lower);
        v01 = Vector256.Create<double>(lowerNext);
        v10 = Vector256.Create<double>(upper);
        v11 = Vector256.Create<double>(upperNext);
    }
}
