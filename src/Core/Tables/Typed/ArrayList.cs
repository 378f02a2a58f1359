namespace HstNotebooks.Tables.Typed;

/// <summary>An array of elements in every row.</summary>
/// <param name="codec">The elements.</param>
/// <param name="axes">The axes, first axis fastest; the last one is 0 where its length varies from row to row.</param>
internal sealed class ArrayList<T>(ElementCodec<T> codec, IReadOnlyList<int> axes) : ValueList
{
    private readonly List<T[]> values = [];
    private readonly bool varies = axes[^1] == 0;
    /// <summary>Elements of the fixed axes.</summary>
    private readonly long fixedCount = axes.Aggregate(1L, (a, b) => b == 0 ? a : Math.Min(a * b, int.MaxValue));

    public override bool TryAddText(ReadOnlySpan<char> text)
    {
        var elements = new List<T>();
        text = text.Trim();
        if (text.IsEmpty && fixedCount > 0 && !varies) { AddMissing(); return true; }
        while (!text.IsEmpty)
        {
            int end = EndOfElement(text);
            if (!codec.TryParse(text[..end], out var element)) return false;
            elements.Add(element);
            text = text[end..].TrimStart(" \t\r\n,");
        }
        if (varies ? elements.Count % fixedCount != 0 : elements.Count != fixedCount) return false;
        Add([.. elements]);
        return true;
    }

    public override bool TryAddBinary(ref ByteCursor cursor)
    {
        long count = fixedCount;
        if (varies)
        {
            if (!cursor.TryTakeCount(out int items)) return false;
            count *= items;
        }
        if (!cursor.TryTake(count * codec.Size, out var raw)) return false;
        var array = new T[count];
        for (int i = 0; i < array.Length; i++) array[i] = codec.Read(raw[(i * codec.Size)..]);
        Add(array);
        return true;
    }

    public override void AddMissing()
    {
        MarkMissing();
        Add([]);
    }

    public override TableColumn Build(ColumnInfo info) => Make(info, values, axes.Count > 1 && !varies ? axes : null);

    private void Add(T[] array)
    {
        values.Add(array);
        Count++;
    }

    private int EndOfElement(ReadOnlySpan<char> text)
    {
        int end = 0;
        for (int word = 0; word < codec.Words; word++)
        {
            while (end < text.Length && IsGap(text[end])) end++;
            while (end < text.Length && !IsGap(text[end])) end++;
        }
        return end;
    }

    private static bool IsGap(char c) => c is ' ' or '\t' or '\r' or '\n' or ',';
}
