using HstNotebooks.Errors;

namespace HstNotebooks.Parameters;

/// <summary>Reads and writes the parameters of options records by DrizzlePac's names.</summary>
public static class ParameterSet
{
    /// <summary>The parameters of an options record in the order of its properties, groups included.</summary>
    public static IReadOnlyList<ParameterDescription> Describe<TOptions>() where TOptions : class, new() =>
        [.. Bindings<TOptions>.All.Select(b => b.Description)];

    /// <summary>
    /// An options record with the named parameters set from text. Booleans: true, false, yes, no, 1, 0, or empty (true).
    /// None, INDEF and empty text mean None where the type is nullable. Names are compared without case; <c>-</c> counts as <c>_</c>.
    /// A parameter <c>configobj</c> names a parameter file, which is read first, so that what is given explicitly wins. The files that DrizzlePac's parameter
    /// files name (<c>input</c>) are not part of the options: <see cref="FindSubject"/>.
    /// </summary>
    /// <exception cref="ParameterException">A name is unknown (the nearest one is named) or a value is out of range.</exception>
    public static TOptions Bind<TOptions>(IEnumerable<KeyValuePair<string, string>> values, TOptions? start = null) where TOptions : class, new()
    {
        var options = start is null ? new TOptions() : RecordCopy.Of(start);
        var given = values.ToList();
        foreach (var (name, path) in given.Where(v => IsFileName(v.Key)))
            foreach (var entry in ReadFile(path).Where(e => !ParameterFile.IsSubject(e) || Bindings<TOptions>.ByName.ContainsKey(e.Name))) SetFromFile(options, path, entry);
        foreach (var (name, value) in given.Where(v => !IsFileName(v.Key))) Set(options, name, value);
        if (options is IRemembersGivenNames own) own.Remember(new GivenNames(given.Where(v => !IsFileName(v.Key)).Select(v => Normalise(v.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase)));
        return options;
    }

    /// <summary>The options with one parameter set to a value that is no text, for example a table.</summary>
    /// <exception cref="ParameterException">The name is unknown (the nearest one is named), or the parameter takes no such value.</exception>
    public static TOptions With<TOptions>(TOptions options, string name, object value) where TOptions : class, new()
    {
        var copy = RecordCopy.Of(options);
        var binding = Find<TOptions>(name);
        if (value is Tables.Table table && binding.Description.ValueType == typeof(Tables.CatalogSource)) value = (Tables.CatalogSource)table;
        if (!binding.Description.ValueType.IsInstanceOfType(value))
            throw new ParameterException($"{binding.Description.Name} takes no {value.GetType().Name}") { Parameter = binding.Description.Name };
        binding.Set(copy, value);
        return copy;
    }

    /// <summary>Reads a parameter file: <c>name = value</c> lines, <c>[section]</c> lines, <c>#</c> comments, quoted strings (DrizzlePac's .cfg).</summary>
    /// <exception cref="ParameterException">The file cannot be read, or a line is none of these, named by number.</exception>
    public static IReadOnlyList<ParameterFileEntry> ReadFile(string path) => ParameterFile.Read(path);

    /// <summary>What a parameter file of DrizzlePac works on, for example <c>*flt.fits</c>: its entry <c>input</c>, which other tasks call data, files or imageList.</summary>
    /// <returns>The text; null where there is none or it is blank.</returns>
    /// <exception cref="ParameterException">The file cannot be read.</exception>
    public static string? FindSubject(string path) => ReadFile(path).FirstOrDefault(ParameterFile.IsSubject)?.Value is { Length: > 0 } value ? value : null;

    /// <summary>The parameters whose value differs from the default, name to value as text.</summary>
    public static IReadOnlyDictionary<string, string> Differences<TOptions>(TOptions options) where TOptions : class, new()
    {
        var differences = new Dictionary<string, string>();
        foreach (var binding in Bindings<TOptions>.All)
        {
            string value = ParameterText.Format(binding.Description, binding.Get(options));
            if (value != ParameterText.Format(binding.Description, binding.Description.Default)) differences[binding.Description.Name] = value;
        }
        return differences;
    }

    /// <summary>
    /// The property of an options record that is meant by a name: DrizzlePac's (<c>searchrad</c>), the property's own in another spelling, or one
    /// near to either; with the groups that lead to it, as <c>SourceFinding.Threshold</c>. Null where nothing is near.
    /// </summary>
    public static string? PropertyMeantBy(Type options, string name)
    {
        var all = ParameterBinding.Of(options);
        string Plain(string text) => Normalise(text).Replace("_", "", StringComparison.Ordinal);
        var names = all.SelectMany(b => new[] { (Name: Plain(b.Description.Name), b.PropertyPath), (Name: Plain(b.Path[^1].Name), b.PropertyPath) }).ToList();
        string? nearest = NearestName.Of(Plain(name), names.Select(n => n.Name));
        return nearest is null ? null : names.First(n => n.Name.Equals(nearest, StringComparison.OrdinalIgnoreCase)).PropertyPath;
    }

    /// <summary>A parameter's value as text that <see cref="Bind{TOptions}"/> reads back: True, False, None, words in lower case, lists with commas.</summary>
    public static string FormatValue(object? value) => ParameterText.Format(value);

    private static bool IsFileName(string name) => Normalise(name).Equals("configobj", StringComparison.OrdinalIgnoreCase);

    private static string Normalise(string name) => name.Trim().TrimStart('-').Replace('-', '_');

    private static void SetFromFile<TOptions>(TOptions options, string path, ParameterFileEntry entry) where TOptions : class, new()
    {
        try
        {
            Set(options, entry.Name, entry.Value);
        }
        catch (ParameterException e)
        {
            throw new ParameterException(e.Message, e)
            { File = path, Row = entry.Line, Parameter = e.Parameter, Expected = e.Expected, Advice = e.Advice };
        }
    }

    private static void Set<TOptions>(TOptions options, string name, string value) where TOptions : class, new()
    {
        var binding = Find<TOptions>(name);
        binding.Set(options, ParameterText.Parse(binding.Description, value));
    }

    private static ParameterBinding Find<TOptions>(string name) where TOptions : class, new()
    {
        string wanted = Normalise(name);
        if (Bindings<TOptions>.ByName.TryGetValue(wanted, out var binding)) return binding;
        string? nearest = NearestName.Of(wanted, Bindings<TOptions>.ByName.Keys);
        throw new ParameterException($"there is no parameter '{wanted}'")
        { Parameter = wanted, Advice = nearest is null ? "see the help for the parameters" : $"did you mean '{nearest}'?" };
    }

    private static class Bindings<TOptions>
    {
        public static readonly IReadOnlyList<ParameterBinding> All = ParameterBinding.Of(typeof(TOptions));

        public static readonly IReadOnlyDictionary<string, ParameterBinding> ByName =
            All.ToDictionary(b => b.Description.Name, StringComparer.OrdinalIgnoreCase);
    }
}
