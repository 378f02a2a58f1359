using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Archives;

/// <summary>Computes the best references of one header from the mappings of a context.</summary>
internal sealed class BestReferences(ArchiveHttp http, string context)
{
    private readonly Dictionary<string, CrdsMapping> mappings = [];

    /// <summary>The choice for each type of reference, by whom the caller wants.</summary>
    /// <param name="rules">Who computes them.</param>
    /// <param name="instrument">The instrument as INSTRUME names it.</param>
    /// <param name="value">The value of a keyword; null where the header does not have it.</param>
    /// <param name="types">The types asked for; empty for all of the instrument.</param>
    /// <param name="cancel">Stops within a second.</param>
    public Task<SortedDictionary<string, CrdsChoice>> ForAsync(CrdsRuleSource rules, string instrument, Func<string, string?> value, IReadOnlyList<string> types, CancellationToken cancel) =>
        rules == CrdsRuleSource.Server ? AllFromServerAsync(instrument, value, types, cancel) : ForAsync(instrument, value, types, cancel);

    // The server says which keywords its rules look at, and is told these.
    private async Task<SortedDictionary<string, CrdsChoice>> AllFromServerAsync(string instrument, Func<string, string?> value, IReadOnlyList<string> types, CancellationToken cancel)
    {
        var keywords = await CrdsServer.CallAsync(http.Options, http.Options.CacheAge, result => ReadKeywords(result, instrument), cancel, "get_required_parkeys", context).ConfigureAwait(false);
        var header = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["INSTRUME"] = instrument };
        foreach (string keyword in keywords) header[keyword] = value(keyword) ?? CrdsValue.Undefined;
        return new(await FromServerAsync(http.Options, context, header, [.. types.Select(t => t.ToLowerInvariant())], cancel).ConfigureAwait(false), StringComparer.Ordinal);
    }

    private string[] ReadKeywords(JsonElement result, string instrument) =>
        result.TryGetProperty(instrument.ToLowerInvariant(), out var keys) && keys.ValueKind == JsonValueKind.Array ? [.. keys.EnumerateArray().Select(k => k.GetString()!.ToUpperInvariant())]
            : throw new ArchiveException($"the context {context} has no instrument {instrument}") { Keyword = "INSTRUME" };

    /// <summary>The choice for each type of reference.</summary>
    /// <param name="instrument">The instrument as INSTRUME names it.</param>
    /// <param name="value">The value of a keyword; null where the header does not have it.</param>
    /// <param name="types">The types asked for; empty for all of the instrument.</param>
    /// <param name="cancel">Stops within a second.</param>
    public async Task<SortedDictionary<string, CrdsChoice>> ForAsync(string instrument, Func<string, string?> value, IReadOnlyList<string> types, CancellationToken cancel)
    {
        var instruments = (await LoadAsync(context, cancel).ConfigureAwait(false)).Children();
        if (!instruments.TryGetValue(instrument.ToLowerInvariant(), out string? imap))
            throw new ArchiveException($"the context {context} has no instrument {instrument}") { Keyword = "INSTRUME", Expected = "one of " + string.Join(", ", instruments.Keys) };
        var kinds = (await LoadAsync(imap, cancel).ConfigureAwait(false)).Children();
        var wanted = types.Count > 0 ? types.Select(t => t.ToLowerInvariant()).ToArray() : [.. kinds.Keys];
        var choices = new SortedDictionary<string, CrdsChoice>(StringComparer.Ordinal);
        foreach (string type in wanted)
        {
            if (!kinds.TryGetValue(type, out string? rmap))
            {
                string? nearest = Parameters.NearestName.Of(type, kinds.Keys);
                throw new ParameterException($"{instrument} has no references of the type '{type}'") { Parameter = "types", Advice = nearest is null ? null : $"did you mean {nearest}?" };
            }
            var mapping = await LoadAsync(rmap, cancel).ConfigureAwait(false);
            choices[type] = mapping.Choose(Values(mapping, instrument, value));
        }
        await AskServerAsync(instrument, value, choices, cancel).ConfigureAwait(false);
        return choices;
    }

    /// <summary>The value of a keyword in a file: in the primary header, else in the first extension that has it.</summary>
    public static string? ValueIn(FitsFile file, string keyword)
    {
        foreach (var hdu in file.Hdus)
            if (hdu.Header.Contains(keyword)) return hdu.Header[keyword] is { } value ? CrdsValue.Condition(value is int or long ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : value) : null;
        return null;
    }

    private static Dictionary<string, string> Values(CrdsMapping mapping, string instrument, Func<string, string?> value)
    {
        var values = new Dictionary<string, string> { ["INSTRUME"] = instrument };
        foreach (string keyword in mapping.Keywords) values[keyword] = value(keyword) ?? CrdsValue.Undefined;
        return values;
    }

    // The few rules that are programs rather than tables are asked from the server, all at once.
    private async Task AskServerAsync(string instrument, Func<string, string?> value, SortedDictionary<string, CrdsChoice> choices, CancellationToken cancel)
    {
        string[] open = [.. choices.Where(c => c.Value.Kind == CrdsChoiceKind.NeedsServer).Select(c => c.Key)];
        if (open.Length == 0 || http.Options.Offline) return;
        var header = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["INSTRUME"] = instrument };
        foreach (var mapping in mappings.Values.Where(m => m.IsReferenceMapping))
            foreach (string keyword in mapping.Keywords) header[keyword] = value(keyword) ?? CrdsValue.Undefined;
        try
        {
            foreach (var (type, choice) in await FromServerAsync(http.Options, context, header, open, cancel).ConfigureAwait(false)) choices[type] = choice;
        }
        catch (ArchiveException e) when (e.IsUnreachable)
        {
            foreach (string type in open) choices[type] = choices[type] with { Reason = $"{choices[type].Reason}; {e.Message}" };
        }
    }

    /// <summary>The best references as the server computes them.</summary>
    public static Task<Dictionary<string, CrdsChoice>> FromServerAsync(ArchiveOptions options, string context, IReadOnlyDictionary<string, string> header, IReadOnlyList<string> types, CancellationToken cancel) =>
        CrdsServer.CallAsync(options, options.CacheAge, ReadChoices, cancel, "get_best_references", context, header.Select(h => (h.Key, (object?)h.Value)).ToArray(), types.Count == 0 ? null : types);

    internal static Dictionary<string, CrdsChoice> ReadChoices(JsonElement result)
    {
        var choices = new Dictionary<string, CrdsChoice>();
        foreach (var type in result.EnumerateObject())
        {
            string text = type.Value.ToString();
            choices[type.Name.ToLowerInvariant()] = text.Equals("N/A", StringComparison.OrdinalIgnoreCase) || text.Equals("NOT FOUND n/a", StringComparison.OrdinalIgnoreCase)
                ? CrdsChoice.NotApplicable("not used for such an exposure")
                : text.StartsWith("NOT FOUND", StringComparison.Ordinal) ? new CrdsChoice(CrdsChoiceKind.NotFound, null, text["NOT FOUND".Length..].Trim())
                : CrdsChoice.Found(SafeName.Check(text.ToLowerInvariant(), "CRDS"));
        }
        return choices;
    }

    private async Task<CrdsMapping> LoadAsync(string name, CancellationToken cancel)
    {
        if (!mappings.TryGetValue(name, out var mapping)) mappings[name] = mapping = await CrdsFiles.MappingAsync(http, name, cancel).ConfigureAwait(false);
        return mapping;
    }
}
