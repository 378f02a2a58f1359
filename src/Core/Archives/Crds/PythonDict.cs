namespace HstNotebooks.Archives;

/// <summary>A dictionary of a CRDS mapping: pairs in their order. As in Python, the last one of equal keys counts.</summary>
/// <param name="Pairs">Keys and values.</param>
internal sealed record PythonDict(IReadOnlyList<(object? Key, object? Value)> Pairs)
{
    /// <summary>The value of a text key, or null.</summary>
    public object? Find(string key)
    {
        for (int i = Pairs.Count - 1; i >= 0; i--)
            if (Pairs[i].Key is string name && name == key) return Pairs[i].Value;
        return null;
    }

    /// <summary>The text under a key, or null where it is missing or no text.</summary>
    public string? Text(string key) => Find(key) as string;
}
