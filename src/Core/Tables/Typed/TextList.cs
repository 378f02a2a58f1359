using System.Text;

namespace HstNotebooks.Tables.Typed;

/// <summary>A string in every row.</summary>
/// <param name="length">Characters of a fixed-length string; 0 where it varies.</param>
/// <param name="wide">Whether bytes hold two-byte characters (big-endian).</param>
/// <param name="emptyIsMissing">Whether no text means no value.</param>
internal sealed class TextList(int length, bool wide, bool emptyIsMissing) : ValueList
{
    private readonly List<string> values = [];

    public override bool TryAddText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty && emptyIsMissing) AddMissing();
        else Add(text.ToString());
        return true;
    }

    public override bool TryAddBinary(ref ByteCursor cursor)
    {
        int count = length;
        if (length == 0 && !cursor.TryTakeCount(out count)) return false;
        if (!cursor.TryTake((long)count * (wide ? 2 : 1), out var raw)) return false;
        string text = (wide ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(raw);
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        Add((end < 0 ? text : text[..end]).TrimEnd(' '));
        return true;
    }

    public override void AddMissing()
    {
        MarkMissing();
        Add("");
    }

    public override TableColumn Build(ColumnInfo info) => Make(info, values);

    private void Add(string text)
    {
        values.Add(text);
        Count++;
    }
}

/// <summary>A list of fixed-length strings in every row.</summary>
internal sealed class TextArrayList(int length, int count, bool wide) : ValueList
{
    private readonly List<string[]> values = [];

    public override bool TryAddText(ReadOnlySpan<char> text)
    {
        var texts = new List<string>();
        for (int at = 0; at < text.Length; at += length)
            texts.Add(text.Slice(at, Math.Min(length, text.Length - at)).TrimEnd().ToString());
        Add([.. texts]);
        return true;
    }

    public override bool TryAddBinary(ref ByteCursor cursor)
    {
        int items = count;
        if (count == 0 && !cursor.TryTakeCount(out items)) return false;
        int bytes = length * (wide ? 2 : 1);
        if (!cursor.TryTake((long)items * bytes, out var raw)) return false;
        var texts = new string[items];
        for (int i = 0; i < items; i++)
            texts[i] = (wide ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(raw.Slice(i * bytes, bytes)).TrimEnd('\0', ' ');
        Add(texts);
        return true;
    }

    public override void AddMissing()
    {
        MarkMissing();
        Add([]);
    }

    public override TableColumn Build(ColumnInfo info) => Make(info, values);

    private void Add(string[] texts)
    {
        values.Add(texts);
        Count++;
    }
}
