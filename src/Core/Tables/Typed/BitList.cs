namespace HstNotebooks.Tables.Typed;

/// <summary>Bits in every row: 0 and 1 in text, packed in bytes with the first bit highest.</summary>
/// <param name="length">Bits in a row; 0 where it varies.</param>
internal sealed class BitList(int length) : ValueList
{
    private readonly List<bool[]> values = [];

    public override bool TryAddText(ReadOnlySpan<char> text)
    {
        var bits = new List<bool>();
        foreach (char c in text)
        {
            if (c is '0' or '1') bits.Add(c == '1');
            else if (!char.IsWhiteSpace(c)) return false;
        }
        if (length > 0 && bits.Count > 0 && bits.Count != length) return false;
        if (length > 0 && bits.Count == 0) { AddMissing(); return true; }
        Add([.. bits]);
        return true;
    }

    public override bool TryAddBinary(ref ByteCursor cursor)
    {
        int count = length;
        if (length == 0 && !cursor.TryTakeCount(out count)) return false;
        if (!cursor.TryTake(((long)count + 7) / 8, out var raw)) return false;
        var bits = new bool[count];
        for (int i = 0; i < count; i++) bits[i] = (raw[i / 8] & (0x80 >> (i % 8))) != 0;
        Add(bits);
        return true;
    }

    public override void AddMissing()
    {
        MarkMissing();
        Add(new bool[length]);
    }

    public override TableColumn Build(ColumnInfo info) =>
        length == 1 ? Make(info, values.ConvertAll(bits => bits[0])) : Make(info, values);

    private void Add(bool[] bits)
    {
        values.Add(bits);
        Count++;
    }
}
