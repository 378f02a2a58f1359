using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Tables;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>Reads the columns of a binary table (FITS standard 4.0, section 7.3).</summary>
internal sealed class BinaryTableReader
{
    private readonly FitsHeader header;
    private readonly ByteLease lease;
    private readonly long dataStart;
    private readonly int rowLength;
    private readonly int rows;
    private readonly BinaryHeap heap;

    private BinaryTableReader(FitsHeader header, ByteLease lease, long dataStart)
    {
        this.header = header;
        this.lease = lease;
        this.dataStart = dataStart;
        rowLength = header.GetInt("NAXIS1");
        rows = header.GetInt("NAXIS2");
        if (rowLength == 0 && rows > 0) throw new FitsException($"the table has {rows} rows of no bytes") { File = header.File, Hdu = header.HduLabel, Keyword = "NAXIS1" };
        heap = new BinaryHeap(header, lease, dataStart, (long)rowLength * rows);
    }

    /// <summary>Reads all columns. Columns of zero width hold nothing and are left out.</summary>
    public static List<TableColumn> Read(FitsHeader header, HduExtent extent)
    {
        using var lease = extent.Source.Lease();
        var reader = new BinaryTableReader(header, lease, extent.DataStart);
        return [.. BinaryColumn.ReadAll(header).Where(c => c.Width > 0).Select(reader.Column)];
    }

    private TableColumn Column(BinaryColumn column) => column.Type switch
    {
        'L' => Logicals(column),
        'X' => Bits(column),
        'A' => Texts(column),
        'C' => Complexes<float>(column),
        'M' => Complexes<double>(column),
        'B' when IsShift(column, -128) => Numbers<sbyte>(column, flip: true),
        'B' => Numbers<byte>(column, flip: false),
        'I' when IsShift(column, 32768) => Numbers<ushort>(column, flip: true),
        'I' => Numbers<short>(column, flip: false),
        'J' when IsShift(column, 2147483648) => Numbers<uint>(column, flip: true),
        'J' => Numbers<int>(column, flip: false),
        'K' when IsShift(column, 9223372036854775808) => Numbers<ulong>(column, flip: true),
        'K' => Numbers<long>(column, flip: false),
        'E' => Numbers<float>(column, flip: false),
        _ => Numbers<double>(column, flip: false),
    };

    private static bool IsShift(BinaryColumn column, double zero) => column.Scale == 1 && column.Zero == zero;

    private TableColumn Numbers<T>(BinaryColumn column, bool flip) where T : unmanaged, INumber<T>
    {
        bool scaled = !flip && (column.Scale != 1 || column.Zero != 0);
        if (column.Descriptor is not null)
            return scaled
                ? Make(column, heap.ReadRows(column, rows, RowBytes, (raw, count) => Scaled(Decoded<T>(raw, count, flip), column)))
                : Make(column, heap.ReadRows(column, rows, RowBytes, (raw, count) => Decoded<T>(raw, count, flip)));

        bool[]? missing = null;
        if (column.Repeat == 1)
        {
            var values = Gather<T>(column);
            if (column.Null is { } mark && typeof(T) != typeof(float) && typeof(T) != typeof(double))
            {
                missing = new bool[rows];
                for (int i = 0; i < rows; i++) missing[i] = IsMark(values[i], mark, flip);
                if (!missing.Contains(true)) missing = null;
            }
            if (flip) PixelBytes.FlipSign<T>(values);
            return scaled ? Make(column, Scaled(values, column), missing) : Make(column, values, missing);
        }
        return scaled
            ? Make(column, EveryRow(column, raw => Scaled(Decoded<T>(raw, column.Repeat, flip), column)))
            : Make(column, EveryRow(column, raw => Decoded<T>(raw, column.Repeat, flip)));
    }

    /// <summary>Compares with TNULL, which is a stored value: <paramref name="value"/> has the stored bits, read as unsigned where the sign will be flipped.</summary>
    private static bool IsMark<T>(T value, long mark, bool flip) where T : unmanaged, INumber<T>
    {
        if (!flip) return Int128.CreateTruncating(value) == mark;
        Span<T> one = [value];
        PixelBytes.FlipSign(one);
        Int128 shift = typeof(T) == typeof(sbyte) ? -128 : Int128.One << (Unsafe.SizeOf<T>() * 8 - 1);
        return Int128.CreateTruncating(one[0]) - shift == mark;
    }

    private T[] Gather<T>(BinaryColumn column) where T : unmanaged
    {
        var values = new T[rows];
        int size = Unsafe.SizeOf<T>();
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        for (int row = 0; row < rows; row++) RowBytes(row, column).CopyTo(bytes.Slice(row * size, size));
        PixelBytes.FromBigEndian<T>(bytes, values);
        return values;
    }

    private TableColumn Logicals(BinaryColumn column)
    {
        if (column.Descriptor is not null) return Make(column, heap.ReadRows(column, rows, RowBytes, (raw, count) => Decode(raw[..count])));
        if (column.Repeat != 1) return Make(column, EveryRow(column, raw => Decode(raw)));
        var values = new bool[rows];
        var missing = new bool[rows];
        for (int row = 0; row < rows; row++)
        {
            byte stored = RowBytes(row, column)[0];
            values[row] = stored == 'T';
            missing[row] = stored is not ((byte)'T' or (byte)'F');
        }
        return Make(column, values, missing.Contains(true) ? missing : null);

        static bool[] Decode(ReadOnlySpan<byte> raw)
        {
            var result = new bool[raw.Length];
            for (int i = 0; i < raw.Length; i++) result[i] = raw[i] == 'T';
            return result;
        }
    }

    private TableColumn Bits(BinaryColumn column)
    {
        if (column.Descriptor is not null) return Make(column, heap.ReadRows(column, rows, RowBytes, Decode));
        if (column.Repeat != 1) return Make(column, EveryRow(column, raw => Decode(raw, column.Repeat)));
        var values = new bool[rows];
        for (int row = 0; row < rows; row++) values[row] = (RowBytes(row, column)[0] & 0x80) != 0;
        return Make(column, values);

        static bool[] Decode(ReadOnlySpan<byte> raw, int count)
        {
            var result = new bool[count];
            for (int i = 0; i < count; i++) result[i] = (raw[i / 8] & (0x80 >> (i % 8))) != 0;
            return result;
        }
    }

    private TableColumn Texts(BinaryColumn column)
    {
        if (column.Descriptor is not null) return Make(column, heap.ReadRows(column, rows, RowBytes, (raw, count) => Text(raw[..count])));
        if (column.Dimensions is { Length: > 1 } axes && axes[0] > 0 && axes.Aggregate(1L, (a, b) => a * b) == column.Repeat)
            return Make(column with { Dimensions = axes[1..] }, EveryRow(column, raw =>
            {
                var texts = new string[raw.Length / axes[0]];
                for (int i = 0; i < texts.Length; i++) texts[i] = Text(raw.Slice(i * axes[0], axes[0]));
                return texts;
            }));
        return Make(column with { Dimensions = null }, EveryRow(column, Text));
    }

    private TableColumn Complexes<T>(BinaryColumn column) where T : unmanaged, INumber<T>
    {
        if (column.Descriptor is not null) return Make(column, heap.ReadRows(column, rows, RowBytes, Decode));
        if (column.Repeat != 1) return Make(column, EveryRow(column, raw => Decode(raw, column.Repeat)));
        return Make(column, EveryRow(column, raw => Decode(raw, 1)[0]));

        Complex[] Decode(ReadOnlySpan<byte> raw, int count)
        {
            var parts = Decoded<T>(raw, 2 * count, false);
            var result = new Complex[count];
            for (int i = 0; i < count; i++)
                result[i] = new Complex(column.Zero + column.Scale * double.CreateTruncating(parts[2 * i]), column.Scale * double.CreateTruncating(parts[2 * i + 1]));
            return result;
        }
    }

    private static T[] Decoded<T>(ReadOnlySpan<byte> raw, int count, bool flip) where T : unmanaged
    {
        var values = new T[count];
        PixelBytes.FromBigEndian<T>(raw[..(count * Unsafe.SizeOf<T>())], values);
        if (flip) PixelBytes.FlipSign<T>(values);
        return values;
    }

    private static double[] Scaled<T>(T[] stored, BinaryColumn column) where T : unmanaged, INumber<T>
    {
        var values = new double[stored.Length];
        for (int i = 0; i < values.Length; i++) values[i] = column.Zero + column.Scale * double.CreateTruncating(stored[i]);
        return values;
    }

    /// <summary>A string up to a NUL; trailing blanks are not significant.</summary>
    private static string Text(ReadOnlySpan<byte> raw)
    {
        int end = raw.IndexOf((byte)0);
        if (end >= 0) raw = raw[..end];
        return Encoding.Latin1.GetString(raw.TrimEnd((byte)' '));
    }

    private delegate T RowDecoder<out T>(ReadOnlySpan<byte> raw);

    private T[] EveryRow<T>(BinaryColumn column, RowDecoder<T> decode)
    {
        var values = new T[rows];
        for (int row = 0; row < rows; row++) values[row] = decode(RowBytes(row, column));
        return values;
    }

    private ReadOnlySpan<byte> RowBytes(int row, BinaryColumn column) =>
        lease.Span(dataStart + (long)row * rowLength + column.Offset, column.Width);

    private static TableColumn<T> Make<T>(BinaryColumn column, T[] values, bool[]? missing = null) =>
        new(column.Name, values, column.Unit, column.Description, missing) { Format = column.Format, Dimensions = column.Dimensions, IsSingleComplex = column.Type == 'C' };
}
