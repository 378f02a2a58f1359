namespace HstNotebooks.Tables.Text;

/// <summary>Splits text into records and fields: at blanks and tabs, or at a delimiter; fields may stand in double quotes, with doubled quotes inside.</summary>
internal ref struct FieldReader : IFieldReader
{
    private readonly ReadOnlySpan<byte> data;
    private readonly byte delimiter;
    private readonly bool skipsComments;
    private int at;
    private bool atRecordEnd;
    private bool afterDelimiter;

    /// <param name="data">The text, UTF-8.</param>
    /// <param name="delimiter">The delimiter; 0 for blanks and tabs.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="skipsComments">Whether lines that start with # are left out.</param>
    public FieldReader(ReadOnlySpan<byte> data, byte delimiter, int start, bool skipsComments)
    {
        this.data = data;
        this.delimiter = delimiter;
        this.skipsComments = skipsComments;
        at = start;
        atRecordEnd = true;
    }

    public int RecordStart { get; private set; }

    public bool NextRecord()
    {
        while (!atRecordEnd) NextField(out _);
        while (at < data.Length)
        {
            RecordStart = at;
            int p = at;
            while (p < data.Length && data[p] is (byte)' ' or (byte)'\t' or (byte)'\r') p++;
            if (p == data.Length) { at = p; return false; }
            if (data[p] == '\n') { at = p + 1; continue; }
            if (skipsComments && data[p] == '#') { SkipLine(); continue; }
            atRecordEnd = false;
            afterDelimiter = true;
            return true;
        }
        return false;
    }

    public bool NextField(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (atRecordEnd) return false;
        while (at < data.Length && data[at] is (byte)' ' or (byte)'\t' && data[at] != delimiter) at++;
        if (at == data.Length || data[at] is (byte)'\n' or (byte)'\r')
        {
            bool lastEmpty = delimiter != 0 && afterDelimiter;
            EndRecord();
            return lastEmpty;
        }
        if (data[at] == '"') return QuotedField(out field);
        int start = at;
        if (delimiter == 0)
        {
            int length = data[at..].IndexOfAny(" \t\r\n"u8);
            at = length < 0 ? data.Length : at + length;
            field = data[start..at];
        }
        else
        {
            int length = data[at..].IndexOfAny(delimiter, (byte)'\n');
            at = length < 0 ? data.Length : at + length;
            field = data[start..at].TrimEnd(" \t\r"u8);
            TakeDelimiter();
        }
        return true;
    }

    private bool QuotedField(out ReadOnlySpan<byte> field)
    {
        int start = ++at;
        bool doubled = false;
        while (at < data.Length)
        {
            int length = data[at..].IndexOf((byte)'"');
            if (length < 0) { at = data.Length; break; }
            at += length;
            if (at + 1 >= data.Length || data[at + 1] != '"') break;
            doubled = true;
            at += 2;
        }
        field = data[start..at];
        if (doubled) field = Undouble(field);
        if (at < data.Length) at++;
        if (delimiter != 0)
        {
            while (at < data.Length && data[at] is (byte)' ' or (byte)'\t' or (byte)'\r' && data[at] != delimiter) at++;
            TakeDelimiter();
        }
        return true;
    }

    private void TakeDelimiter()
    {
        afterDelimiter = at < data.Length && data[at] == delimiter;
        if (afterDelimiter) at++;
    }

    private void EndRecord()
    {
        SkipLine();
        atRecordEnd = true;
    }

    private void SkipLine()
    {
        int length = data[at..].IndexOf((byte)'\n');
        at = length < 0 ? data.Length : at + length + 1;
    }

    private static byte[] Undouble(ReadOnlySpan<byte> field)
    {
        var plain = new List<byte>(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            plain.Add(field[i]);
            if (field[i] == '"') i++;
        }
        return [.. plain];
    }
}
