using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables.Typed;

namespace HstNotebooks.Tables.VoTable;

/// <summary>Writes the values of a column as VOTable text and bytes.</summary>
internal abstract class VoColumnWriter(string dataType, string? arraySize)
{
    public string DataType { get; } = dataType;
    public string? ArraySize { get; } = arraySize;
    /// <summary>The integer that stands for missing values in BINARY; null where none is needed.</summary>
    public string? NullMark { get; private protected init; }
    public abstract string Text(int row);
    public abstract void Binary(int row, Stream target);

    /// <exception cref="TableException">VOTable has no such type.</exception>
    public static VoColumnWriter For(TableColumn column) => column switch
    {
        TableColumn<bool> c => new Logicals(c),
        TableColumn<byte> c => Integer(c, "unsignedByte", v => v),
        TableColumn<sbyte> c => Integer(c, "short", v => (short)v),
        TableColumn<short> c => Integer(c, "short", v => v),
        TableColumn<ushort> c => Integer(c, "int", v => (int)v),
        TableColumn<int> c => Integer(c, "int", v => v),
        TableColumn<uint> c => Integer(c, "long", v => (long)v),
        TableColumn<long> c => Integer(c, "long", v => v),
        TableColumn<float> c => new Scalar<float, float>(c, "float", new NumberCodec<float>(), v => v),
        TableColumn<double> c => new Scalar<double, double>(c, "double", new NumberCodec<double>(), v => v),
        TableColumn<Complex> { IsSingleComplex: true } c => new Scalar<Complex, Complex>(c, "floatComplex", new ComplexCodec<float>(), v => v),
        TableColumn<Complex> c => new Scalar<Complex, Complex>(c, "doubleComplex", new ComplexCodec<double>(), v => v),
        TableColumn<string> c => new Strings(c, c.Values.Any(v => v is not null && !Ascii.IsValid(v))),
        TableColumn<bool[]> c => new Arrays<bool, bool>(c, "boolean", new LogicalCodec(), v => v),
        TableColumn<byte[]> c => new Arrays<byte, byte>(c, "unsignedByte", new NumberCodec<byte>(), v => v),
        TableColumn<short[]> c => new Arrays<short, short>(c, "short", new NumberCodec<short>(), v => v),
        TableColumn<ushort[]> c => new Arrays<ushort, int>(c, "int", new NumberCodec<int>(), v => v),
        TableColumn<int[]> c => new Arrays<int, int>(c, "int", new NumberCodec<int>(), v => v),
        TableColumn<long[]> c => new Arrays<long, long>(c, "long", new NumberCodec<long>(), v => v),
        TableColumn<float[]> c => new Arrays<float, float>(c, "float", new NumberCodec<float>(), v => v),
        TableColumn<double[]> c => new Arrays<double, double>(c, "double", new NumberCodec<double>(), v => v),
        TableColumn<Complex[]> { IsSingleComplex: true } c => new Arrays<Complex, Complex>(c, "floatComplex", new ComplexCodec<float>(), v => v),
        TableColumn<Complex[]> c => new Arrays<Complex, Complex>(c, "doubleComplex", new ComplexCodec<double>(), v => v),
        _ => throw new TableException($"a VOTable cannot hold column '{column.Name}' of {column.ValueType.Name}") { Expected = "logicals, signed integers, reals, complex numbers, strings, or arrays of numbers" },
    };

    private static Scalar<TFrom, T> Integer<TFrom, T>(TableColumn<TFrom> column, string type, Func<TFrom, T> convert) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        new(column, type, new NumberCodec<T>(), convert, Mark(column, convert));

    /// <summary>A value that does not occur, for a column with missing ones.</summary>
    private static T? Mark<TFrom, T>(TableColumn<TFrom> column, Func<TFrom, T> convert) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (column.Missing is null || !column.Missing.Contains(true)) return null;
        var used = column.Values.Where((_, i) => !column.Missing[i]).Select(convert).ToHashSet();
        for (T free = T.MinValue; ; free++)
        {
            if (!used.Contains(free)) return free;
            if (free == T.MaxValue) throw new TableException($"column '{column.Name}' has missing values, and every {typeof(T).Name} is in use");
        }
    }

    private sealed class Logicals(TableColumn<bool> column) : VoColumnWriter("boolean", null)
    {
        public override string Text(int row) => column.IsMissing(row) ? "" : column.Values[row] ? "T" : "F";
        public override void Binary(int row, Stream target) => target.WriteByte((byte)(column.IsMissing(row) ? '?' : column.Values[row] ? 'T' : 'F'));
    }

    private sealed class Scalar<TFrom, T> : VoColumnWriter where T : struct
    {
        private readonly TableColumn<TFrom> column;
        private readonly ElementCodec<T> codec;
        private readonly Func<TFrom, T> convert;
        private readonly T missing;

        public Scalar(TableColumn<TFrom> column, string type, ElementCodec<T> codec, Func<TFrom, T> convert, T? mark = null) : base(type, null)
        {
            this.column = column;
            this.codec = codec;
            this.convert = convert;
            missing = mark ?? codec.Missing;
            NullMark = mark is { } value ? codec.Format(value) : null;
        }

        public override string Text(int row) => column.IsMissing(row) ? "" : codec.Format(convert(column.Values[row]));

        public override void Binary(int row, Stream target)
        {
            Span<byte> bytes = stackalloc byte[codec.Size];
            codec.Write(column.IsMissing(row) ? missing : convert(column.Values[row]), bytes);
            target.Write(bytes);
        }
    }

    private sealed class Strings(TableColumn<string> column, bool wide) : VoColumnWriter(wide ? "unicodeChar" : "char", "*")
    {
        public override string Text(int row) => column.IsMissing(row) ? "" : column.Values[row] ?? "";

        public override void Binary(int row, Stream target)
        {
            string text = Text(row);
            byte[] bytes = wide ? Encoding.BigEndianUnicode.GetBytes(text) : Encoding.ASCII.GetBytes(text);
            WriteCount(target, text.Length);
            target.Write(bytes);
        }
    }

    private sealed class Arrays<TFrom, T>(TableColumn<TFrom[]> column, string type, ElementCodec<T> codec, Func<TFrom, T> convert) : VoColumnWriter(type, SizeOf(column))
    {
        private readonly bool varies = SizeOf(column) == "*";

        public override string Text(int row) => string.Join(" ", (column.Values[row] ?? []).Select(v => codec.Format(convert(v))));

        public override void Binary(int row, Stream target)
        {
            var array = column.Values[row] ?? [];
            if (varies) WriteCount(target, array.Length);
            var bytes = new byte[array.Length * codec.Size];
            for (int i = 0; i < array.Length; i++) codec.Write(convert(array[i]), bytes.AsSpan(i * codec.Size));
            target.Write(bytes);
        }

        private static string SizeOf(TableColumn<TFrom[]> column)
        {
            int length = column.Values.Length == 0 ? 0 : column.Values[0]?.Length ?? 0;
            if (length < 2 || column.Values.Any(v => v is null || v.Length != length)) return "*";
            return column.Dimensions is { Count: > 1 } axes ? string.Join("x", axes) : length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static void WriteCount(Stream target, int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, count);
        target.Write(bytes);
    }
}
