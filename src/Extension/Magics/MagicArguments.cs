namespace HstNotebooks.Magics;

/// <summary>The arguments of one call of a magic, as text by name. Positional ones stand under their names; a list holds several words.</summary>
/// <param name="Values">Name to text in the order given; a flag without value has the text <c>true</c>.</param>
public sealed record MagicArguments(IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>The value of a name, or null where it was not given.</summary>
    public string? Find(string name)
    {
        foreach (var (key, value) in Values)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }

    /// <summary>All values of a name.</summary>
    public IEnumerable<string> All(string name) =>
        Values.Where(v => v.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(v => v.Value);
}
