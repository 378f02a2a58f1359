using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

/// <summary>The rules by which headers are blended: those of an instrument, or of a user's <c>*.rules</c> file (facts: blendheaders-and-photeq 8.2).</summary>
public sealed partial class HeaderRules
{
    private const double NewestVersion = 1.1;

    private HeaderRules(string instrument, double version, string source) => (Instrument, Version, Source) = (instrument, version, source);

    /// <summary>The instrument, as INSTRUME has it.</summary>
    public string Instrument { get; private set; }
    /// <summary>Version of the rules.</summary>
    public double Version { get; private set; }
    /// <summary>Where they come from: a path, or the name of the built-in rules.</summary>
    public string Source { get; }
    /// <summary>The rules in order, without repetition.</summary>
    public IReadOnlyList<HeaderRule> Rules => rules;
    /// <summary>Keywords that are removed.</summary>
    public IReadOnlyList<string> Deleted => deleted;
    /// <summary>Titles of header sections all of whose keywords become columns, and whose title cards are removed.</summary>
    public IReadOnlyList<string> Sections => sections;
    /// <summary>The rules as text, for the HISTORY of a product.</summary>
    public IReadOnlyList<string> Lines => [.. rules.Select(Text), .. deleted.Select(d => "<delete> " + d), .. sections.Select(s => "/ " + s)];

    private readonly List<HeaderRule> rules = [];
    private readonly List<string> deleted = [], sections = [];

    /// <summary>
    /// The rules for an instrument: the first <c>*.rules</c> file of the folder, by name, that is for it and not too new; else the
    /// built-in ones.
    /// </summary>
    /// <exception cref="InputException">There are none.</exception>
    public static HeaderRules Find(string instrument, string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.rules").Order(StringComparer.Ordinal))
        {
            var own = Read(path);
            if (own.Version <= NewestVersion && own.Instrument.Equals(instrument.Trim(), StringComparison.OrdinalIgnoreCase)) return own;
        }
        return BuiltIn(instrument);
    }

    /// <summary>Reads a rules file in the format of fitsblender.</summary>
    /// <exception cref="InputException">It does not exist, or a line is no rule.</exception>
    public static HeaderRules Read(string path)
    {
        InputException.ThrowIfMissing(path, "rules_file", "rules file");
        string name = Path.GetFileName(path);
        int mark = name.IndexOf("_header.rules", StringComparison.OrdinalIgnoreCase);
        var result = new HeaderRules(mark > 0 ? name[..mark].ToUpperInvariant() : "", 0, path);
        int number = 0;
        foreach (string line in File.ReadLines(path)) result.AddLine(line, ++number);
        return result;
    }

    /// <summary>The union of rules of several instruments, in order of first appearance.</summary>
    public static HeaderRules Merge(IReadOnlyList<HeaderRules> all)
    {
        if (all.Count == 1) return all[0];
        var merged = new HeaderRules(string.Join(",", all.Select(r => r.Instrument)), all.Max(r => r.Version), string.Join(", ", all.Select(r => r.Source)));
        foreach (var one in all)
        {
            foreach (var rule in one.rules) merged.Add(rule);
            merged.deleted.AddRange(one.deleted.Except(merged.deleted));
            merged.sections.AddRange(one.sections.Except(merged.sections));
        }
        return merged;
    }

    private void AddLine(string line, int number)
    {
        if (line.StartsWith('!'))
        {
            string[] pair = line[1..].Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length == 2 && pair[0].Equals("INSTRUMENT", StringComparison.OrdinalIgnoreCase)) Instrument = pair[1].ToUpperInvariant();
            if (pair.Length == 2 && pair[0].Equals("VERSION", StringComparison.OrdinalIgnoreCase))
                Version = double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double version) ? version : throw Bad($"'{pair[1]}' is no version");
            return;
        }
        if (line.Length == 0 || line[0] == '#' || char.IsWhiteSpace(line[0])) return;
        int comment = line.LastIndexOf('#');
        string text = (comment > 0 ? line[..comment] : line).Trim();
        if (text.StartsWith('/'))
        {
            sections.Add(text[1..].Trim());
            return;
        }
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words[0].Equals("<delete>", StringComparison.OrdinalIgnoreCase))
        {
            deleted.AddRange(words[1..].Select(w => w.ToUpperInvariant()));
            return;
        }
        if (words.Length > 3) throw Bad($"'{text}' is no rule");
        string keyword = words[0].ToUpperInvariant(), target = words.Length > 1 ? words[1].ToUpperInvariant() : keyword;
        // An unknown function makes a column, as the reference has it.
        Add(new HeaderRule(keyword, target, words.Length == 3 ? FunctionOf(words[2]) : null));

        InputException Bad(string message) => new(message) { File = Source, Row = number, Parameter = "rules_file", Expected = "KEYWORD [TARGET [function]], <delete> KEYWORD, or / section" };
    }

    private void Add(HeaderRule rule)
    {
        if (!rules.Contains(rule)) rules.Add(rule);
    }

    private static string Text(HeaderRule rule) => rule.Function is { } function
        ? $"{rule.Keyword}    {rule.Target}    {NameOf(function)}"
        : rule.Keyword == rule.Target ? rule.Keyword : $"{rule.Keyword}    {rule.Target}";

    private static string NameOf(BlendFunction function) => function switch
    {
        BlendFunction.MultiUnknown => "multi?",
        BlendFunction.FloatOne => "float_one",
        BlendFunction.IntOne => "int_one",
        _ => function.ToString().ToLowerInvariant(),
    };

    private static BlendFunction? FunctionOf(string name)
    {
        foreach (var function in Enum.GetValues<BlendFunction>())
            if (NameOf(function).Equals(name, StringComparison.OrdinalIgnoreCase)) return function;
        return null;
    }
}
