namespace HstNotebooks.Tables.Typed;

/// <summary>Collects the values of a column whose type is declared.</summary>
internal abstract class ValueList
{
    private List<int>? missing;

    public int Count { get; private protected set; }

    /// <summary>Adds a value from text; false where the text is no such value.</summary>
    public abstract bool TryAddText(ReadOnlySpan<char> text);
    /// <summary>Adds a value from bytes and moves on; false where they end too early.</summary>
    public abstract bool TryAddBinary(ref ByteCursor cursor);
    /// <summary>Adds a missing value.</summary>
    public abstract void AddMissing();
    public abstract TableColumn Build(ColumnInfo info);

    private protected void MarkMissing() => (missing ??= []).Add(Count);

    private protected bool[]? Marks()
    {
        if (missing is null) return null;
        var marks = new bool[Count];
        foreach (int row in missing) marks[row] = true;
        return marks;
    }

    private protected TableColumn Make<T>(ColumnInfo info, List<T> values, IReadOnlyList<int>? dimensions = null) =>
        new TableColumn<T>(info.Name, [.. values], info.Unit, info.Description, Marks()) { Ucd = info.Ucd, Format = info.Format, Dimensions = dimensions, IsSingleComplex = info.IsSingleComplex };
}

/// <summary>What a column is called and means.</summary>
internal sealed record ColumnInfo(string Name, string? Unit, string? Description, string? Ucd = null, string? Format = null)
{
    /// <summary>Whether it holds complex numbers of single precision.</summary>
    public bool IsSingleComplex { get; init; }
}

/// <summary>A place in bytes that moves on as values are taken.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;
    public readonly bool AtEnd => rest.IsEmpty;

    public bool TryTake(long count, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (count < 0 || count > rest.Length) return false;
        taken = rest[..(int)count];
        rest = rest[(int)count..];
        return true;
    }

    /// <summary>Takes a big-endian count; false where it is negative or the bytes end.</summary>
    public bool TryTakeCount(out int count)
    {
        count = 0;
        if (!TryTake(4, out var raw)) return false;
        count = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(raw);
        return count >= 0;
    }
}
