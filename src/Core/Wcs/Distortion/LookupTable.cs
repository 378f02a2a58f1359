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
    public double Evaluate(double x, double y) => Evaluate(Vector512.Create(x), Vector512.Create(y)).ToScalar();

    /// <summary>The largest offset by amount, in pixels; NaN counts as infinite.</summary>
    internal double LargestOffset => _values.Max(v => float.IsNaN(v) ? double.PositiveInfinity : Math.Abs((double)v));

    /// <summary>Whether another table has its nodes at the same pixels.</summary>
    internal bool SharesGrid(LookupTable other) =>
        (Width, Height, CrPix, CrVal, CDelt) == (other.Width, other.Height, other.CrPix, other.CrVal, other.CDelt);

    /// <summary>The offsets at eight image pixels (1-based).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<double> Evaluate(Vector512<double> x, Vector512<double> y)
    {
        Locate(x, y, out var cellX, out var cellY, out var fx, out var fy, out int shared);
        return Interpolate(cellX, cellY, fx, fy, shared);
    }

    /// <summary>The offsets of this table and of one on the same grid; the cell is found once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Evaluate(LookupTable second, Vector512<double> x, Vector512<double> y, out Vector512<double> ownOffset, out Vector512<double> secondOffset)
    {
        Locate(x, y, out var cellX, out var cellY, out var fx, out var fy, out int shared);
        ownOffset = Interpolate(cellX, cellY, fx, fy, shared);
        secondOffset = second.Interpolate(cellX, cellY, fx, fy, shared);
    }

    /// <summary>Cells and fractions; <paramref name="shared"/> is the index of the cell that all positions lie in, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Locate(Vector512<double> x, Vector512<double> y, out Vector512<double> cellX, out Vector512<double> cellY,
        out Vector512<double> fx, out Vector512<double> fy, out int shared)
    {
        var kx = Clamp((x - Vector512.Create(1 + CrVal.X)) * Vector512.Create(_perPixelX) + Vector512.Create(CrPix.X), _maxX);
        var ky = Clamp((y - Vector512.Create(1 + CrVal.Y)) * Vector512.Create(_perPixelY) + Vector512.Create(CrPix.Y), _maxY);
        cellX = Vector512.MinNative(Vector512.Floor(kx), Vector512.Create((double)_lastX));
        cellY = Vector512.MinNative(Vector512.Floor(ky), Vector512.Create((double)_lastY));
        fx = kx - cellX;
        fy = ky - cellY;
        // Cells are wide (64 pixels), so eight neighbours nearly always share one.
        var same = Vector512.Equals(cellX, Vector512.Create(cellX.ToScalar())) & Vector512.Equals(cellY, Vector512.Create(cellY.ToScalar()));
        shared = same.ExtractMostSignificantBits() == 0xFF ? (int)cellY.ToScalar() * _stride + (int)cellX.ToScalar() : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Interpolate(Vector512<double> cellX, Vector512<double> cellY, Vector512<double> fx, Vector512<double> fy, int shared)
    {
        return shared < 0 ? Scattered(cellX, cellY, fx, fy) : Bilinear(Vector512.Create((double)_values[shared]), Vector512.Create((double)_values[shared + 1]),
            Vector512.Create((double)_values[shared + _stride]), Vector512.Create((double)_values[shared + _stride + 1]), fx, fy);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Bilinear(Vector512<double> v00, Vector512<double> v01, Vector512<double> v10, Vector512<double> v11, Vector512<double> fx, Vector512<double> fy)
    {
        var lower = Vector512.FusedMultiplyAdd(v01 - v00, fx, v00);
        var upper = Vector512.FusedMultiplyAdd(v11 - v10, fx, v10);
        return Vector512.FusedMultiplyAdd(upper - lower, fy, lower);
    }

    /// <summary>Clamps to 0 .. max; a NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clamp(Vector512<double> k, double max) =>
        Vector512.MaxNative(Vector512<double>.Zero, Vector512.MinNative(Vector512.Create(max), k));

    /// <summary>Positions in different cells. Apart, so that the vectors of the usual case stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector512<double> Scattered(Vector512<double> cellX, Vector512<double> cellY, Vector512<double> fx, Vector512<double> fy)
    {
        Span<double> lower = stackalloc double[8], lowerNext = stackalloc double[8], upper = stackalloc double[8], upperNext = stackalloc double[8];
        for (int lane = 0; lane < 8; lane++)
        {
            // A NaN position converts to cell 0; its fraction is NaN, and so is the result.
            int i = (int)cellY.GetElement(lane) * _stride + (int)cellX.GetElement(lane);
            lower[lane] = _values[i];
            lowerNext[lane] = _values[i + 1];
            upper[lane] = _values[i + _stride];
            upperNext[lane] = _values[i + _stride + 1];
        }
        return Bilinear(Vector512.Create<double>(lower), Vector512.Create<double>(lowerNext), Vector512.Create<double>(upper), Vector512.Create<double>(upperNext), fx, fy);
    }
}
