using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// Which data products are wanted. Columns are joined by AND; the words of one column by OR, without regard to case; a word with
/// <c>!</c> in front must not be. Columns of numbers take <c>100</c>, <c>100..200</c>, <c>&gt;=100</c>, <c>&lt;100</c>. Immutable.
/// </summary>
/// <example><code>new ProductFilter { SubGroup = ["FLC"], Project = ["CALWF3"] }.With("size", "&lt;200000000")</code></example>
public sealed record ProductFilter
{
    /// <summary>productSubGroupDescription: for example FLC, FLT, C0M.</summary>
    public IReadOnlyList<string> SubGroup { get; init; } = [];
    /// <summary>project: for example CALWF3, CALACS, HAP-SVM.</summary>
    public IReadOnlyList<string> Project { get; init; } = [];
    /// <summary>Endings of productFilename, for example <c>fits</c>.</summary>
    public IReadOnlyList<string> Extension { get; init; } = [];
    /// <summary>Only the products that MAST recommends as the minimum.</summary>
    public bool MinimumRecommended { get; init; }
    /// <summary>Conditions on further columns by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The filter with conditions on one more column.</summary>
    public ProductFilter With(string column, params IReadOnlyList<string> conditions) =>
        this with { Columns = new Dictionary<string, IReadOnlyList<string>>(Columns) { [column] = conditions } };

    /// <summary>The rows of a table of products that pass.</summary>
    /// <exception cref="ParameterException">An unknown column (the nearest is named) or a condition that is no number.</exception>
    public Table Apply(Table products)
    {
        var keep = Enumerable.Repeat(true, products.RowCount).ToArray();
        if (MinimumRecommended) And(keep, Words(products, "productGroupDescription", ["Minimum Recommended Products"]));
        if (Extension.Count > 0) And(keep, Endings(products, Extension));
        if (SubGroup.Count > 0) And(keep, Words(products, "productSubGroupDescription", SubGroup));
        if (Project.Count > 0) And(keep, Words(products, "project", Project));
        foreach (var (name, conditions) in Columns)
        {
            var column = Column(products, name);
            And(keep, column is TableColumn<string> ? Words(products, column.Name, conditions) : Numbers(products, column, conditions));
        }
        return products.Take([.. Enumerable.Range(0, keep.Length).Where(i => keep[i])]);
    }

    private static void And(bool[] keep, bool[] other)
    {
        for (int i = 0; i < keep.Length; i++) keep[i] &= other[i];
    }

    private static bool[] Words(Table products, string name, IReadOnlyList<string> words)
    {
        var cells = products.Strings(Column(products, name).Name);
        return Combine(words, (word, row) => cells[row].Equals(word, StringComparison.OrdinalIgnoreCase), cells.Length);
    }

    private static bool[] Endings(Table products, IReadOnlyList<string> endings)
    {
        var names = products.Strings("productFilename");
        return [.. names.Select(n => endings.Any(e => n.EndsWith(e, StringComparison.OrdinalIgnoreCase)))];
    }

    private static bool[] Numbers(Table products, TableColumn column, IReadOnlyList<string> conditions)
    {
        double[] values = products.Doubles(column.Name);
        var tests = conditions.ToDictionary(c => c, c => Condition(column.Name, c.TrimStart('!')));
        return Combine(conditions, (word, row) => tests.GetValueOrDefault(word, tests.GetValueOrDefault("!" + word)!)(values[row]), values.Length);
    }

    // (none of the negated ones) and (any of the others, where there are others)
    private static bool[] Combine(IReadOnlyList<string> words, Func<string, int, bool> matches, int count)
    {
        var wanted = words.Where(w => !w.StartsWith('!')).ToList();
        var unwanted = words.Where(w => w.StartsWith('!')).Select(w => w[1..]).ToList();
        var result = new bool[count];
        for (int row = 0; row < count; row++)
            result[row] = (wanted.Count == 0 || wanted.Exists(w => matches(w, row))) && !unwanted.Exists(w => matches(w, row));
        return result;
    }

    private static Func<double, bool> Condition(string column, string text)
    {
        text = text.Trim();
        if (text.StartsWith(">=", StringComparison.Ordinal)) return Compare(text[2..], (a, b) => a >= b);
        if (text.StartsWith("<=", StringComparison.Ordinal)) return Compare(text[2..], (a, b) => a <= b);
        if (text.StartsWith('>')) return Compare(text[1..], (a, b) => a > b);
        if (text.StartsWith('<')) return Compare(text[1..], (a, b) => a < b);
        if (text.Split("..") is [var from, var to])
        {
            double min = Number(from), max = Number(to);
            return value => value >= min && value <= max;
        }
        return Compare(text, (a, b) => a == b);

        Func<double, bool> Compare(string number, Func<double, double, bool> compare)
        {
            double limit = Number(number);
            return value => compare(value, limit);
        }

        double Number(string number) => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw new ParameterException($"the condition '{text}' on {column} is no number")
            { Parameter = column, Expected = "for example 100, 100..200, >=100 or !100" };
    }

    private static TableColumn Column(Table products, string name) => products.Find(name)
        ?? throw new ParameterException($"the products have no column '{name}'")
        {
            Parameter = name,
            Advice = NearestName.Of(name, products.Columns.Select(c => c.Name)) is { } nearest ? $"did you mean {nearest}?" : null,
        };
}
