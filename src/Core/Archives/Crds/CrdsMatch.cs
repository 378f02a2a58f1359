namespace HstNotebooks.Archives;

/// <summary>
/// Chooses among rules by the values of keywords. A rule counts a point for each value that it names and that fits; the rules with most points
/// are tried first, and those with equal points are merged.
/// </summary>
internal sealed class CrdsMatch : CrdsSelector
{
    private readonly record struct Rule(CrdsMatcher[] Matchers, CrdsSelector Choice);

    private readonly string[] keys;
    private readonly List<Rule> rules = [];
    private readonly CrdsRules header;

    public CrdsMatch(PythonDict choices, string[] keys, ReadOnlySpan<string[]> below, CrdsRules header)
    {
        this.keys = keys;
        this.header = header;
        foreach (var (key, value) in choices.Pairs)
        {
            object?[] elements = key as object?[] ?? [key];
            if (elements.Length != keys.Length) throw header.Fault($"has a rule with {elements.Length} values for {keys.Length} keywords");
            var matchers = elements.Select((e, i) => CrdsMatcher.Of(Substitute(keys[i], e))).ToArray();
            rules.Add(new Rule(matchers, Make(value, below, header)));
        }
    }

    public override IEnumerable<string> Files => rules.SelectMany(r => r.Choice.Files);

    public override string Choose(IReadOnlyDictionary<string, string> values)
    {
        var candidates = new SortedDictionary<int, List<CrdsSelector>>();
        foreach (var rule in rules)
        {
            int points = Points(rule, values);
            if (points < 0) continue;
            if (!candidates.TryGetValue(-points, out var equal)) candidates[-points] = equal = [];
            equal.Add(rule.Choice);
        }
        string reason = "no rule fits " + string.Join(", ", keys.Select(k => $"{k}={values.GetValueOrDefault(k, CrdsValue.Undefined)}"));
        foreach (var equal in candidates.Values)
        {
            try { return Merge(equal).Choose(values); }
            catch (CrdsNoMatch e) { reason = e.Message; }
        }
        throw new CrdsNoMatch(reason);
    }

    private int Points(Rule rule, IReadOnlyDictionary<string, string> values)
    {
        int points = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            int fit = rule.Matchers[i].Match(values.GetValueOrDefault(keys[i], CrdsValue.Undefined));
            if (fit < 0) return -1;
            points += fit;
        }
        return points;
    }

    private CrdsSelector Merge(List<CrdsSelector> equal)
    {
        if (equal.Count == 1) return equal[0];
        if (!header.MergesOverlaps) throw new CrdsNoMatch("more than one rule fits equally well");
        if (!equal.TrueForAll(s => s is CrdsUseAfter)) throw new CrdsNoMatch("more than one rule fits equally well, and they have no dates");
        return equal.Cast<CrdsUseAfter>().Aggregate((a, b) => a.Merge(b));
    }

    private object? Substitute(string keyword, object? element)
    {
        if (header.Substitutions?.Find(keyword) is not PythonDict table) return element;
        foreach (var (old, replacement) in table.Pairs)
            if (Equals(old, element)) return replacement;
        return element;
    }
}
