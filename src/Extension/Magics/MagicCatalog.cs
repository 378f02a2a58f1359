using HstNotebooks.Errors;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary>All magics, and the parsing of a magic line.</summary>
public static class MagicCatalog
{
    private static readonly Lazy<IReadOnlyList<Magic>> Magics = new(MagicList.Create);

    /// <summary>Every magic that exists, by name.</summary>
    public static IReadOnlyList<Magic> All => Magics.Value;

    /// <summary>A magic by name, without case and with or without <c>#!</c>; null where there is none.</summary>
    public static Magic? Find(string name)
    {
        string bare = name.StartsWith("#!", StringComparison.Ordinal) ? name[2..] : name;
        return All.FirstOrDefault(m => m.Name.Equals(bare, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The magic whose name is nearest to a misspelt one, or null where none is near.</summary>
    public static string? Nearest(string name) => NearestName.Of(name, All.Select(m => m.Name));

    /// <summary>Splits the text behind the name of a magic into arguments: blanks separate, quotes group, <c>--flag value</c>, <c>--flag=value</c>, <c>--flag</c>; <c>{name}</c> inserts a C# variable.</summary>
    /// <exception cref="ParameterException">An unknown flag (the nearest is named), a missing value, or a missing required argument.</exception>
    public static MagicArguments Parse(Magic magic, string text) => Parse(magic, CommandLineWords.Split(text));

    /// <summary>The same for words that a shell has already split.</summary>
    /// <exception cref="ParameterException">An unknown flag (the nearest is named), a missing value, or a missing required argument.</exception>
    public static MagicArguments Parse(Magic magic, IReadOnlyList<string> words)
    {
        if (magic.Actions.Count > 0) return ParseAction(magic, words);
        var values = new List<KeyValuePair<string, string>>();
        var positional = new Queue<MagicParameter>(magic.Parameters.Where(p => p.IsPositional));
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (word is "-h" or "--help") return new MagicArguments([new("help", "true")]);
            if (IsFlag(word)) values.Add(ReadFlag(magic, words, ref i));
            else if (positional.TryPeek(out var parameter))
            {
                values.Add(new(parameter.Name, word));
                if (parameter.ValueType != typeof(string[])) positional.Dequeue();
            }
            else throw new ParameterException($"{magic.Name} does not know what to do with '{word}'") { Advice = $"see '{magic.Name} --help'" };
        }
        foreach (var required in magic.Parameters.Where(p => p.IsRequired && !values.Exists(v => v.Key == p.Name || (p.IsPositional && v.Key == "configobj"))))
            throw new ParameterException($"{magic.Name} needs {required.Name}")
            { Parameter = required.Name, Expected = Meaning(required), Advice = $"see '{magic.Name} --help'" };
        foreach (var (name, value) in values.Where(v => v.Value.StartsWith(CommandLineWords.SharedVariable, StringComparison.Ordinal)))
        {
            if (magic.Parameters.First(p => p.Name == name).ValueType != typeof(CatalogSource))
                throw new ParameterException($"{name} takes no table, which {value} is") { Parameter = name, Expected = "a text, a number, a bool, or a list of file names" };
        }
        return new MagicArguments(values);
    }

    private static MagicArguments ParseAction(Magic group, IReadOnlyList<string> words)
    {
        var names = group.Actions.Select(a => a.Key).ToArray();
        if (words.Count == 0)
            throw new ParameterException($"{group.Name} needs a word that says what to do") { Parameter = MagicGroup.Action, Expected = string.Join(", ", names), Advice = $"see '{group.Name} --help'" };
        if (words[0] is "-h" or "--help") return new MagicArguments([new("help", "true")]);
        var chosen = group.Action(words[0]);
        if (chosen == group)
            throw new ParameterException($"{group.Name} cannot {words[0]}")
            {
                Parameter = MagicGroup.Action,
                Expected = string.Join(", ", names),
                Advice = NearestName.Of(words[0], names) is { } nearest ? $"did you mean '{group.Name} {nearest}'?" : $"see '{group.Name} --help'",
            };
        return new MagicArguments([new(MagicGroup.Action, words[0]), .. Parse(chosen, [.. words.Skip(1)]).Values]);
    }

    /// <summary>Help of a magic as plain text, a line per parameter with type, default and meaning.</summary>
    public static string Help(Magic magic) => MagicHelpText.Write(magic);

    /// <summary>Help of one parameter: its line in the help of the magic.</summary>
    public static string Help(MagicParameter parameter) => MagicHelpText.Line(parameter);

    /// <summary>A word that begins with a dash, but no negative number and no lone dash.</summary>
    private static bool IsFlag(string word) => word.Length > 1 && word[0] == '-' && !(char.IsAsciiDigit(word[1]) || word[1] == '.');

    private static KeyValuePair<string, string> ReadFlag(Magic magic, IReadOnlyList<string> words, ref int at)
    {
        string word = words[at].TrimStart('-');
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word : word[..equals];
        var parameter = magic.Parameters.FirstOrDefault(p => Same(p.Name, name)) ?? throw Unknown(magic, name);
        if (equals >= 0) return new(parameter.Name, word[(equals + 1)..]);
        bool hasNext = at + 1 < words.Count && !IsFlag(words[at + 1]);
        if ((Nullable.GetUnderlyingType(parameter.ValueType) ?? parameter.ValueType) == typeof(bool))
            return hasNext && IsTruthWord(words[at + 1]) ? new(parameter.Name, words[++at]) : new(parameter.Name, "true");
        if (!hasNext) throw new ParameterException($"--{parameter.Name} needs a value") { Parameter = parameter.Name, Expected = Meaning(parameter) };
        return new(parameter.Name, words[++at]);
    }

    private static string Meaning(MagicParameter parameter) => parameter.Choices is { Count: > 0 } choices ? string.Join(", ", choices) : parameter.Help;

    private static bool IsTruthWord(string word) => word.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "0" or "1" or "none";

    private static bool Same(string a, string b) => a.Replace('-', '_').Equals(b.Replace('-', '_'), StringComparison.OrdinalIgnoreCase);

    private static ParameterException Unknown(Magic magic, string name)
    {
        string? nearest = NearestName.Of(name, magic.Parameters.Select(p => p.Name));
        return new ParameterException($"{magic.Name} has no parameter --{name}")
        {
            Parameter = name,
            Advice = nearest is null ? $"see '{magic.Name} --help'" : $"did you mean --{nearest}?",
        };
    }
}
