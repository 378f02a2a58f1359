namespace HstNotebooks.Alignment;

/// <summary>Points sorted into square cells, so that the neighbours of a position are found without looking at all points.</summary>
/// <remarks>Immutable; safe to share between threads. Points that are not finite are left out.</remarks>
internal sealed class PointGrid
{
    private const int MostCells = 1 << 22;
    private readonly double[] x;
    private readonly double[] y;
    private readonly double minX;
    private readonly double minY;
    private readonly double cell;
    private readonly int columns;
    private readonly int rows;
    private readonly int[] firstOfCell;
    private readonly int[] indices;

    /// <param name="x">Columns of the points.</param>
    /// <param name="y">Rows of the points.</param>
    /// <param name="cellSize">Wanted size of a cell; larger cells are taken where there would be too many.</param>
    public PointGrid(double[] x, double[] y, double cellSize)
    {
        (this.x, this.y) = (x, y);
        double maxX = double.NegativeInfinity, maxY = double.NegativeInfinity;
        (minX, minY) = (double.PositiveInfinity, double.PositiveInfinity);
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (!IsUsable(i)) continue;
            count++;
            (minX, maxX) = (Math.Min(minX, x[i]), Math.Max(maxX, x[i]));
            (minY, maxY) = (Math.Min(minY, y[i]), Math.Max(maxY, y[i]));
        }
        if (count == 0) (minX, minY, maxX, maxY) = (0, 0, 0, 0);
        cell = Math.Max(cellSize, 1e-9);
        while ((Math.Floor((maxX - minX) / cell) + 1) * (Math.Floor((maxY - minY) / cell) + 1) > Math.Max(64, Math.Min(MostCells, 4.0 * count))) cell *= 2;
        columns = (int)((maxX - minX) / cell) + 1;
        rows = (int)((maxY - minY) / cell) + 1;
        firstOfCell = new int[columns * rows + 1];
        indices = new int[count];
        for (int i = 0; i < x.Length; i++)
            if (IsUsable(i)) firstOfCell[CellOf(i) + 1]++;
        for (int c = 0; c < columns * rows; c++) firstOfCell[c + 1] += firstOfCell[c];
        int[] next = firstOfCell[..^1];
        for (int i = 0; i < x.Length; i++)
            if (IsUsable(i)) indices[next[CellOf(i)]++] = i;
    }

    /// <summary>Calls the action with the index of every point with |x - cx| &lt;= reach and |y - cy| &lt;= reach, and of some a little farther off.</summary>
    public void ForEachNear(double cx, double cy, double reach, Action<int> action)
    {
        if (!Cells(cx, cy, reach, out int c0, out int c1, out int r0, out int r1)) return;
        for (int r = r0; r <= r1; r++)
        {
            for (int i = firstOfCell[r * columns + c0]; i < firstOfCell[r * columns + c1 + 1]; i++) action(indices[i]);
        }
    }

    /// <summary>The point nearest to a position within a distance (inclusive), or -1; the lower index among equals.</summary>
    public int Nearest(double cx, double cy, double reach)
    {
        int best = -1;
        double bestSquare = reach * reach;
        if (!Cells(cx, cy, reach, out int c0, out int c1, out int r0, out int r1)) return -1;
        for (int r = r0; r <= r1; r++)
        {
            for (int k = firstOfCell[r * columns + c0]; k < firstOfCell[r * columns + c1 + 1]; k++)
            {
                int i = indices[k];
                double dx = x[i] - cx, dy = y[i] - cy, square = dx * dx + dy * dy;
                if (square < bestSquare || (square == bestSquare && (best < 0 || i < best))) (best, bestSquare) = (i, square);
            }
        }
        return best;
    }

    /// <summary>Adds to each count the number of points within a distance (inclusive); squared distances, ascending.</summary>
    public void CountWithin(double cx, double cy, ReadOnlySpan<double> squaredReaches, Span<int> counts)
    {
        double largest = squaredReaches[^1];
        if (!Cells(cx, cy, Math.Sqrt(largest), out int c0, out int c1, out int r0, out int r1)) return;
        for (int r = r0; r <= r1; r++)
        {
            for (int k = firstOfCell[r * columns + c0]; k < firstOfCell[r * columns + c1 + 1]; k++)
            {
                double dx = x[indices[k]] - cx, dy = y[indices[k]] - cy, square = dx * dx + dy * dy;
                if (square > largest) continue;
                for (int ring = squaredReaches.Length - 1; ring >= 0 && square <= squaredReaches[ring]; ring--) counts[ring]++;
            }
        }
    }

    private bool Cells(double cx, double cy, double reach, out int c0, out int c1, out int r0, out int r1)
    {
        (c0, c1, r0, r1) = (0, -1, 0, -1);
        double left = (cx - reach - minX) / cell, right = (cx + reach - minX) / cell;
        double low = (cy - reach - minY) / cell, high = (cy + reach - minY) / cell;
        if (!(right >= 0 && high >= 0 && left < columns && low < rows)) return false;
        (c0, c1) = ((int)Math.Max(0, left), (int)Math.Min(columns - 1, right));
        (r0, r1) = ((int)Math.Max(0, low), (int)Math.Min(rows - 1, high));
        return true;
    }

    private bool IsUsable(int i) => double.IsFinite(x[i]) && double.IsFinite(y[i]);

    private int CellOf(int i) => (int)((y[i] - minY) / cell) * columns + (int)((x[i] - minX) / cell);
}
