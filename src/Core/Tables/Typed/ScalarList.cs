namespace HstNotebooks.Tables.Typed;

/// <summary>One element in every row. An element equal to <paramref name="mark"/> is missing.</summary>
internal sealed class ScalarList<T>(ElementCodec<T> codec, T? mark) : ValueList where T : struct, IEquatable<T>
{
    private readonly List<T> values = [];

    public override bool TryAddText(ReadOnlySpan<char> text)
    {
        if (text.Trim().IsEmpty) { AddMissing(); return true; }
        if (!codec.TryParse(text, out var value)) return false;
        Add(value);
        return true;
    }

    public override bool TryAddBinary(ref ByteCursor cursor)
    {
        if (!cursor.TryTake(codec.Size, out var raw)) return false;
        if (typeof(T) == typeof(bool) && raw[0] is (byte)'?' or (byte)' ' or 0) AddMissing();
        else Add(codec.Read(raw));
        return true;
    }

    public override void AddMissing()
    {
        MarkMissing();
        values.Add(codec.Missing);
        Count++;
    }

    public override TableColumn Build(ColumnInfo info) => Make(info, values);

    private void Add(T value)
    {
        if (mark is { } missing && value.Equals(missing)) { AddMissing(); return; }
        values.Add(value);
        Count++;
    }
}
