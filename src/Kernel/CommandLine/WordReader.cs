using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>Reads the words behind a verb of our own: flags with values, flags without, and plain words.</summary>
internal sealed class WordReader(string verb, IReadOnlyList<string> words, IReadOnlyList<string> known)
{
    private int _at;
    private string? _attached;

    /// <summary>The next flag without its dashes, or null for a plain word; false at the end.</summary>
    public bool Next(out string? flag, out string word)
    {
        flag = null;
        word = "";
        if (_attached is not null) throw new ParameterException($"{verb}: '{_attached}' was given to a flag that takes no value");
        if (_at >= words.Count) return false;
        word = words[_at++];
        if (word.Length < 2 || word[0] != '-') return true;
        string name = word.TrimStart('-');
        int equals = name.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0) (_attached, name) = (name[(equals + 1)..], name[..equals]);
        if (!known.Contains(name))
        {
            string? near = NearestName.Of(name, known);
            throw new ParameterException($"{verb} has no flag '{word}'") { Parameter = name, Advice = near is null ? $"see 'hst-notebooks {verb} --help'" : $"did you mean --{near}?" };
        }
        flag = name;
        return true;
    }

    /// <summary>The value of the flag that was just read.</summary>
    public string Value(string flag)
    {
        if (_attached is { } attached)
        {
            _attached = null;
            return attached;
        }
        return _at < words.Count ? words[_at++] : throw new ParameterException($"{verb}: --{flag} needs a value") { Parameter = flag };
    }

    /// <summary>The value of the flag as a positive number.</summary>
    public double PositiveNumber(string flag)
    {
        string text = Value(flag);
        return double.TryParse(text, CultureInfo.InvariantCulture, out double number) && number > 0 && double.IsFinite(number)
            ? number
            : throw new ParameterException($"{verb}: --{flag} cannot be '{text}'") { Parameter = flag, Expected = "a number above 0" };
    }
}
