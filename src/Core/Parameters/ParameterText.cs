using System.Collections;
using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Parameters;

/// <summary>Turns the text of a parameter into its value and back.</summary>
internal static class ParameterText
{
    /// <summary>Reads a value; None, INDEF and blank text mean None where the type allows it.</summary>
    public static object? Parse(ParameterDescription parameter, string text)
    {
        text = text.Trim();
        var type = Nullable.GetUnderlyingType(parameter.ValueType) ?? parameter.ValueType;
        if (type == typeof(CatalogSource)) return IsNone(text) ? CatalogSource.None : (CatalogSource)text;
        bool nullable = type != parameter.ValueType || !type.IsValueType;
        if (nullable && type != typeof(string) && IsNone(text)) return null;
        if (type == typeof(string)) return ParseWord(parameter, text);
        if (type == typeof(bool)) return ParseBool(parameter, text);
        if (type.IsEnum) return ParseEnum(parameter, type, text);
        if (type == typeof(int)) return (int)ParseNumber(parameter, text, whole: true);
        if (type == typeof(double)) return ParseNumber(parameter, text, whole: false);
        if (type == typeof(AutoNumber))
            return text.Equals("auto", StringComparison.OrdinalIgnoreCase) ? AutoNumber.Auto : (AutoNumber)ParseNumber(parameter, text, whole: false);
        if (type.IsAssignableFrom(typeof(string[])))
            return text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        throw new InvalidOperationException($"parameter {parameter.Name} has a type that text cannot give: {type}");
    }

    /// <summary>Writes the value of a parameter, words in the spelling of its choices.</summary>
    public static string Format(ParameterDescription parameter, object? value) => value is Enum word && parameter.Choices.Count > 0
        ? parameter.Choices[Array.IndexOf(Enum.GetValues(word.GetType()), word)] : Format(value);

    /// <summary>Writes a value so that <see cref="Parse"/> reads it back.</summary>
    public static string Format(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        Enum word => word.ToString().ToLowerInvariant(),
        string text => text,
        IEnumerable list => string.Join(",", list.Cast<object>().Select(Format)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool IsNone(string text) =>
        text.Length == 0 || text.Equals("None", StringComparison.OrdinalIgnoreCase) || text.Equals("INDEF", StringComparison.OrdinalIgnoreCase);

    private static string? ParseWord(ParameterDescription parameter, string text)
    {
        // Where blank text is the default it says that nothing is named, and so does None.
        if (parameter.Choices.Count == 0)
            return parameter.Default is null or "" && IsNone(text) ? (string?)parameter.Default : text;
        return parameter.Choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? (parameter.Default is null && IsNone(text) ? null : throw Bad(parameter, text, OneOf(parameter.Choices)));
    }

    private static bool ParseBool(ParameterDescription parameter, string text) => text.ToLowerInvariant() switch
    {
        "" or "true" or "yes" or "y" or "1" or "on" => true,
        "false" or "no" or "n" or "0" or "off" => false,
        _ => throw Bad(parameter, text, "true or false"),
    };

    private static object ParseEnum(ParameterDescription parameter, Type type, string text)
    {
        // The words stand in the order of the enum's values: its own names, or DrizzlePac's spelling where that is no name, as globalmin+match.
        for (int i = 0; i < parameter.Choices.Count; i++)
            if (parameter.Choices[i].Equals(text, StringComparison.OrdinalIgnoreCase)) return Enum.GetValues(type).GetValue(i)!;
        throw Bad(parameter, text, OneOf(parameter.Choices));
    }

    private static double ParseNumber(ParameterDescription parameter, string text, bool whole)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsNaN(value)
            || (whole && (value != Math.Floor(value) || Math.Abs(value) > int.MaxValue)))
            throw Bad(parameter, text, whole ? "a whole number" : "a number");
        if (value < parameter.Min || value > parameter.Max) throw Bad(parameter, text, Range(parameter));
        return value;
    }

    private static string Range(ParameterDescription p) => (double.IsFinite(p.Min), double.IsFinite(p.Max)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"a number from {p.Min} to {p.Max}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"a number of at least {p.Min}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a number of at most {p.Max}"),
    };

    private static string OneOf(IReadOnlyList<string> words) => "one of " + string.Join(", ", words);

    private static ParameterException Bad(ParameterDescription parameter, string text, string expected) =>
        new($"'{text}' is no value for {parameter.Name}") { Parameter = parameter.Name, Expected = expected, Advice = parameter.Advice.Length > 0 ? parameter.Advice : null };
}
