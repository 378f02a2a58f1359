using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Tasks;

/// <summary>
/// Two columns of a text file as words: columns by number (<c>c3,c4</c> or <c>3,4</c>, from 1) or by the names of a header line that
/// begins with #; blank separated, or with a separator. Empty lines and comments are skipped.
/// </summary>
internal static class CoordinateColumns
{
    public static List<(string First, string Second, int Line)> Read(string path, string columns, string separator)
    {
        InputException.ThrowIfMissing(path, "coordfile", "file of coordinates");
        string[] lines = File.ReadAllLines(path);
        var (first, second) = Places(lines, columns, separator, path);
        var rows = new List<(string, string, int)>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            if (line.Length == 0) continue;
            var words = Split(line, separator);
            if (words.Length <= Math.Max(first, second))
                throw new InputException($"the line has {words.Length} columns") { File = path, Row = i + 1, Expected = $"at least {Math.Max(first, second) + 1} columns" };
            rows.Add((words[first], words[second], i + 1));
        }
        return rows.Count > 0 ? rows : throw new InputException("the file holds no coordinates") { File = path, Parameter = "coordfile" };
    }

    public static double Number(string word, string path, int line) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value : throw new InputException($"'{word}' is no number") { File = path, Row = line, Expected = "a number" };

    private static (int First, int Second) Places(string[] lines, string columns, string separator, string path)
    {
        var names = columns.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0) return (0, 1);
        if (names.Length != 2) throw new ParameterException($"colnames names {names.Length} columns") { Parameter = "colnames", Expected = "two names or numbers, such as c1,c2" };
        return (Place(names[0]), Place(names[1]));

        int Place(string name)
        {
            string digits = name.StartsWith('c') || name.StartsWith('C') ? name[1..] : name;
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1) return number - 1;
            string? header = lines.LastOrDefault(line => line.StartsWith('#') && Split(line[1..].Trim(), separator).Contains(name, StringComparer.OrdinalIgnoreCase));
            if (header is null) throw new ParameterException($"there is no column {name}") { File = path, Parameter = "colnames", Expected = "c1, c2, ... or a name of a header line" };
            return Array.FindIndex(Split(header[1..].Trim(), separator), word => word.Equals(name, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string[] Split(string line, string separator) => separator.Trim().Length > 0
        ? line.Split(separator.Trim(), StringSplitOptions.TrimEntries)
        : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
