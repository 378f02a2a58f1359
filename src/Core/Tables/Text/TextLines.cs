using System.Text;

namespace HstNotebooks.Tables.Text;

/// <summary>The lines at the start of a text, one after the other.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;

    /// <summary>The line as text, without its end.</summary>
    public string Current { get; private set; } = "";
    /// <summary>1-based number of the line.</summary>
    public int Number { get; private set; }
    /// <summary>Where the line starts, in bytes.</summary>
    public int Start { get; private set; }
    /// <summary>Where the next line starts, in bytes.</summary>
    public int Next { get; private set; }

    public bool MoveNext()
    {
        if (Next >= data.Length) return false;
        Start = Next;
        int end = data[Start..].IndexOf((byte)'\n');
        Next = end < 0 ? data.Length : Start + end + 1;
        Current = Encoding.UTF8.GetString(data[Start..Next]).TrimEnd('\n', '\r');
        Number++;
        return true;
    }
}
