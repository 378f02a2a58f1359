namespace HstNotebooks.Alignment;

/// <summary>Sums over squares of a square array, each in constant time (summed-area table).</summary>
internal sealed class BoxSums
{
    private readonly int size;
    private readonly int[] table;

    /// <param name="values">The array, row by row.</param>
    /// <param name="size">Columns and rows.</param>
    public BoxSums(int[] values, int size)
    {
        this.size = size;
        table = new int[(size + 1) * (size + 1)];
        for (int y = 0; y < size; y++)
        {
            int row = 0;
            for (int x = 0; x < size; x++)
            {
                row += values[y * size + x];
                table[(y + 1) * (size + 1) + x + 1] = table[y * (size + 1) + x + 1] + row;
            }
        }
    }

    /// <summary>Sum of the square of 2 half + 1 elements about (x, y), cut at the edges.</summary>
    public int Around(int x, int y, int half) => Around(x, y, half, out _);

    /// <summary>The same with the number of elements.</summary>
    public int Around(int x, int y, int half, out int area)
    {
        int x0 = Math.Max(0, x - half), x1 = Math.Min(size, x + half + 1), y0 = Math.Max(0, y - half), y1 = Math.Min(size, y + half + 1);
        area = (x1 - x0) * (y1 - y0);
        return table[y1 * (size + 1) + x1] - table[y0 * (size + 1) + x1] - table[y1 * (size + 1) + x0] + table[y0 * (size + 1) + x0];
    }
}
