namespace HstNotebooks.Wcs;

/// <summary>
/// The map interpolated bilinearly between exact nodes at the 1-based pixels 0, step, 2 step, ... (facts: drizzle-kernels 6.2).
/// Beyond the last node the last cell is continued.
/// </summary>
internal sealed class GridPixelMap : PixelMap
{
    private readonly int _columns, _rows;
    private readonly double[] _x, _y; // output positions (0-based) of the nodes, row by row

    public GridPixelMap(ExactPixelMap exact, int step, CancellationToken cancel) : base(exact.Width, exact.Height)
    {
        Step = step;
        _columns = exact.Width / step + 2;
        _rows = exact.Height / step + 2;
        _x = new double[_columns * _rows];
        _y = new double[_columns * _rows];
        Parallel.For(0, _rows, new ParallelOptions { CancellationToken = cancel }, row =>
        {
            Span<double> px = stackalloc double[1], py = stackalloc double[1];
            for (int column = 0; column < _columns; column++)
            {
                exact.MapRow((double)row * step - 1, (double)column * step - 1, px, py);
                (_x[row * _columns + column], _y[row * _columns + column]) = (px[0], py[0]);
            }
        });
    }

    public override int Step { get; }

    public override void MapRow(double y, double x0, Span<double> outX, Span<double> outY)
    {
        if (outX.Length != outY.Length) throw new ArgumentException("outputs of different lengths", nameof(outY));
        double rowPlace = (y + 1) / Step;
        int row = Math.Clamp((int)Math.Floor(rowPlace), 0, _rows - 2);
        double fy = rowPlace - row;
        var lowerX = _x.AsSpan(row * _columns, _columns);
        var upperX = _x.AsSpan((row + 1) * _columns, _columns);
        var lowerY = _y.AsSpan(row * _columns, _columns);
        var upperY = _y.AsSpan((row + 1) * _columns, _columns);
        double perStep = 1.0 / Step;
        int n = outX.Length, i = 0;
        while (i < n)
        {
            double place = (x0 + 1 + i) * perStep;
            int column = Math.Clamp((int)Math.Floor(place), 0, _columns - 2);
            // Pixels of this cell; the last cell reaches on to the end.
            double cellEnd = column == _columns - 2 ? double.PositiveInfinity : (column + 1.0) * Step - 1 - x0;
            int end = cellEnd >= n ? n : Math.Max(i + 1, (int)Math.Ceiling(cellEnd));
            double startX = lowerX[column] + fy * (upperX[column] - lowerX[column]);
            double startY = lowerY[column] + fy * (upperY[column] - lowerY[column]);
            double slopeX = lowerX[column + 1] + fy * (upperX[column + 1] - lowerX[column + 1]) - startX;
            double slopeY = lowerY[column + 1] + fy * (upperY[column + 1] - lowerY[column + 1]) - startY;
            for (; i < end; i++)
            {
                double fx = (x0 + 1 + i) * perStep - column;
                outX[i] = startX + fx * slopeX;
                outY[i] = startY + fx * slopeY;
            }
        }
    }
}
