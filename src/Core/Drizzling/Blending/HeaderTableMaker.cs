using System.Globalization;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>Makes HDRTAB: one row per chip, a column per table rule; the type of a column follows from its values (facts: blendheaders-and-photeq 8.5).</summary>
internal static class HeaderTableMaker
{
    public static Table Make(IReadOnlyList<ChipHeaders> chips, HeaderRules rules)
    {
        var columns = new List<TableColumn>();
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules.Rules)
        {
            if (rule.Function is not null) continue;
            foreach (var (keyword, target) in Expand(chips, rule))
                if (known.Add(target)) columns.Add(Column(target, [.. chips.Select(c => Value(c, keyword))]));
        }
        foreach (string section in rules.Sections)
            foreach (string keyword in InSection(chips, section))
                if (known.Add(keyword)) columns.Add(Column(keyword, [.. chips.Select(c => Value(c, keyword))]));
        return new Table(columns, "HDRTAB");
    }

    private static IEnumerable<(string Keyword, string Target)> Expand(IReadOnlyList<ChipHeaders> chips, HeaderRule rule)
    {
        if (!rule.Keyword.EndsWith('*')) return [(rule.Keyword, rule.Target)];
        string start = rule.Keyword[..^1];
        return chips.SelectMany(c => c.Primary.Cards.Concat(c.Science.Cards)).Select(c => c.Keyword)
            .Where(k => k.Length > 0 && k.StartsWith(start, StringComparison.OrdinalIgnoreCase)).Distinct().Select(k => (k, k));
    }

    /// <summary>The keywords between the card with the title and the next title.</summary>
    private static IEnumerable<string> InSection(IReadOnlyList<ChipHeaders> chips, string section)
    {
        foreach (var header in (FitsHeader[])[chips[0].Primary, chips[0].Science])
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

    /// <summary>The value of a chip; the primary header wins over SCI.</summary>
    private static object? Value(ChipHeaders chip, string keyword) =>
        chip.Primary.Contains(keyword) ? chip.Primary[keyword] : chip.Science.Contains(keyword) ? chip.Science[keyword] : null;

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
