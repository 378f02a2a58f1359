namespace HstNotebooks.Drizzling;

/// <summary>
/// Where an input image falls on the output, on a coarse grid of cells: tells which runs of an input row can touch a band of
/// output rows, so that each band looks only at its own pixels.
/// </summary>
internal sealed class DropFootprint
{
    /// <summary>Side of a cell in input pixels.</summary>
    public const int CellSize = 32;
    /// <summary>Allowance for curvature inside a cell and beyond the mapped drop, as a part of the cell's extent.</summary>
    private const double Curvature = 0.1;

    private readonly int cellsX, cellsY, width, height;
    private readonly float[] minX, maxX, minY, maxY;

    /// <summary>Maps the corners of the cells. <paramref name="reach"/>: how far a drop reaches from its centre, output pixels.</summary>
    public DropFootprint(PixelRowMapping map, int width, int height, double reach)
    {
        (this.width, this.height) = (width, height);
        cellsX = (width + CellSize - 1) / CellSize;
        cellsY = (height + CellSize - 1) / CellSize;
        double[] nodeX = new double[(cellsX + 1) * (cellsY + 1)], nodeY = new double[nodeX.Length];
        for (int j = 0; j <= cellsY; j++)
            for (int i = 0; i <= cellsX; i++)
            {
                int n = j * (cellsX + 1) + i;
                map(Math.Min(j * CellSize, height) - 0.5, Math.Min(i * CellSize, width) - 0.5, nodeX.AsSpan(n, 1), nodeY.AsSpan(n, 1));
            }

        (minX, maxX, minY, maxY) = (new float[cellsX * cellsY], new float[cellsX * cellsY], new float[cellsX * cellsY], new float[cellsX * cellsY]);
        for (int j = 0; j < cellsY; j++)
            for (int i = 0; i < cellsX; i++)
            {
                int n = j * (cellsX + 1) + i, cell = j * cellsX + i;
                (minX[cell], maxX[cell]) = Range(nodeX, n, reach);
                (minY[cell], maxY[cell]) = Range(nodeY, n, reach);
            }
        FirstColumn = Bound(minX, float.PositiveInfinity, Math.Min, Math.Floor);
        LastColumn = Bound(maxX, float.NegativeInfinity, Math.Max, Math.Ceiling);
        FirstRow = Bound(minY, float.PositiveInfinity, Math.Min, Math.Floor);
        LastRow = Bound(maxY, float.NegativeInfinity, Math.Max, Math.Ceiling);
    }

    /// <summary>A lower bound of the output columns that are touched; not clipped to the output.</summary>
    public int FirstColumn { get; }
    /// <summary>An upper bound of the output columns that are touched (inclusive).</summary>
    public int LastColumn { get; }
    /// <summary>A lower bound of the output rows that are touched.</summary>
    public int FirstRow { get; }
    /// <summary>An upper bound of the output rows that are touched (inclusive).</summary>
    public int LastRow { get; }

    /// <summary>
    /// The pixels of the row of cells <paramref name="cellRow"/> that can touch output rows first to last and columns left to right:
    /// one run, the same for all input rows of the cells. The length is 0 where there are none.
    /// </summary>
    public (int Start, int Length) Run(int cellRow, int first, int last, int left, int right)
    {
        int from = int.MaxValue, to = -1;
        for (int i = 0; i < cellsX; i++)
        {
            int cell = cellRow * cellsX + i;
            if (!(maxY[cell] >= first && minY[cell] <= last && maxX[cell] >= left && minX[cell] <= right)) continue;
            from = Math.Min(from, i);
            to = i;
        }
        if (to < 0) return (0, 0);
        int start = from * CellSize;
        return (start, Math.Min((to + 1) * CellSize, width) - start);
    }

    /// <summary>Bounds of the output columns that are touched in output rows first to last; the first is beyond the last where there are none.</summary>
    public (int First, int Last) Columns(int first, int last)
    {
        float left = float.PositiveInfinity, right = float.NegativeInfinity;
        for (int cell = 0; cell < minX.Length; cell++)
        {
            if (!(maxY[cell] >= first && minY[cell] <= last)) continue;
            left = Math.Min(left, minX[cell]);
            right = Math.Max(right, maxX[cell]);
        }
        return left > right ? (0, -1) : ((int)Math.Clamp(left, -1e9, 1e9), (int)Math.Clamp(right, -1e9, 1e9));
    }

    /// <summary>Number of rows of cells.</summary>
    public int CellRows => cellsY;

    /// <summary>The input rows of a row of cells: first, and one past the last.</summary>
    public (int First, int End) Rows(int cellRow) => (cellRow * CellSize, Math.Min((cellRow + 1) * CellSize, height));

    private (float Min, float Max) Range(double[] nodes, int n, double reach)
    {
        double a = nodes[n], b = nodes[n + 1], c = nodes[n + cellsX + 1], d = nodes[n + cellsX + 2];
        double min = Math.Min(Math.Min(a, b), Math.Min(c, d)), max = Math.Max(Math.Max(a, b), Math.Max(c, d));
        // A corner that cannot be mapped leaves the cell unbounded: it is then looked at by every band.
        if (double.IsNaN(min) || double.IsNaN(max)) return (float.NegativeInfinity, float.PositiveInfinity);
        double margin = reach + Curvature * (max - min);
        return ((float)Math.Floor(min - margin), (float)Math.Ceiling(max + margin));
    }

    private static int Bound(float[] values, float start, Func<float, float, float> combine, Func<double, double> round)
    {
        foreach (float value in values) start = combine(start, value);
        return (int)Math.Clamp(round(start), -1_000_000_000, 1_000_000_000);
    }
}
