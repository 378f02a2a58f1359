using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>The cells of a column as plain UTF-8 text without quotes, for tables of fixed columns; a missing value is empty.</summary>
internal sealed class PlainColumn
{
    private const int LongestNumber = 40;
    private readonly int[] ends;
    private byte[] bytes;
    private int used;

    private PlainColumn(TableColumn column)
    {
        IsText = column.ValueType == typeof(string);
        ends = new int[column.Count];
        bytes = new byte[Math.Max(64, Math.Min(column.Count, 1 << 24) * 16)];
        for (int row = 0; row < ends.Length; row++)
        {
            int start = used;
            if (!column.IsMissing(row)) Add(column, row);
            ends[row] = used;
            Width = Math.Max(Width, CharactersOf(bytes.AsSpan(start, used - start)));
        }
    }

    /// <summary>Whether the column holds strings, which are written to the left.</summary>
    public bool IsText { get; }

    /// <summary>The longest cell, in characters.</summary>
    public int Width { get; }

    /// <summary>A cell.</summary>
    public ReadOnlySpan<byte> this[int row] => row == 0 ? bytes.AsSpan(0, ends[0]) : bytes.AsSpan(ends[row - 1], ends[row] - ends[row - 1]);

    /// <summary>The columns of a table, formatted on all cores.</summary>
    /// <exception cref="TableException">A column is a vector, or a text holds a line end or a bar; the first row is named.</exception>
    public static PlainColumn[] Of(Table table)
    {
        var columns = new PlainColumn[table.Columns.Count];
        try
        {
            Parallel.For(0, columns.Length, i => columns[i] = new PlainColumn(table.Columns[i]));
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<TableException>().MinBy(x => x.Row) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
        return columns;
    }

    /// <summary>Characters of UTF-8 text: all bytes but those that go on with one.</summary>
    public static int CharactersOf(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text)) return text.Length;
        int count = 0;
        foreach (byte b in text) count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }

    private void Add(TableColumn column, int row)
    {
        switch (column)
        {
            case TableColumn<double> c: Real(c.Values[row]); break;
            case TableColumn<float> c: Real(c.Values[row]); break;
            case TableColumn<long> c: Number(c.Values[row]); break;
            case TableColumn<int> c: Number(c.Values[row]); break;
            case TableColumn<string> c: Text(c.Values[row] ?? "", column, row); break;
            case { ValueType.IsArray: true }: throw TextTableWriter.IsVector(column);
            default: Text(Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? "", column, row); break;
        }
    }

    private void Real<T>(T value) where T : System.Numerics.IFloatingPoint<T>, IUtf8SpanFormattable
    {
        if (!T.IsFinite(value)) { Copy(T.IsNaN(value) ? "nan"u8 : T.IsNegative(value) ? "-inf"u8 : "inf"u8); return; }
        int start = used;
        Number(value);
        // A real stays a real when it is read back.
        if (!bytes.AsSpan(start, used - start).ContainsAny(".E"u8)) Copy(".0"u8);
    }

    private void Number<T>(T value) where T : IUtf8SpanFormattable
    {
        Reserve(LongestNumber);
        value.TryFormat(bytes.AsSpan(used), out int written, default, CultureInfo.InvariantCulture);
        used += written;
    }

    private void Text(string text, TableColumn column, int row)
    {
        if (text.AsSpan().ContainsAny("\n\r|"))
            throw new TableException($"'{text}' in column '{column.Name}' holds a line end or a bar") { Row = row + 1, Expected = "text that fits into a column of fixed width" };
        Reserve(3 * text.Length);
        used += Encoding.UTF8.GetBytes(text, bytes.AsSpan(used));
    }

    private void Copy(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(used));
        used += text.Length;
    }

    private void Reserve(int count)
    {
        if (used + count <= bytes.Length) return;
        Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * bytes.Length, (long)used + count)));
    }
}
