using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace HstNotebooks.Tables.Text;

/// <summary>What a text column holds, from narrow to wide.</summary>
internal enum TextKind
{
    Integer,
    Real,
    Text,
}

/// <summary>Collects the values of a text column of one kind.</summary>
internal abstract class ColumnBuilder
{
    private List<int>? missing;

    public int Count { get; private protected set; }

    /// <summary>Adds a field; false where it is not of this kind.</summary>
    public abstract bool TryAdd(ReadOnlySpan<byte> field);

    public abstract TableColumn Build(string name, string? unit = null, string? description = null);

    public static ColumnBuilder Of(TextKind kind) => kind switch
    {
        TextKind.Integer => new IntegerBuilder(),
        TextKind.Real => new RealBuilder(),
        _ => new TextBuilder(),
    };

    /// <summary>The kind that a field needs, which is not of kind <paramref name="current"/>.</summary>
    public static TextKind Wider(TextKind current, ReadOnlySpan<byte> field) =>
        current == TextKind.Integer && TryReal(field, out _) && field.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? TextKind.Real : TextKind.Text;

    /// <summary>Marks of what stands for no value in a column of numbers: nothing, <c>--</c> (astropy), <c>null</c> (Gaia archive).</summary>
    public static bool IsMissing(ReadOnlySpan<byte> field) => field.IsEmpty || field.SequenceEqual("--"u8) || field.SequenceEqual("null"u8);

    /// <summary>A real number; nan and inf in any case.</summary>
    public static bool TryReal(ReadOnlySpan<byte> field, out double value)
    {
        if (double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
            return true;
        if (field.Length is not (3 or 4)) return false;
        bool negative = field[0] == '-';
        if (!Ascii.EqualsIgnoreCase(field[(negative || field[0] == '+' ? 1 : 0)..], "inf"u8)) return false;
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    private protected void AddMissing() => (missing ??= []).Add(Count);

    private protected bool[]? Missing()
    {
        if (missing is null) return null;
        var marks = new bool[Count];
        foreach (int row in missing) marks[row] = true;
        return marks;
    }

    private protected static void Store<T>(ref T[] values, int at, T value)
    {
        if (at == values.Length) Array.Resize(ref values, Math.Max(64, values.Length * 2));
        values[at] = value;
    }

    private sealed class IntegerBuilder : ColumnBuilder
    {
        private long[] values = [];

        public override bool TryAdd(ReadOnlySpan<byte> field)
        {
            long value = 0;
            if (IsMissing(field)) AddMissing();
            else if (!Utf8Parser.TryParse(field[0] == '+' ? field[1..] : field, out value, out int used) || used != field.Length - (field[0] == '+' ? 1 : 0)) return false;
            Store(ref values, Count++, value);
            return true;
        }

        public override TableColumn Build(string name, string? unit, string? description)
        {
            Array.Resize(ref values, Count);
            var marks = Missing();
            // A column without any value says nothing about its type.
            if (Count > 0 && marks is not null && !marks.Contains(false))
                return new TableColumn<string>(name, [.. Enumerable.Repeat("", Count)], unit, description, marks);
            return new TableColumn<long>(name, values, unit, description, marks);
        }
    }

    private sealed class RealBuilder : ColumnBuilder
    {
        private double[] values = [];

        public override bool TryAdd(ReadOnlySpan<byte> field)
        {
            double value = double.NaN;
            if (IsMissing(field)) AddMissing();
            else if (!TryReal(field, out value)) return false;
            Store(ref values, Count++, value);
            return true;
        }

        public override TableColumn Build(string name, string? unit, string? description)
        {
            Array.Resize(ref values, Count);
            return new TableColumn<double>(name, values, unit, description, Missing());
        }
    }

    private sealed class TextBuilder : ColumnBuilder
    {
        private string[] values = [];

        public override bool TryAdd(ReadOnlySpan<byte> field)
        {
            if (field.IsEmpty) AddMissing();
            Store(ref values, Count++, field.IsEmpty ? "" : Encoding.UTF8.GetString(field));
            return true;
        }

        public override TableColumn Build(string name, string? unit, string? description)
        {
            Array.Resize(ref values, Count);
            return new TableColumn<string>(name, values, unit, description, Missing());
        }
    }
}
