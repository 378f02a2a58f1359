using System.Buffers.Binary;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>The heap of a binary table, where variable-length arrays lie (FITS standard 4.0, section 7.3.5).</summary>
internal sealed class BinaryHeap
{
    /// <summary>Descriptors may share heap bytes; all arrays together may take this many times the heap.</summary>
    private const int MaximumSharing = 4;
    private readonly FitsHeader header;
    private readonly ByteLease lease;
    private readonly long start;
    private readonly long length;

    public BinaryHeap(FitsHeader header, ByteLease lease, long dataStart, long tableLength)
    {
        this.header = header;
        this.lease = lease;
        long parameters = header.FindCard("PCOUNT")?.Value is long count ? count : 0;
        long offset = header.FindCard("THEAP")?.Value is long heap ? heap : tableLength;
        start = dataStart + offset;
        length = tableLength + parameters - offset;
        if (offset < tableLength || length < 0)
            throw new FitsException($"THEAP is {offset}, outside the data unit") { File = header.File, Hdu = header.HduLabel, Keyword = "THEAP" };
    }

    public delegate ReadOnlySpan<byte> RowBytes(int row, BinaryColumn column);
    public delegate T Decoder<out T>(ReadOnlySpan<byte> raw, int count);

    /// <summary>Reads the array of every row.</summary>
    /// <exception cref="FitsException">An array lies outside the heap.</exception>
    public T[] ReadRows<T>(BinaryColumn column, int rows, RowBytes rowBytes, Decoder<T> decode)
    {
        var result = new T[rows];
        long total = 0;
        for (int row = 0; row < rows; row++)
        {
            var (count, offset) = Descriptor(rowBytes(row, column));
            long bytes = column.Type == 'X' ? (count + 7) / 8 : count * Math.Max(1, BinaryColumn.ElementSize(column.Type));
            total += bytes;
            if (count < 0 || count > int.MaxValue / 16 || offset < 0 || offset > length - bytes || total > length * MaximumSharing)
                throw new FitsException($"the array of {count} elements at byte {offset} of column {column.Name} lies outside the heap of {length} bytes")
                { File = header.File, Hdu = header.HduLabel, Row = row + 1, Keyword = BinaryColumn.Key("TFORM", column.Index), Advice = "the file is damaged; fetch it again" };
            result[row] = decode(lease.Span(start + offset, (int)bytes), (int)count);
        }
        return result;
    }

    /// <summary>The bytes of one array.</summary>
    /// <exception cref="FitsException">It lies outside the heap.</exception>
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> descriptor, int elementSize, int row)
    {
        var (count, offset) = Descriptor(descriptor);
        if (count < 0 || count > int.MaxValue / 16 || offset < 0 || offset > length - count * elementSize)
            throw new FitsException($"the {count} elements at byte {offset} lie outside the heap of {length} bytes")
            { File = header.File, Hdu = header.HduLabel, Row = row + 1, Advice = "the file is damaged; fetch it again" };
        return lease.Span(start + offset, (int)count * elementSize);
    }

    private static (long Count, long Offset) Descriptor(ReadOnlySpan<byte> raw) => raw.Length == 8
        ? (BinaryPrimitives.ReadInt32BigEndian(raw), BinaryPrimitives.ReadInt32BigEndian(raw[4..]))
        : (BinaryPrimitives.ReadInt64BigEndian(raw), BinaryPrimitives.ReadInt64BigEndian(raw[8..]));
}
