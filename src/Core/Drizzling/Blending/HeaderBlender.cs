using System.Globalization;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>Blends the headers of the chips that went into a product (facts: blendheaders-and-photeq 8.1 to 8.5). Headers without I/O.</summary>
public static class HeaderBlender
{
    private const string Version = "HstNotebooks";
    private const int SeparatorLength = 60;

    /// <summary>Blends the headers of chips, in their order.</summary>
    /// <param name="chips">At least one chip; gone through once, so the headers need not be in memory together.</param>
    /// <param name="rules">The rules.</param>
    public static BlendedHeader Blend(IEnumerable<ChipHeaders> chips, HeaderRules rules)
    {
        HeaderColumns files = new(), primaries = new(), sciences = new(), errors = new(), qualities = new();
        var roots = new HashSet<string>();
        foreach (var chip in chips)
        {
            if (roots.Add(chip.Root)) files.Add(chip.Primary);
            primaries.Add(chip.Primary);
            sciences.Add(chip.Science);
            errors.Add(chip.Error);
            qualities.Add(chip.Quality);
        }
        ArgumentOutOfRangeException.ThrowIfZero(primaries.Count, nameof(chips));
        var primary = Make(files, rules);
        AddHistory(primary, rules);
        return new BlendedHeader(primary, Make(sciences, rules), Make(errors, rules), Make(qualities, rules), HeaderTableMaker.Make(primaries, sciences, rules));
    }

    /// <summary>Starts from the first header: columns and deleted keywords go, then the functions set their results.</summary>
    private static FitsHeader Make(HeaderColumns headers, HeaderRules rules)
    {
        var result = headers.First.Clone();
        var functions = rules.Rules.Where(r => r.Function is not null).Select(r => r.Keyword).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules.Rules)
            if (rule.Function is null && !functions.Contains(rule.Keyword)) foreach (string keyword in Matching(result, rule.Keyword)) result.Remove(keyword);
        foreach (string keyword in rules.Deleted) result.Remove(keyword);
        if (rules.Sections.Count > 0)
            result.RemoveWhere(card => card.Keyword.Length == 0 && card.Value is string text && rules.Sections.Any(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)));

        foreach (var rule in rules.Rules)
        {
            if (rule.Function is not { } function) continue;
            foreach (string keyword in rule.Keyword.EndsWith('*') ? headers.Matching(rule.Keyword) : [rule.Keyword])
            {
                object?[] values = headers.Present(keyword);
                if (values.Length == 0) continue;
                string target = rule.Keyword.EndsWith('*') ? keyword : rule.Target;
                object? value = BlendValues.Combine(function, values);
                // An unchanged value keeps its card as it was written.
                if (!result.Contains(target) || !Equals(result[target], value)) result.Set(target, value);
            }
        }
        return result;
    }

    private static string[] Matching(FitsHeader header, string pattern) => pattern.EndsWith('*')
        ? [.. header.Cards.Select(c => c.Keyword).Where(k => k.Length > 0 && k.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)).Distinct()]
        : header.Contains(pattern) ? [pattern] : [];

    private static void AddHistory(FitsHeader header, HeaderRules rules)
    {
        header.Set("RULESVER", rules.Version, "Version ID for header kw rules file");
        header.Set("BLENDVER", Version, "Software that blended the headers");
        header.Set("RULEFILE", Path.GetFileName(rules.Source), "Name of header kw rules file");
        header.AddHistory(new string('=', SeparatorLength));
        header.AddHistory("Header Generation rules:");
        header.AddHistory("    Rules used to combine headers of input files");
        header.AddHistory("    Start of rules...");
        header.AddHistory(new string('-', SeparatorLength));
        header.AddHistory(string.Create(CultureInfo.InvariantCulture, $"!VERSION = {rules.Version:F1}"));
        header.AddHistory($"!INSTRUMENT = {rules.Instrument}");
        foreach (string line in rules.Lines) header.AddHistory(line);
        header.AddHistory(new string('-', SeparatorLength));
        header.AddHistory("    End of rules...");
        header.AddHistory(new string('=', SeparatorLength));
    }
}
