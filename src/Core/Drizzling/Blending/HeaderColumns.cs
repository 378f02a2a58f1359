using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The headers of one kind of many chips, as a column of values for each keyword. Values and lists of keywords that are equal in
/// neighbouring headers are kept once, so hundreds of headers take little more memory than one.
/// </summary>
internal sealed class HeaderColumns
{
    private static readonly object Missing = new();
    private readonly Dictionary<string, Column> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string[]> keywords = [];

    /// <summary>The first header.</summary>
    public FitsHeader First { get; private set; } = null!;
    /// <summary>Number of headers.</summary>
    public int Count => keywords.Count;

    /// <summary>Adds the next header.</summary>
    public void Add(FitsHeader header)
    {
        if (Count == 0) First = header;
        string[] present = [.. header.Cards.Select(c => c.Keyword).Where(k => k.Length > 0 && k is not ("HISTORY" or "COMMENT")).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (string keyword in present)
        {
            if (!columns.TryGetValue(keyword, out var column)) columns[keyword] = column = new Column();
            column.Add(Count, header[keyword]);
        }
        keywords.Add(Count > 0 && keywords[^1].AsSpan().SequenceEqual(present) ? keywords[^1] : present);
    }

    /// <summary>Whether a header (0-based) has a keyword.</summary>
    public bool Has(string keyword, int index) => columns.TryGetValue(keyword, out var column) && !ReferenceEquals(column.At(index), Missing);

    /// <summary>The value of a keyword that a header has.</summary>
    public object? At(string keyword, int index) => columns[keyword].At(index);

    /// <summary>The values of the headers that have a keyword, in order.</summary>
    public object?[] Present(string keyword) => columns.TryGetValue(keyword, out var column) ? [.. Enumerable.Range(0, Count).Select(column.At).Where(v => !ReferenceEquals(v, Missing))] : [];

    /// <summary>The keywords that a header (0-based) has, in order; the same list for headers that agree.</summary>
    public string[] KeywordsOf(int index) => keywords[index];

    /// <summary>The keywords that a pattern with a star at its end means: those of the first header that has any.</summary>
    public string[] Matching(string pattern)
    {
        string[]? last = null;
        foreach (string[] list in keywords)
        {
            if (ReferenceEquals(list, last)) continue;
            last = list;
            string[] found = [.. list.Where(k => k.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase))];
            if (found.Length > 0) return found;
        }
        return [];
    }

    /// <summary>The values of a keyword, as the runs of headers that have the same.</summary>
    private sealed class Column
    {
        private readonly List<int> starts = [];
        private readonly List<object?> values = [];
        /// <summary>The header behind the last one that was added.</summary>
        private int end;

        /// <summary>Adds the value of a header behind all others; those between have none.</summary>
        public void Add(int index, object? value)
        {
            if (index > end) Begin(end, Missing);
            if (starts.Count == 0 || !Equals(values[^1], value)) Begin(index, value);
            end = index + 1;
        }

        public object? At(int index)
        {
            if (index >= end) return Missing;
            int run = starts.BinarySearch(index);
            return values[run >= 0 ? run : ~run - 1];
        }

        private void Begin(int index, object? value)
        {
            starts.Add(index);
            values.Add(value);
        }
    }
}
