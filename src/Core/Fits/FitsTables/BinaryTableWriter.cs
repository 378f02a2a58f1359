using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>Lays a table out as a binary table: rows, heap and the cards that describe them (FITS standard 4.0, section 7.3).</summary>
internal sealed class BinaryTableWriter
{
    private readonly List<EncodedColumn> columns = [];

    public BinaryTableWriter(Table table)
    {
        Rows = table.RowCount;
        for (int i = 0; i < table.Columns.Count; i++) columns.Add(ColumnEncoder.Encode(table.Columns[i], i + 1));
        RowLength = columns.Sum(c => c.Width);
        long heap = 0;
        foreach (var column in columns.Where(c => c.Arrays is not null))
        {
            column.HeapStart = heap;
            heap += column.Arrays!.Sum(a => (long)a.Length);
        }
        HeapLength = heap;
        if (heap > int.MaxValue)
            throw new FitsException($"the variable-length columns take {heap} bytes, more than the 2 GB that are written") { Advice = "split the table" };
    }

    public int Rows { get; }
    public int RowLength { get; }
    public long HeapLength { get; }
    public long Length => (long)Rows * RowLength + HeapLength;
    public int Fields => columns.Count;

    /// <summary>TTYPE, TFORM, TUNIT and so on of every column.</summary>
    public IEnumerable<FitsCard> Cards => columns.SelectMany(c => c.Cards);

    public void WriteTo(Stream target)
    {
        int block = Math.Max(1, (1 << 20) / Math.Max(1, RowLength));
        var bytes = new byte[Math.Min(block, Math.Max(Rows, 1)) * RowLength];
        for (int first = 0; first < Rows; first += block)
        {
            int count = Math.Min(block, Rows - first);
            int offset = 0;
            foreach (var column in columns)
            {
                for (int i = 0; i < count; i++) column.CopyRow(first + i, bytes.AsSpan(i * RowLength + offset, column.Width));
                offset += column.Width;
            }
            target.Write(bytes.AsSpan(0, count * RowLength));
        }
        foreach (var column in columns.Where(c => c.Arrays is not null))
            foreach (byte[] array in column.Arrays!) target.Write(array);
    }
}
