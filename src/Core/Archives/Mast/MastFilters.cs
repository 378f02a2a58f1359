using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>Turns criteria into the list of filters of a MAST request.</summary>
internal static class MastFilters
{
    private static readonly DateTime MjdZero = new(1858, 11, 17, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The filters in the order of the criteria, as values for <see cref="PythonJson"/>.</summary>
    /// <exception cref="ParameterException">An unknown column, a word where a range is needed, or two wildcards.</exception>
    public static List<object> Build(MastCriteria criteria, MastColumns columns)
    {
        var filters = Build(criteria.All(), columns);
        if (filters.Count == 0 && criteria is { Position: null, ObjectName: null })
            throw new ParameterException("a MAST query needs at least one criterion") { Expected = "for example obs_id, proposal_id or a position" };
        return filters;
    }

    /// <summary>The filters of any pairs of column and value.</summary>
    /// <exception cref="ParameterException">An unknown column, a word where a range is needed, or two wildcards.</exception>
    public static List<object> Build(IEnumerable<(string Column, MastValue Value)> criteria, MastColumns columns)
    {
        var filters = new List<object>();
        foreach (var (name, value) in criteria)
        {
            var column = columns[name];
            var filter = new List<(string, object?)> { ("paramName", column.Name) };
            if (column.Separator is { } separator) filter.Add(("separator", separator));
            if (column.IsRange) AddRange(filter, column, value);
            else AddWords(filter, column, value);
            filters.Add(filter);
        }
        return filters;
    }

    private static void AddRange(List<(string, object?)> filter, MastColumnInfo column, MastValue value)
    {
        var (min, max) = value switch
        {
            { Range: { } range } => range,
            { Dates: { } dates } => (Mjd(dates.Min), Mjd(dates.Max)),
            { Words: [var word] } when ParseRange(word) is { } parsed => parsed,
            _ => throw new ParameterException($"{column.Name} is a number and is asked by a range")
            { Parameter = column.Name, Expected = "a smallest and a largest value, for example 10..500 or 2019-01-01..2019-12-31" },
        };
        if (!(min <= max))
            throw new ParameterException(string.Create(CultureInfo.InvariantCulture, $"the range of {column.Name} is empty: {min}..{max}"))
            { Parameter = column.Name, Expected = "the smaller value first" };
        filter.Add(("values", new object[] { new (string, object?)[] { ("min", min), ("max", max) } }));
    }

    private static void AddWords(List<(string, object?)> filter, MastColumnInfo column, MastValue value)
    {
        if (value.Range is not null || value.Dates is not null)
            throw new ParameterException($"{column.Name} holds words and cannot be asked by a range") { Parameter = column.Name, Expected = "one or several words" };
        var patterns = value.Words.Where(w => w.AsSpan().IndexOfAny('*', '%') >= 0).ToList();
        if (patterns.Count > 1)
            throw new ParameterException($"{column.Name} has {patterns.Count} words with wildcards, and MAST takes one")
            { Parameter = column.Name, Expected = "at most one word with * per column", Advice = "run one query for each" };
        filter.Add(("values", value.Words.Except(patterns).ToArray()));
        if (patterns is [var pattern]) filter.Add(("freeText", pattern.Replace('*', '%')));
    }

    /// <summary>A range written as text, or null where it is none.</summary>
    internal static (double Min, double Max)? ParseRange(string text)
    {
        string[] ends = text.Split("..");
        return ends is [var from, var to] && End(from) is { } min && End(to) is { } max ? (min, max) : null;
    }

    private static double? End(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return number;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? Mjd(date) : null;
    }

    private static double Mjd(DateTime date) => (date.ToUniversalTime() - MjdZero).TotalDays;
}
