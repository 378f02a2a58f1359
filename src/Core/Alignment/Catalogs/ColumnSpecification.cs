using System.Globalization;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>
/// Which column, or columns, of a catalog a quantity is in: <c>3</c>, <c>c3</c>, a name, or several that hold the parts of a
/// sexagesimal number: <c>2:4</c>, <c>2-4</c>, <c>2,3,4</c> (facts: catalogs-and-regions 2.2).
/// </summary>
internal sealed partial class ColumnSpecification
{
    private readonly string text;
    private readonly string parameter;

    public ColumnSpecification(string text, string parameter) => (this.text, this.parameter) = (text.Trim(), parameter);

    /// <summary>Whether no column is named.</summary>
    public bool IsEmpty => text.Length == 0 || text.Equals("None", StringComparison.OrdinalIgnoreCase) || text.Equals("INDEF", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this is what was written.</summary>
    public bool Is(string written) => text == written;

    /// <summary>Another column for the same parameter.</summary>
    public ColumnSpecification As(string column) => new(column, parameter);

    /// <summary>The places of the columns, 0-based.</summary>
    /// <exception cref="TableException">The table has no such column.</exception>
    public int[] Resolve(IReadOnlyList<string> names, int columnCount, string file)
    {
        int byName = Enumerable.Range(0, names.Count).FirstOrDefault(i => names[i].Equals(text, StringComparison.OrdinalIgnoreCase), -1);
        if (byName >= 0) return [byName];
        int[] numbers = Numbers();
        if (numbers.Length == 0 || numbers.Any(n => n < 1 || n > columnCount))
        {
            throw new TableException($"the catalog has no column '{text}'")
            {
                File = file,
                Parameter = parameter,
                Expected = names.Count > 0 ? "one of " + string.Join(", ", names) : $"a number from 1 to {columnCount}",
            };
        }
        return [.. numbers.Select(n => n - 1)];
    }

    private int[] Numbers()
    {
        var range = RangePattern().Match(text);
        if (range.Success)
        {
            int first = int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture), last = int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture);
            return first <= last && last < 10_000 ? [.. Enumerable.Range(first, last - first + 1)] : [];
        }
        string[] parts = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new List<int>();
        foreach (string part in parts)
        {
            string digits = part.StartsWith("col", StringComparison.OrdinalIgnoreCase) ? part[3..] : part[0] is 'c' or 'C' ? part[1..] : part;
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) return [];
            numbers.Add(number);
        }
        return [.. numbers];
    }

    [GeneratedRegex(@"^(\d{1,5})\s*[:-]\s*(\d{1,5})$")]
    private static partial Regex RangePattern();
}
