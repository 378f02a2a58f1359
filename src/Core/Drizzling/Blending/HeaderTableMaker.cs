using System.Globalization;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>Makes HDRTAB: one row per chip, a column per table rule; the type of a column follows from its values (facts: blendheaders-and-photeq 8.5).</summary>
internal static class HeaderTableMaker
{
    public static Table Make(HeaderColumns primaries, HeaderColumns sciences, HeaderRules rules)
    {
        var columns = new List<TableColumn>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules.Rules)
        {
            if (rule.Function is not null) continue;
            foreach (var (keyword, target) in Expand(primaries, sciences, rule))
                if (known.Add(target)) columns.Add(Column(target, Values(primaries, sciences, keyword)));
        }
        foreach (string section in rules.Sections)
            foreach (string keyword in InSection(primaries.First, sciences.First, section))
                if (known.Add(keyword)) columns.Add(Column(keyword, Values(primaries, sciences, keyword)));
        return new Table(columns, "HDRTAB");
    }

    private static IEnumerable<(string Keyword, string Target)> Expand(HeaderColumns primaries, HeaderColumns sciences, HeaderRule rule)
    {
        if (!rule.Keyword.EndsWith('*')) return [(rule.Keyword, rule.Target)];
        string start = rule.Keyword[..^1];
        var found = new List<string>();
        for (int i = 0; i < primaries.Count; i++)
        {
            if (i > 0 && ReferenceEquals(primaries.KeywordsOf(i), primaries.KeywordsOf(i - 1)) && ReferenceEquals(sciences.KeywordsOf(i), sciences.KeywordsOf(i - 1))) continue;
            found.AddRange(primaries.KeywordsOf(i).Concat(sciences.KeywordsOf(i)).Where(k => k.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
        }
        return found.Distinct().Select(k => (k, k));
    }

    /// <summary>The keywords between the card with the title and the next title.</summary>
    private static IEnumerable<string> InSection(FitsHeader primary, FitsHeader science, string section)
    {
        foreach (var header in (FitsHeader[])[primary, science])
        {
            bool inside = false;
            foreach (var card in header.Cards)
            {
                if (card.Keyword == "HISTORY") break;
                if (card.Keyword.Length == 0 && card.Value is string text && text.Contains('/')) inside = text.Contains(section, StringComparison.OrdinalIgnoreCase);
                else if (inside && card.Keyword.Length > 0 && card.Keyword != "COMMENT") yield return card.Keyword;
            }
        }
    }

    /// <summary>The value of each chip, null where it has none; the primary header wins over SCI.</summary>
    private static object?[] Values(HeaderColumns primaries, HeaderColumns sciences, string keyword) =>
        [.. Enumerable.Range(0, primaries.Count).Select(i => primaries.Has(keyword, i) ? primaries.At(keyword, i) : sciences.Has(keyword, i) ? sciences.At(keyword, i) : null)];

    private static TableColumn Column(string name, object?[] values)
    {
        bool missing = values.Any(v => v is null);
        var present = values.Where(v => v is not null).ToArray();
        if (present.Any(v => v is string))
            return new TableColumn<string>(name, [.. values.Select(v => v is null ? "nan" : Convert.ToString(v, CultureInfo.InvariantCulture)?.TrimEnd() ?? "")]);
        if (present.Length > 0 && !missing && present.All(v => v is bool)) return new TableColumn<bool>(name, [.. values.Select(v => (bool)v!)]);
        if (present.Length > 0 && !missing && present.All(v => v is long)) return new TableColumn<long>(name, [.. values.Select(v => (long)v!)]);
        return new TableColumn<double>(name, [.. values.Select(v => v is null ? double.NaN : Convert.ToDouble(v, CultureInfo.InvariantCulture))]);
    }
}
