using System.Security.Cryptography;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// A CRDS mapping file: a context (pmap) lists the mappings of the instruments, an instrument mapping (imap) those of the types of references, a
/// reference mapping (rmap) the files. Immutable.
/// </summary>
public sealed class CrdsMapping
{
    private readonly PythonDict header;
    private readonly object? selectorForm;

    private CrdsMapping(string name, PythonDict header, object? selectorForm)
    {
        Name = name;
        this.header = header;
        this.selectorForm = selectorForm;
        Instrument = header.Text("instrument")?.ToLowerInvariant();
        FileKind = header.Text("filekind")?.ToLowerInvariant();
        if (IsReferenceMapping) Selector = MakeSelector();
    }

    /// <summary>The file name, for example <c>hst_wfc3_idctab.rmap</c>.</summary>
    public string Name { get; }

    /// <summary>The instrument in lower case; null in a context.</summary>
    public string? Instrument { get; }

    /// <summary>The type of references in lower case, for example <c>idctab</c>; null in contexts and instrument mappings.</summary>
    public string? FileKind { get; }

    /// <summary>Whether it lists reference files rather than mappings.</summary>
    public bool IsReferenceMapping => header.Text("mapping") == "REFERENCE" || (header.Text("mapping") is null && FileKind is not null);

    /// <summary>Every reference file that it can choose; empty for contexts and instrument mappings.</summary>
    public IReadOnlyList<string> ReferenceNames => Selector is null ? [] : [.. Selector.Files.Where(f => !IsWord(f)).Distinct().Order(StringComparer.Ordinal)];

    internal CrdsSelector? Selector { get; }

    /// <summary>Reads a mapping.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="ArchiveException">It is malformed; names file and line.</exception>
    public static CrdsMapping Parse(string text, string name)
    {
        var parts = PythonLiteral.ReadAssignments(text, name);
        if (parts.GetValueOrDefault("header") is not PythonDict header || !parts.TryGetValue("selector", out object? selector))
            throw new ArchiveException($"{Path.GetFileName(name)} is no CRDS mapping: header or selector is missing") { File = name, Advice = "fetch the mapping again" };
        return new CrdsMapping(Path.GetFileName(name), header, selector);
    }

    /// <summary>Whether the SHA-1 that a mapping states of itself is right; it is that of all lines but the one that states it.</summary>
    public static bool HasRightChecksum(string text)
    {
        var rest = new StringBuilder(text.Length);
        string? stated = null;
        foreach (string line in text.Split('\n'))
        {
            if (!line.Contains("sha1sum", StringComparison.Ordinal)) { rest.Append(line).Append('\n'); continue; }
            stated = line.Split('\'', '"') is [_, _, _, var sum, ..] ? sum : null;
        }
        if (rest.Length > 0) rest.Length--;
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(rest.ToString()))) == stated;
    }

    /// <summary>The names under a context (instrument to imap) or an instrument mapping (type to rmap), in lower case; without those that are N/A or omitted.</summary>
    /// <exception cref="ArchiveException">It is a reference mapping.</exception>
    public IReadOnlyDictionary<string, string> Children() => selectorForm is PythonDict children
        ? children.Pairs.Where(p => p is { Key: string, Value: string v } && !IsWord(v)).ToDictionary(p => ((string)p.Key!).ToLowerInvariant(), p => Path.GetFileName((string)p.Value!))
        : throw new ArchiveException($"{Name} lists no mappings") { File = Name };

    /// <summary>The keywords that a reference mapping looks at.</summary>
    public IReadOnlyList<string> Keywords => [.. Levels().SelectMany(k => k).Concat(header.Find("extra_keys") is object?[] extra ? extra.OfType<string>() : [])
        .Concat(header.Text("reffile_switch") is { } s && s != "NONE" ? [s] : []).Concat(ConditionKeywords()).Distinct()];

    /// <summary>The best reference for a header.</summary>
    /// <param name="values">Keywords to values; missing ones count as undefined.</param>
    public CrdsChoice Choose(IReadOnlyDictionary<string, string> values)
    {
        if (Selector is null) throw new ArchiveException($"{Name} is no reference mapping") { File = Name };
        if (UnknownHook() is { } hook) return new CrdsChoice(CrdsChoiceKind.NeedsServer, null, $"the rule wants the calculation '{hook}', which only the CRDS server does");
        var conditioned = values.ToDictionary(v => v.Key.ToUpperInvariant(), v => CrdsValue.Condition(v.Value));
        if (header.Text("rmap_omit") is { } omit && CrdsCondition.Holds(omit, conditioned) == true) return new CrdsChoice(CrdsChoiceKind.Omitted, null, "left out by the rules");
        if (header.Text("rmap_relevance") is { } relevance && CrdsCondition.Holds(relevance, conditioned) == false)
            return CrdsChoice.NotApplicable("not used for such an exposure");
        Dictionary<string, string>? prepared = null;
        try
        {
            prepared = Prepared(conditioned, Hook("precondition_header"));
            return Meaning(Selector.Choose(prepared));
        }
        catch (CrdsNoMatch e)
        {
            if (prepared is not null && IsNoLongerCalibrated(prepared)) return CrdsChoice.NotApplicable("ACS/WFC exposures with this gain are no longer calibrated");
            if (prepared is not null && Hook("fallback_header") is { } fallback && SecondTry(Selector, conditioned, fallback) is { } choice) return choice;
            return header.Text("reffile_required") == "NO" ? CrdsChoice.NotApplicable("not required, and no rule fits") : new CrdsChoice(CrdsChoiceKind.NotFound, null, e.Message);
        }
    }

    private CrdsChoice? SecondTry(CrdsSelector selector, Dictionary<string, string> values, Action<Dictionary<string, string>> fallback)
    {
        try { return Meaning(selector.Choose(Prepared(values, fallback))); }
        catch (CrdsNoMatch) { return null; }
    }

    private static CrdsChoice Meaning(string chosen) =>
        chosen.Equals("N/A", StringComparison.OrdinalIgnoreCase) ? CrdsChoice.NotApplicable("not used for such an exposure")
        : chosen.Equals("OMIT", StringComparison.OrdinalIgnoreCase) ? new CrdsChoice(CrdsChoiceKind.Omitted, null, "left out by the rules") : CrdsChoice.Found(chosen.ToLowerInvariant());

    // The values as the rules compare them: those that do not matter for such a header are N/A.
    private Dictionary<string, string> Prepared(Dictionary<string, string> values, Action<Dictionary<string, string>>? hook)
    {
        var prepared = new Dictionary<string, string>(values);
        hook?.Invoke(prepared);
        if (header.Find("parkey_relevance") is not PythonDict keys) return prepared;
        var asked = new Dictionary<string, string>(prepared);
        foreach (var (key, condition) in keys.Pairs)
            if (key is string keyword && condition is string text && CrdsCondition.Holds(text, asked) == false) prepared[keyword.ToUpperInvariant()] = CrdsValue.NotApplicable;
        return prepared;
    }

    // CRDS's "do not reprocess" rule: no references were delivered for these gains.
    private static bool IsNoLongerCalibrated(Dictionary<string, string> values) =>
        values.GetValueOrDefault("DETECTOR") == "WFC" && values.GetValueOrDefault("CCDGAIN") is ("0.5" or "1.4");

    // A hook that CRDS invents after this was written; only its server can calculate it.
    private string? UnknownHook() => new[] { "precondition_header", "fallback_header" }.FirstOrDefault(step =>
    {
        CrdsHook.Find(step, $"{Instrument} {FileKind}", header.Find("hooks") as PythonDict, out bool isKnown);
        return !isKnown;
    }) is { } step ? (header.Find("hooks") as PythonDict)!.Text(step) : null;

    private Action<Dictionary<string, string>>? Hook(string step) => CrdsHook.Find(step, $"{Instrument} {FileKind}", header.Find("hooks") as PythonDict, out _);

    private CrdsSelector MakeSelector()
    {
        bool merges = header.Find("merge_overlaps") is not { } merge || merge.ToString()!.ToUpperInvariant() is "TRUE" or "1";
        return CrdsSelector.Make(selectorForm, Levels(), new CrdsRules(Name, merges, header.Find("substitutions") as PythonDict));
    }

    private string[][] Levels() => header.Find("parkey") is object?[] levels
        ? [.. levels.Select(level => level is object?[] keys ? [.. keys.OfType<string>()] : new[] { (string)level! })] : [];

    private IEnumerable<string> ConditionKeywords()
    {
        IEnumerable<string?> conditions = [header.Text("rmap_relevance"), header.Text("rmap_omit")];
        if (header.Find("parkey_relevance") is PythonDict keys) conditions = conditions.Concat(keys.Pairs.Select(p => p.Value as string));
        return conditions.OfType<string>().SelectMany(CrdsCondition.KeywordsOf);
    }

    private static bool IsWord(string file) => file.ToUpperInvariant() is "N/A" or "OMIT";

    /// <inheritdoc/>
    public override string ToString() => IsReferenceMapping ? $"CRDS mapping {Name}: {ReferenceNames.Count} references" : $"CRDS mapping {Name}";
}
