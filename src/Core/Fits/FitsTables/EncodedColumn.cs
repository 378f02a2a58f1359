using System.Buffers.Binary;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>A column as bytes: one stretch per row of equal width, or (for variable-length columns) arrays in the heap.</summary>
internal sealed class EncodedColumn
{
    /// <summary>Bytes in a row.</summary>
    public required int Width { get; init; }
    /// <summary>The cards that describe it.</summary>
    public required IReadOnlyList<FitsCard> Cards { get; init; }
    /// <summary>The rows one after the other; empty for variable-length columns.</summary>
    public byte[] Fixed { get; init; } = [];
    /// <summary>The array of every row, or null.</summary>
    public byte[][]? Arrays { get; init; }
    /// <summary>Elements in the array of every row.</summary>
    public int[] Counts { get; init; } = [];
    /// <summary>First byte of its arrays in the heap.</summary>
    public long HeapStart { get; set; }

    private long next;

    /// <summary>Copies a row; rows are asked for in order.</summary>
    public void CopyRow(int row, Span<byte> target)
    {
        if (Arrays is null) { Fixed.AsSpan(row * Width, Width).CopyTo(target); return; }
        if (row == 0) next = HeapStart;
        BinaryPrimitives.WriteInt32BigEndian(target, Counts[row]);
        BinaryPrimitives.WriteInt32BigEndian(target[4..], (int)next);
        next += Arrays[row].Length;
    }
}
