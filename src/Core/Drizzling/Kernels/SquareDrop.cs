using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The square kernel: the four corners of the drop are mapped, and each output pixel gets the exact overlap of the quadrilateral
/// with it, divided by the area of the quadrilateral. Eight pixels are computed side by side (lanes of 512 bits), fastest where
/// drops span up to three output pixels along an axis; those that span more than six are done one by one. With pixfrac 1 a row of corners serves two rows of pixels.
/// </summary>
internal sealed class SquareDrop<TPower>(double pixFrac, double scaleRatio) : DropKernel<TPower> where TPower : struct, IOverlapPower
{
    /// <summary>Overlaps below this are rounding noise of the sums of four trapezia.</summary>
    private const double Noise = 1e-12;
    private const int Lanes = 8, Window = 3, WideWindow = 6;
    // Arrays of DropRow: lower and upper corner row, left and right corner.
    private const int LowX = 0, LowY = 1, HighX = 2, HighY = 3, LowRightX = 4, LowRightY = 5, HighRightX = 6, HighRightY = 7;
    private readonly double half = pixFrac / 2;

    public override int Pad => WideWindow;
    public override double Reach => 1.5 * pixFrac / scaleRatio + 1;

    public override void Add(DrizzleBand band, DropRow row, PixelRowMapping map, int y, int x0, int count)
    {
        if (pixFrac == 1)
        {
            MapSharedCorners(row, map, y, x0, count);
            Spread(band, row, count, row.Positions(LowX), row.Positions(LowY), row.Positions(LowX).AsSpan(1), row.Positions(LowY).AsSpan(1),
                row.Positions(HighX), row.Positions(HighY), row.Positions(HighX).AsSpan(1), row.Positions(HighY).AsSpan(1));
            return;
        }
        row.Map(map, y - half, x0 - half, count, LowX, LowY);
        row.Map(map, y - half, x0 + half, count, LowRightX, LowRightY);
        row.Map(map, y + half, x0 - half, count, HighX, HighY);
        row.Map(map, y + half, x0 + half, count, HighRightX, HighRightY);
        Spread(band, row, count, row.Positions(LowX), row.Positions(LowY), row.Positions(LowRightX), row.Positions(LowRightY),
            row.Positions(HighX), row.Positions(HighY), row.Positions(HighRightX), row.Positions(HighRightY));
    }

    private static void MapSharedCorners(DropRow row, PixelRowMapping map, int y, int x0, int count)
    {
        if (row.Held == (y - 0.5, x0 - 0.5, count + 1))
        {
            row.Swap(LowX, HighX);
            row.Swap(LowY, HighY);
        }
        else
        {
            row.Map(map, y - 0.5, x0 - 0.5, count + 1, LowX, LowY);
        }
        row.Map(map, y + 0.5, x0 - 0.5, count + 1, HighX, HighY);
        row.Held = (y + 0.5, x0 - 0.5, count + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(DrizzleBand band, DropRow row, int count,
        ReadOnlySpan<double> lowX, ReadOnlySpan<double> lowY, ReadOnlySpan<double> lowRightX, ReadOnlySpan<double> lowRightY,
        ReadOnlySpan<double> highX, ReadOnlySpan<double> highY, ReadOnlySpan<double> highRightX, ReadOnlySpan<double> highRightY)
    {
        ref float pairs = ref MemoryMarshal.GetArrayDataReference(row.Pairs);
        Span<float> k = stackalloc float[Window * Window * Lanes];
        Span<double> originX = stackalloc double[Lanes], originY = stackalloc double[Lanes];
        Span<Vector512<double>> over = stackalloc Vector512<double>[Window * Window];
        var one = Vector512<double>.One;
        for (int i = 0; i < count; i += Lanes)
        {
            // Corners clockwise from the upper left; output pixel n spans [n, n + 1] after the shift by half a pixel.
            var shift = Vector512.Create(0.5);
            Vector512<double> x0 = Load(highX, i) + shift, x1 = Load(highRightX, i) + shift, x2 = Load(lowRightX, i) + shift, x3 = Load(lowX, i) + shift;
            Vector512<double> y0 = Load(highY, i) + shift, y1 = Load(highRightY, i) + shift, y2 = Load(lowRightY, i) + shift, y3 = Load(lowY, i) + shift;
            var ox = Vector512.Floor(Vector512.MinNative(Vector512.MinNative(x0, x1), Vector512.MinNative(x2, x3)));
            var oy = Vector512.Floor(Vector512.MinNative(Vector512.MinNative(y0, y1), Vector512.MinNative(y2, y3)));
            x0 -= ox; x1 -= ox; x2 -= ox; x3 -= ox;
            y0 -= oy; y1 -= oy; y2 -= oy; y3 -= oy;
            var spanX = Vector512.MaxNative(Vector512.MaxNative(x0, x1), Vector512.MaxNative(x2, x3));
            var spanY = Vector512.MaxNative(Vector512.MaxNative(y0, y1), Vector512.MaxNative(y2, y3));
            ox.CopyTo(originX);
            oy.CopyTo(originY);
            int lanes = Math.Min(Lanes, count - i);
            if (lanes < Lanes)
            {
                // Behind the run stands what an earlier one left; it must not choose the way, whose rounding would then depend on the thread.
                var used = Vector512.LessThan(Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((double)lanes));
                (spanX, spanY) = (Vector512.ConditionalSelect(used, spanX, Vector512<double>.Zero), Vector512.ConditionalSelect(used, spanY, Vector512<double>.Zero));
            }

            var span = Vector512.MaxNative(spanX, spanY);
            if (Vector512.GreaterThanAny(span, Vector512.Create((double)Window)))
            {
                if (Vector512.LessThanOrEqualAll(span, Vector512.Create((double)WideWindow)))
                {
                    AddWide(band, ref pairs, i, lanes, originX, originY, Cells(spanX), Cells(spanY), new Corners(x0, y0, x1, y1, x2, y2, x3, y3));
                    continue;
                }
                for (int lane = 0; lane < lanes; lane++)
                    AddLarge(band, LoadPair(ref pairs, i + lane), (int)originX[lane], (int)originY[lane],
                        [x0[lane], x1[lane], x2[lane], x3[lane]], [y0[lane], y1[lane], y2[lane], y3[lane]]);
                continue;
            }

            int columns = Vector512.LessThanOrEqualAll(spanX, one + one) ? 2 : 3, rows = Vector512.LessThanOrEqualAll(spanY, one + one) ? 2 : 3;
            var perArea = PerArea(x0, y0, x1, y1, x2, y2, x3, y3);
            over.Clear();
            ref var first = ref over[0];
            DropEdges.Add(x0, y0, x1, y1, columns, rows, ref first);
            DropEdges.Add(x1, y1, x2, y2, columns, rows, ref first);
            DropEdges.Add(x2, y2, x3, y3, columns, rows, ref first);
            DropEdges.Add(x3, y3, x0, y0, columns, rows, ref first);
            for (int c = 0; c < columns; c++)
            {
                Store((over[3 * c] - over[3 * c + 1]) * perArea, k, c);
                Store((over[3 * c + 1] - over[3 * c + 2]) * perArea, k, Window + c);
                if (rows == 3) Store(over[3 * c + 2] * perArea, k, 2 * Window + c);
            }
            Scatter(band, ref pairs, i, lanes, k, originX, originY, columns, rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(DrizzleBand band, ref float pairs, int i, int lanes, ReadOnlySpan<float> k,
        ReadOnlySpan<double> originX, ReadOnlySpan<double> originY, int columns, int rows)
    {
        ref float sums = ref band.First;
        ref float factors = ref MemoryMarshal.GetReference(k);
        nint stride = 2 * band.Stride;
        for (int lane = 0; lane < lanes; lane++)
        {
            if (!band.TryIndex((int)originX[lane], (int)originY[lane], out int index)) continue;
            var pair = LoadPair(ref pairs, i + lane);
            ref float factor = ref Unsafe.Add(ref factors, lane);
            for (int r = 0; r < rows; r++)
            {
                nint at = index + r * stride;
                AddPair(ref sums, at, pair, Unsafe.Add(ref factor, r * Window * Lanes));
                AddPair(ref sums, at + 2, pair, Unsafe.Add(ref factor, (r * Window + 1) * Lanes));
                if (columns == 3) AddPair(ref sums, at + 4, pair, Unsafe.Add(ref factor, (r * Window + 2) * Lanes));
            }
        }
    }

    /// <summary>Eight drops that span up to <see cref="WideWindow"/> output pixels: the same areas, in windows of any size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWide(DrizzleBand band, ref float pairs, int i, int lanes, ReadOnlySpan<double> originX, ReadOnlySpan<double> originY, int columns, int rows, in Corners at)
    {
        Span<float> k = stackalloc float[WideWindow * WideWindow * Lanes];
        Span<Vector512<double>> over = stackalloc Vector512<double>[columns * rows];
        var perArea = PerArea(at.X0, at.Y0, at.X1, at.Y1, at.X2, at.Y2, at.X3, at.Y3);
        over.Clear();
        DropEdges.AddWide(at.X0, at.Y0, at.X1, at.Y1, columns, rows, over);
        DropEdges.AddWide(at.X1, at.Y1, at.X2, at.Y2, columns, rows, over);
        DropEdges.AddWide(at.X2, at.Y2, at.X3, at.Y3, columns, rows, over);
        DropEdges.AddWide(at.X3, at.Y3, at.X0, at.Y0, columns, rows, over);
        for (int c = 0; c < columns; c++)
        {
            var column = over.Slice(rows * c, rows);
            for (int r = 0; r < rows - 1; r++) Store((column[r] - column[r + 1]) * perArea, k, r * columns + c);
            Store(column[^1] * perArea, k, (rows - 1) * columns + c);
        }
        ref float sums = ref band.First;
        for (int lane = 0; lane < lanes; lane++)
        {
            if (!band.TryIndex((int)originX[lane], (int)originY[lane], out int index)) continue;
            var pair = LoadPair(ref pairs, i + lane);
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < columns; c++)
                    AddPair(ref sums, index + 2 * (r * band.Stride + c), pair, k[(r * columns + c) * Lanes + lane]);
        }
    }

    /// <summary>One drop of any size: the same areas, over all output pixels of its bounding box inside the band.</summary>
    private static void AddLarge(DrizzleBand band, Vector128<float> pair, int originX, int originY, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double area = 0.5 * ((x[1] - x[3]) * (y[0] - y[2]) - (x[0] - x[2]) * (y[1] - y[3]));
        double maxX = Math.Max(Math.Max(x[0], x[1]), Math.Max(x[2], x[3])), maxY = Math.Max(Math.Max(y[0], y[1]), Math.Max(y[2], y[3]));
        if (area == 0 || originX < -100_000_000 || !(maxX < 100_000) || !(maxY < 100_000)) return;
        int firstColumn = Math.Max(0, band.FirstColumn - originX), firstRow = Math.Max(0, band.FirstRow - originY);
        int lastColumn = Math.Min((int)maxX, band.FirstColumn + band.Columns - 1 - originX), lastRow = Math.Min((int)maxY, band.FirstRow + band.Rows - 1 - originY);
        for (int r = firstRow; r <= lastRow; r++)
        {
            for (int c = firstColumn; c <= lastColumn; c++)
            {
                double overlap = 0;
                for (int edge = 0; edge < 4; edge++)
                {
                    int next = (edge + 1) & 3;
                    overlap += DropEdges.AreaBelow(x[edge] - c, y[edge] - r, x[next] - c, y[next] - r);
                }
                double factor = overlap / area;
                if (factor > Noise && band.TryIndex(originX + c, originY + r, out int index)) AddPair(ref band.First, index, pair, (float)factor);
            }
        }
    }

    /// <summary>Output pixels that drops of these spans touch along an axis.</summary>
    private static int Cells(Vector512<double> span)
    {
        int cells = 2;
        while (Vector512.GreaterThanAny(span, Vector512.Create((double)cells))) cells++;
        return cells;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PerArea(Vector512<double> x0, Vector512<double> y0, Vector512<double> x1, Vector512<double> y1,
        Vector512<double> x2, Vector512<double> y2, Vector512<double> x3, Vector512<double> y3)
    {
        var area = Vector512.Create(0.5) * ((x1 - x3) * (y0 - y2) - (x0 - x2) * (y1 - y3));
        return Vector512.ConditionalSelect(Vector512.Equals(area, Vector512<double>.Zero), Vector512<double>.Zero, Vector512<double>.One / area);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(ReadOnlySpan<double> values, int i) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<double> factors, Span<float> k, int cell)
    {
        factors = Vector512.ConditionalSelect(Vector512.GreaterThan(factors, Vector512.Create(Noise)), factors, Vector512<double>.Zero);
        Vector256.Narrow(factors.GetLower(), factors.GetUpper()).StoreUnsafe(ref MemoryMarshal.GetReference(k), (nuint)(cell * Lanes));
    }

    /// <summary>Corners of eight drops, clockwise from the upper left, relative to the first output pixel that each touches.</summary>
    private readonly record struct Corners(Vector512<double> X0, Vector512<double> Y0, Vector512<double> X1, Vector512<double> Y1,
        Vector512<double> X2, Vector512<double> Y2, Vector512<double> X3, Vector512<double> Y3);
}
