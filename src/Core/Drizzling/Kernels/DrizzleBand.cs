using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The sums of one chip over a band of output rows: for every output pixel the pair (sum of weight times value, sum of weight).
/// A margin around the band takes what falls beside it, so that the kernels need no clipping; the margin is thrown away.
/// </summary>
internal sealed class DrizzleBand
{
    private float[] pairs = [];

    /// <summary>First output row of the band, 0-based on the frame.</summary>
    public int FirstRow { get; private set; }
    /// <summary>Number of output rows.</summary>
    public int Rows { get; private set; }
    /// <summary>First output column, 0-based on the frame.</summary>
    public int FirstColumn { get; private set; }
    /// <summary>Number of output columns.</summary>
    public int Columns { get; private set; }
    /// <summary>Width of the margin on each side in pixels.</summary>
    public int Pad { get; private set; }
    /// <summary>Pixels in a row, margin included.</summary>
    public int Stride => Columns + 2 * Pad;

    /// <summary>The sums, two numbers per pixel, rows of <see cref="Stride"/> pixels, margin included.</summary>
    public Span<float> Pairs => pairs.AsSpan(0, 2 * Stride * (Rows + 2 * Pad));

    /// <summary>The first number of the pairs; indices are checked by <see cref="TryIndex"/>.</summary>
    public ref float First => ref MemoryMarshal.GetArrayDataReference(pairs);

    /// <summary>Sets the place of the band and clears the sums.</summary>
    public void Reset(int firstRow, int rows, int firstColumn, int columns, int pad)
    {
        (FirstRow, Rows, FirstColumn, Columns, Pad) = (firstRow, rows, firstColumn, columns, pad);
        int length = checked(2 * Stride * (rows + 2 * pad));
        if (pairs.Length < length) pairs = GC.AllocateUninitializedArray<float>(length);
        Pairs.Clear();
    }

    /// <summary>
    /// The index in <see cref="Pairs"/> of output pixel (x, y) where a window of up to <see cref="Pad"/> pixels that starts there
    /// touches the band and stays inside the margin; false elsewhere.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryIndex(int x, int y, out int index)
    {
        uint column = (uint)(x - FirstColumn + Pad), row = (uint)(y - FirstRow + Pad);
        index = 2 * ((int)row * Stride + (int)column);
        return column < (uint)(Columns + Pad) && row < (uint)(Rows + Pad);
    }
}
