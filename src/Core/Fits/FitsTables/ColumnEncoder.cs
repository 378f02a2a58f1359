using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>Turns a column into bytes and cards.</summary>
internal static class ColumnEncoder
{
    /// <summary>Encodes a column as field <paramref name="index"/> (1-based).</summary>
    /// <exception cref="FitsException">FITS tables cannot hold its type, or a string is not ASCII.</exception>
    public static EncodedColumn Encode(TableColumn column, int index) => column switch
    {
        TableColumn<bool> c => Logicals(c, index),
        TableColumn<byte> c => Scalars(c, index, 'B'),
        TableColumn<sbyte> c => Scalars(c, index, 'B', -128),
        TableColumn<short> c => Scalars(c, index, 'I'),
        TableColumn<ushort> c => Scalars(c, index, 'I', 32768),
        TableColumn<int> c => Scalars(c, index, 'J'),
        TableColumn<uint> c => Scalars(c, index, 'J', 2147483648),
        TableColumn<long> c => Scalars(c, index, 'K'),
        TableColumn<ulong> c => Scalars(c, index, 'K', 9223372036854775808),
        TableColumn<float> c => Reals(c, index, 'E', float.NaN),
        TableColumn<double> c => Reals(c, index, 'D', double.NaN),
        TableColumn<Complex> { IsSingleComplex: true } c => new EncodedColumn { Width = 8, Fixed = Bytes(SingleParts(c.Values), 0), Cards = Cards(c, index, "C") },
        TableColumn<Complex> c => new EncodedColumn { Width = 16, Fixed = Bytes(Parts(c.Values), 0), Cards = Cards(c, index, "M") },
        TableColumn<string> c => Texts(c, index),
        TableColumn<string[]> c => TextArrays(c, index),
        TableColumn<bool[]> c => Arrays(c, c.Values, index, 'L', v => [.. v.Select(b => b ? (byte)'T' : (byte)'F')]),
        TableColumn<byte[]> c => Arrays(c, c.Values, index, 'B', v => v),
        TableColumn<sbyte[]> c => Arrays(c, c.Values, index, 'B', v => Bytes(v, -128), -128),
        TableColumn<short[]> c => Arrays(c, c.Values, index, 'I', v => Bytes(v, 0)),
        TableColumn<ushort[]> c => Arrays(c, c.Values, index, 'I', v => Bytes(v, 32768), 32768),
        TableColumn<int[]> c => Arrays(c, c.Values, index, 'J', v => Bytes(v, 0)),
        TableColumn<uint[]> c => Arrays(c, c.Values, index, 'J', v => Bytes(v, 2147483648), 2147483648),
        TableColumn<long[]> c => Arrays(c, c.Values, index, 'K', v => Bytes(v, 0)),
        TableColumn<ulong[]> c => Arrays(c, c.Values, index, 'K', v => Bytes(v, 9223372036854775808), 9223372036854775808),
        TableColumn<float[]> c => Arrays(c, c.Values, index, 'E', v => Bytes(v, 0)),
        TableColumn<double[]> c => Arrays(c, c.Values, index, 'D', v => Bytes(v, 0)),
        TableColumn<Complex[]> { IsSingleComplex: true } c => Arrays(c, c.Values, index, 'C', v => Bytes(SingleParts(v), 0)),
        TableColumn<Complex[]> c => Arrays(c, c.Values, index, 'M', v => Bytes(Parts(v), 0)),
        _ => throw new FitsException($"a FITS table cannot hold column '{column.Name}' of {column.ValueType.Name}")
        { Expected = "logicals, numbers, complex numbers, strings, or arrays of them" },
    };

    private static EncodedColumn Logicals(TableColumn<bool> column, int index)
    {
        var bytes = new byte[column.Count];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = column.IsMissing(i) ? (byte)0 : column.Values[i] ? (byte)'T' : (byte)'F';
        return new EncodedColumn { Width = 1, Fixed = bytes, Cards = Cards(column, index, "L") };
    }

    /// <summary>Integers; missing values are stored as a value that does not occur, named by TNULL.</summary>
    private static EncodedColumn Scalars<T>(TableColumn<T> column, int index, char type, double zero = 0) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var values = column.Values;
        long? mark = null;
        if (column.Missing is not null && column.Missing.Contains(true))
        {
            var used = new HashSet<T>();
            for (int i = 0; i < values.Length; i++)
                if (!column.Missing[i]) used.Add(values[i]);
            T free = T.MinValue;
            while (used.Contains(free))
            {
                if (free == T.MaxValue) throw new FitsException($"column '{column.Name}' has missing values, and every {typeof(T).Name} is in use") { Advice = "widen its type" };
                free++;
            }
            values = [.. values.Select((v, i) => column.Missing[i] ? free : v)];
            mark = (long)(Int128.CreateChecked(free) - (Int128)zero);
        }
        return new EncodedColumn { Width = Unsafe.SizeOf<T>(), Fixed = Bytes(values, zero), Cards = Cards(column, index, type.ToString(), zero, mark) };
    }

    private static EncodedColumn Reals<T>(TableColumn<T> column, int index, char type, T nan) where T : unmanaged
    {
        var values = column.Missing is null ? column.Values : [.. column.Values.Select((v, i) => column.Missing[i] ? nan : v)];
        return new EncodedColumn { Width = Unsafe.SizeOf<T>(), Fixed = Bytes(values, 0), Cards = Cards(column, index, type.ToString()) };
    }

    private static EncodedColumn Texts(TableColumn<string> column, int index)
    {
        int width = Math.Max(1, column.Values.Select((v, i) => column.IsMissing(i) || v is null ? 0 : v.Length).DefaultIfEmpty(0).Max());
        var bytes = new byte[checked(width * column.Count)];
        for (int i = 0; i < column.Count; i++)
            if (!column.IsMissing(i)) Ascii(column.Values[i] ?? "", bytes.AsSpan(i * width, width), column, i);
        return new EncodedColumn { Width = width, Fixed = bytes, Cards = Cards(column, index, width.ToString(CultureInfo.InvariantCulture) + "A") };
    }

    private static EncodedColumn TextArrays(TableColumn<string[]> column, int index)
    {
        int count = column.Values.Length == 0 ? 1 : column.Values[0].Length;
        if (column.Values.Any(v => v.Length != count))
            throw new FitsException($"column '{column.Name}' holds lists of strings of different lengths") { Expected = "the same number of strings in every row" };
        int width = Math.Max(1, column.Values.SelectMany(v => v).Select(s => s.Length).DefaultIfEmpty(0).Max());
        var bytes = new byte[checked(width * count * column.Count)];
        for (int i = 0; i < column.Count; i++)
            for (int k = 0; k < count; k++) Ascii(column.Values[i][k], bytes.AsSpan((i * count + k) * width, width), column, i);
        string form = (width * count).ToString(CultureInfo.InvariantCulture) + "A";
        return new EncodedColumn { Width = width * count, Fixed = bytes, Cards = Cards(column, index, form, dimensions: [width, .. column.Dimensions ?? [count]]) };
    }

    /// <summary>Arrays of the same length become a fixed column, others go to the heap.</summary>
    private static EncodedColumn Arrays<T>(TableColumn column, T[][] values, int index, char type, Func<T[], byte[]> encode, double zero = 0)
    {
        int count = values.Length == 0 ? 1 : values[0]?.Length ?? 0;
        byte[][] rows = [.. values.Select(v => v is null ? [] : encode(v))];
        if (count > 0 && values.All(v => v is not null && v.Length == count))
        {
            int width = count * BinaryColumn.ElementSize(type);
            var bytes = new byte[checked(width * rows.Length)];
            for (int i = 0; i < rows.Length; i++) rows[i].CopyTo(bytes, i * width);
            return new EncodedColumn { Width = width, Fixed = bytes, Cards = Cards(column, index, count.ToString(CultureInfo.InvariantCulture) + type, zero, null, column.Dimensions) };
        }
        int longest = values.Max(v => v?.Length ?? 0);
        return new EncodedColumn
        {
            Width = 8,
            Arrays = rows,
            Counts = [.. values.Select(v => v?.Length ?? 0)],
            Cards = Cards(column, index, $"1P{type}({longest.ToString(CultureInfo.InvariantCulture)})", zero),
        };
    }

    private static List<FitsCard> Cards(TableColumn column, int index, string form, double zero = 0, long? mark = null, IReadOnlyList<int>? dimensions = null)
    {
        var cards = new List<FitsCard>
        {
            new(BinaryColumn.Key("TTYPE", index), CardSyntax.Printable(column.Name)),
            new(BinaryColumn.Key("TFORM", index), form),
        };
        if (!string.IsNullOrEmpty(column.Unit)) cards.Add(new(BinaryColumn.Key("TUNIT", index), CardSyntax.Printable(column.Unit)));
        if (zero != 0) cards.Add(new(BinaryColumn.Key("TZERO", index), zero < long.MaxValue ? (object)(long)zero : zero));
        if (mark is { } missing) cards.Add(new(BinaryColumn.Key("TNULL", index), missing));
        if (dimensions is { Count: > 1 }) cards.Add(new(BinaryColumn.Key("TDIM", index), $"({string.Join(",", dimensions)})"));
        if (!string.IsNullOrEmpty(column.Description)) cards.Add(new(BinaryColumn.Key("TCOMM", index), CardSyntax.Printable(column.Description)));
        return cards;
    }

    private static float[] SingleParts(Complex[] values) => [.. values.SelectMany(v => (float[])[(float)v.Real, (float)v.Imaginary])];

    private static double[] Parts(Complex[] values) => [.. values.SelectMany(v => (double[])[v.Real, v.Imaginary])];

    private static byte[] Bytes<T>(T[] values, double zero) where T : unmanaged
    {
        var bytes = new byte[values.Length * Unsafe.SizeOf<T>()];
        PixelBytes.ToBigEndian<T>(values, bytes);
        if (zero != 0)
            for (int i = 0; i < bytes.Length; i += Unsafe.SizeOf<T>()) bytes[i] ^= 0x80;
        return bytes;
    }

    private static void Ascii(string text, Span<byte> target, TableColumn column, int row)
    {
        if (!System.Text.Ascii.IsValid(text) || Encoding.ASCII.GetBytes(text, target) != text.Length)
            throw new FitsException($"the string '{text}' in column '{column.Name}' is not ASCII") { Row = row + 1, Expected = "ASCII, the only characters that FITS tables hold" };
    }
}
