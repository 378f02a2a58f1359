namespace HstNotebooks.Archives;

/// <summary>Chooses the latest file whose date is not after the exposure.</summary>
internal sealed class CrdsUseAfter : CrdsSelector
{
    private readonly string[] keys;
    private readonly SortedList<DateTime, string> files;

    public CrdsUseAfter(PythonDict choices, string[] keys, CrdsRules rules)
    {
        this.keys = keys;
        files = new SortedList<DateTime, string>(choices.Pairs.Count);
        foreach (var (key, value) in choices.Pairs)
        {
            if (key is not string text || CrdsDate.Parse(text) is not { } date) throw rules.Fault($"has '{key}' where a date is expected");
            files[date] = value as string ?? throw rules.Fault($"has no file name under the date {key}");
        }
    }

    private CrdsUseAfter(string[] keys, SortedList<DateTime, string> files)
    {
        this.keys = keys;
        this.files = files;
    }

    public override IEnumerable<string> Files => files.Values;

    /// <summary>The files of both; of two with the same date the one with the greater name, which is the later delivery.</summary>
    public CrdsUseAfter Merge(CrdsUseAfter other)
    {
        var merged = new SortedList<DateTime, string>(files);
        foreach (var (date, file) in other.files)
            if (!merged.TryGetValue(date, out string? own) || string.CompareOrdinal(own, file) < 0) merged[date] = file;
        return new CrdsUseAfter(keys, merged);
    }

    public override string Choose(IReadOnlyDictionary<string, string> header)
    {
        string text = string.Join(' ', keys.Select(k => header.GetValueOrDefault(k, CrdsValue.Undefined)));
        if (CrdsDate.Parse(text) is not { } date) throw new CrdsNoMatch($"{string.Join(" and ", keys)} is no date: {text}");
        int low = 0, high = files.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (files.GetKeyAtIndex(middle) <= date) low = middle + 1;
            else high = middle;
        }
        return low > 0 ? files.GetValueAtIndex(low - 1) : throw new CrdsNoMatch($"no file is valid at {text}");
    }
}
