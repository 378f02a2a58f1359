namespace HstNotebooks.Tables.Text;

/// <summary>Cuts lines into fields at fixed places; blanks around a field do not count.</summary>
/// <param name="data">The text.</param>
/// <param name="start">Where the rows begin.</param>
/// <param name="columns">First character of every column and the one behind its last, 0-based; the last column may run to the end of the line.</param>
/// <param name="marks">Text that stands for no value, by column; a lone dash also as several. Null where there is none.</param>
internal ref struct SlicedReader(ReadOnlySpan<byte> data, int start, (int From, int To)[] columns, byte[]?[]? marks = null) : IFieldReader
{
    private readonly ReadOnlySpan<byte> data = data;
    private readonly (int From, int To)[] columns = columns;
    private ReadOnlySpan<byte> line;
    private bool isAscii;
    private int next = start;
    private int column;

    public int RecordStart { get; private set; }

    public bool NextRecord()
    {
        while (next < data.Length)
        {
            RecordStart = next;
            int end = data[next..].IndexOf((byte)'\n');
            line = (end < 0 ? data[next..] : data.Slice(next, end)).TrimEnd(" \t\r"u8);
            next = end < 0 ? data.Length : next + end + 1;
            column = 0;
            isAscii = System.Text.Ascii.IsValid(line);
            if (!line.IsEmpty) return true;
        }
        return false;
    }

    public bool NextField(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (column == columns.Length) return false;
        var (from, to) = columns[column++];
        if (!isAscii) (from, to) = (ByteOf(from), ByteOf(to));
        if (from < line.Length) field = line[from..Math.Min(to, line.Length)].Trim(" \t"u8);
        if (marks?[column - 1] is { } mark && (field.SequenceEqual(mark) || (mark is [(byte)'-'] && field.Length <= 4 && !field.ContainsAnyExcept((byte)'-')))) field = default;
        return true;
    }

    /// <summary>The byte at which a character of the line begins.</summary>
    private readonly int ByteOf(int character)
    {
        int at = 0;
        for (; at < line.Length; at++)
            if ((line[at] & 0xC0) != 0x80 && character-- == 0) break;
        return at;
    }
}
