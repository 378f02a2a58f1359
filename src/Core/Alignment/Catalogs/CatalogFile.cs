using System.Globalization;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

/// <summary>
/// A catalog of sources as a grid of cells: plain text (blank-separated, also SExtractor's ASCII_HEAD and commented headers), or
/// any format that <see cref="Table"/> reads.
/// </summary>
/// <remarks>In text, blank lines, comments and rows that hold INDEF are left out; a row with too few columns is an error with its line.</remarks>
internal sealed partial class CatalogFile
{
    private readonly List<(int Line, string[] Cells)> rows;

    private CatalogFile(string path, IReadOnlyList<string> names, int columnCount, List<(int, string[])> rows)
    {
        Path = path;
        Names = names;
        ColumnCount = columnCount;
        this.rows = rows;
    }

    public string Path { get; }
    /// <summary>Names of the columns; empty where the file has none.</summary>
    public IReadOnlyList<string> Names { get; }
    public int ColumnCount { get; }
    public int RowCount => rows.Count;
    public string Cell(int row, int column) => rows[row].Cells[column];
    /// <summary>The line of a text file or row of a table, 1-based.</summary>
    public int Line(int row) => rows[row].Line;
    public bool HasColumn(string name) => Names.Any(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="TableException">It is missing, empty, or has a bad row.</exception>
    public static CatalogFile Read(string path, string parameter)
    {
        if (!File.Exists(path))
        {
            throw new TableException("there is no such catalog")
            { File = path, Parameter = parameter, Advice = "check the name and the working directory, " + Directory.GetCurrentDirectory() };
        }
        return IsTable(path) ? FromTable(path, Table.Read(path)) : FromText(path, File.ReadAllLines(path));
    }

    private static bool IsTable(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
        if (extension is ".fits" or ".fit" or ".xml" or ".vot" or ".votable" or ".csv" or ".ecsv" || name != path) return true;
        using var reader = new StreamReader(path);
        string first = reader.ReadLine() ?? "";
        return first.StartsWith("# %ECSV", StringComparison.Ordinal) || first.StartsWith("<?xml", StringComparison.Ordinal);
    }

    private static CatalogFile FromTable(string path, Table table)
    {
        var columns = table.Columns.Select(c => c.Name).ToList();
        var rows = new List<(int, string[])>(table.RowCount);
        for (int r = 0; r < table.RowCount; r++)
        {
            rows.Add((r + 1, [.. table.Columns.Select(c => c.GetValue(r) is { } value
                ? value is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" : "")]));
        }
        return new CatalogFile(path, columns, columns.Count, rows);
    }

    private static CatalogFile FromText(string path, string[] lines)
    {
        var rows = new List<(int Line, string[] Cells)>();
        var sextractor = new SortedDictionary<int, string>();
        string[] header = [];
        int columns = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0) continue;
            if (line[0] == '#')
            {
                var match = SExtractorPattern().Match(line);
                if (match.Success) sextractor[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)] = match.Groups[2].Value;
                if (rows.Count == 0) header = line[1..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                continue;
            }
            string[] cells = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (cells.Contains("INDEF")) continue;
            if (rows.Count == 0) columns = cells.Length;
            if (cells.Length < columns)
            {
                throw new TableException($"the row has {cells.Length} columns, the first one has {columns}")
                { File = path, Row = i + 1, Expected = $"{columns} columns separated by blanks", Advice = "correct or remove this line" };
            }
            rows.Add((i + 1, cells));
        }
        IReadOnlyList<string> names = sextractor.Count > 0
            ? [.. Enumerable.Range(1, columns).Select(n => sextractor.TryGetValue(n, out string? name) ? name : "")]
            : header.Length == columns ? header : [];
        return new CatalogFile(path, names, columns, rows);
    }

    [GeneratedRegex(@"^#\s*(\d{1,4})\s+([A-Za-z_]\S*)")]
    private static partial Regex SExtractorPattern();
}
