using System.Globalization;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>Writes rows of text. Reals are written with the shortest digits that read back as the same number.</summary>
internal sealed class TextTableWriter(Stream target, byte delimiter) : IDisposable
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    /// <summary>Writes a table with a line of column names, behind # or not, or without.</summary>
    public static void Write(Table table, Stream target, TableFormat format)
    {
        using var writer = new TextTableWriter(target, format == TableFormat.Csv ? (byte)',' : (byte)' ');
        if (format == TableFormat.CommentedHeader) writer.Raw("# ");
        if (format != TableFormat.NoHeader) writer.Names(table);
        writer.Rows(table);
    }

    /// <summary>Writes the line of column names.</summary>
    public void Names(Table table)
    {
        for (int i = 0; i < table.Columns.Count; i++)
        {
            if (i > 0) Raw(delimiter);
            Text(table.Columns[i].Name);
        }
        Raw((byte)'\n');
    }

    /// <summary>Writes all rows.</summary>
    /// <exception cref="TableException">A column is a vector, which these formats do not have.</exception>
    public void Rows(Table table)
    {
        var cells = table.Columns.Select(Cell).ToArray();
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                if (i > 0) Raw(delimiter);
                if (table.Columns[i].IsMissing(row)) Raw(delimiter == ',' ? "" : "\"\"");
                else cells[i](row);
            }
            Raw((byte)'\n');
        }
    }

    public void Dispose() => Flush();

    public void Raw(string text)
    {
        Reserve(text.Length * 3);
        if (text.Length * 3 > buffer.Length) { Flush(); target.Write(Encoding.UTF8.GetBytes(text)); return; }
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    /// <summary>Writes a string, in quotes where it would not be read back as one field.</summary>
    public void Text(string text)
    {
        bool needsQuotes = text.Length == 0 || text[0] == '#' || text.AsSpan().ContainsAny(delimiter == ',' ? ",\"\n\r" : " \t\"\n\r,")
            || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);
        Raw(needsQuotes ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text);
    }

    /// <summary>Writes a cell and the blanks that fill its column: behind text, before numbers.</summary>
    /// <param name="cell">The cell, UTF-8.</param>
    /// <param name="width">Characters of the column.</param>
    /// <param name="isText">Whether the column holds strings.</param>
    public void Padded(ReadOnlySpan<byte> cell, int width, bool isText)
    {
        int blanks = Math.Max(0, width - PlainColumn.CharactersOf(cell));
        if (!isText) Blanks(blanks);
        Raw(cell);
        if (isText) Blanks(blanks);
    }

    private void Blanks(int count)
    {
        for (; count > 0; count--) Raw((byte)' ');
    }

    /// <summary>Writes UTF-8 text as it is.</summary>
    public void Raw(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        if (text.Length > buffer.Length) { target.Write(text); return; }
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
    }

    public static TableException IsVector(TableColumn column) => new($"column '{column.Name}' holds an array in every row")
    { Expected = "one value in every row", Advice = "write the table as ECSV, VOTable or FITS" };

    private Action<int> Cell(TableColumn column) => column switch
    {
        TableColumn<double> c => row => Number(c.Values[row]),
        TableColumn<float> c => row => Number(c.Values[row]),
        TableColumn<long> c => row => Number(c.Values[row]),
        TableColumn<int> c => row => Number(c.Values[row]),
        TableColumn<string> c => row => Text(c.Values[row] ?? ""),
        TableColumn<bool> c => row => Raw(c.Values[row] ? "True" : "False"),
        _ when column.ValueType.IsArray => throw IsVector(column),
        _ => row => Text(Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? ""),
    };

    private void Number<T>(T value) where T : IUtf8SpanFormattable
    {
        Reserve(64);
        if (value is double d && !double.IsFinite(d)) { Raw(double.IsNaN(d) ? "nan" : d > 0 ? "inf" : "-inf"); return; }
        if (value is float f && !float.IsFinite(f)) { Raw(float.IsNaN(f) ? "nan" : f > 0 ? "inf" : "-inf"); return; }
        int start = used;
        value.TryFormat(buffer.AsSpan(used), out int written, default, CultureInfo.InvariantCulture);
        used += written;
        // A real stays a real when it is read back.
        if (value is double or float && !buffer.AsSpan(start, written).ContainsAny(".E"u8)) Raw(".0");
    }

    public void Raw(byte value)
    {
        Reserve(1);
        buffer[used++] = value;
    }

    private void Reserve(int count)
    {
        if (used + count > buffer.Length) Flush();
    }

    private void Flush()
    {
        target.Write(buffer.AsSpan(0, used));
        used = 0;
    }
}
