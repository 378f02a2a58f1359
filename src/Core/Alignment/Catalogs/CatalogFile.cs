using System.Globalization;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

/// <summary>
/// A catalog of sources as a grid of cells: plain text (blank-separated, also SExtractor's ASCII_HEAD and commented headers), any
/// format that <see cref="Table"/> reads, or a table in memory.
/// </summary>
/// <remarks>In text, blank lines, comments and rows that hold INDEF are left out; a row with too few columns is an error with its line.</remarks>
internal sealed partial class CatalogFile
{
    private readonly IReadOnlyList<(int Line, string[] Cells)> rows = [];
    private readonly Table? table;

    private CatalogFile(string path, IReadOnlyList<string> names, int columnCount, IReadOnlyList<(int, string[])> rows)
    {
        Path = path;
        Names = names;
        ColumnCount = columnCount;
        RowCount = rows.Count;
        this.rows = rows;
    }

    private CatalogFile(string path, Table table)
    {
        Path = path;
        Names = [.. table.Columns.Select(c => c.Name)];
        ColumnCount = table.Columns.Count;
        RowCount = table.RowCount;
        this.table = table;
    }

    /// <summary>The file, or the name of a table in memory, for messages.</summary>
    public string Path { get; }
    /// <summary>Names of the columns; empty where the file has none.</summary>
    public IReadOnlyList<string> Names { get; }
    public int ColumnCount { get; }
    public int RowCount { get; }
    /// <summary>Whether it was given as a table, so that its columns are known by their names.</summary>
    public bool IsInMemory { get; private init; }
    /// <summary>A cell as text; empty where the value is missing.</summary>
    public string Cell(int row, int column) => table is null ? rows[row].Cells[column] : table.Columns[column].GetValue(row) switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        { } value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
    /// <summary>The unit of a column; null where none is given.</summary>
    public string? Unit(int column) => table?.Columns[column].Unit;
    /// <summary>The line of a text file or row of a table, 1-based.</summary>
    public int Line(int row) => table is null ? rows[row].Line : row + 1;
    public bool HasColumn(string name) => Names.Any(n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="TableException">It is missing, empty, or has a bad row.</exception>
    public static CatalogFile Read(CatalogSource source, string parameter)
    {
        if (source.Table is { } given) return new CatalogFile(source.ToString(), given) { IsInMemory = true };
        string path = source.Path;
        if (!File.Exists(path))
        {
            throw new TableException("there is no such catalog")
            { File = path, Parameter = parameter, Advice = "check the name and the working directory, " + Directory.GetCurrentDirectory() };
        }
        return IsTable(path) ? new CatalogFile(path, Table.Read(path)) : FromText(path, File.ReadAllLines(path));
    }

    /// <summary>The rows (0-based) of a table for which the condition holds; a file as it is.</summary>
    public CatalogFile Where(Func<int, bool> condition) => table is null ? this : new CatalogFile(Path, table.Where(condition)) { IsInMemory = IsInMemory };

    private static bool IsTable(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        string extension = System.IO.Path.GetExtension(name).ToLowerInvariant();
        if (extension is ".fits" or ".fit" or ".xml" or ".vot" or ".votable" or ".csv" or ".ecsv" || name != path) return true;
        using var reader = new StreamReader(path);
        string first = reader.ReadLine() ?? "";
        return first.StartsWith("# %ECSV", StringComparison.Ordinal) || first.StartsWith("<?xml", StringComparison.Ordinal);
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
