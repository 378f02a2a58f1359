using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>
/// SExtractor's ASCII_HEAD catalogs: lines <c>#  1 NAME  Description  [unit]</c>, then rows. A number that is skipped belongs to the
/// vector column before, whose further elements are called NAME_1, NAME_2, ... (as in astropy).
/// </summary>
internal static partial class SExtractorTable
{
    /// <summary>Characters of a header line that are looked at.</summary>
    private const int LongestLine = 1000;

    /// <exception cref="TableException">The header cannot be read, or a row has another number of columns; names file and line.</exception>
    public static Table Read(ReadOnlySpan<byte> text, string? file, CancellationToken cancel)
    {
        var columns = new List<(int Number, string Name, string? Description, string? Unit)>();
        var lines = new TextLines(text);
        while (lines.MoveNext() && (lines.Current.StartsWith('#') || lines.Current.Trim().Length == 0))
        {
            var match = HeaderLine().Match(lines.Current[..Math.Min(lines.Current.Length, LongestLine)]);
            if (!match.Success) continue;
            int number = int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0;
            if (number < 1 || number > 10_000 || (columns.Count > 0 && number <= columns[^1].Number))
                throw new TableException($"column number {match.Groups[1].Value} does not go on from the one before") { File = file, Row = lines.Number };
            columns.Add((number, match.Groups[2].Value, NullIfEmpty(match.Groups[3].Value.Trim()), NullIfEmpty(match.Groups[4].Value)));
        }
        if (columns.Count == 0) throw new TableException("there is no line that names a column") { File = file, Row = 1, Expected = "lines such as '#   1 NUMBER  Running object number'" };
        if (columns[0].Number != 1) throw new TableException($"the first column has the number {columns[0].Number}") { File = file, Row = 1, Expected = "1" };

        int width = WidthOf(text);
        if (width > 0 && width < columns[^1].Number) width = columns[^1].Number;
        var names = new List<string>();
        var descriptions = new List<(string?, string?)>();
        for (int i = 0; i < columns.Count; i++)
        {
            int next = i + 1 < columns.Count ? columns[i + 1].Number : Math.Max(width + 1, columns[i].Number + 1);
            for (int element = 0; element < next - columns[i].Number; element++)
            {
                names.Add(element == 0 ? columns[i].Name : columns[i].Name + "_" + element.ToString(CultureInfo.InvariantCulture));
                descriptions.Add((columns[i].Unit, columns[i].Description));
            }
        }
        ColumnReading.RequireDistinct(names, file);
        var kinds = new TextKind[names.Count];
        ColumnBuilder[]? builders;
        do
            builders = ColumnReading.TryRead(new FieldReader(text, 0, 0, skipsComments: true), kinds, declared: false, text, file, cancel);
        while (builders is null);
        return new Table(builders.Select((b, i) => b.Build(names[i], descriptions[i].Item1, descriptions[i].Item2)), file is null ? null : Path.GetFileName(file));
    }

    public static void Write(Table table, Stream target)
    {
        var header = new StringBuilder();
        for (int i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            if (column.Name.Length == 0 || column.Name.Any(char.IsWhiteSpace)) throw new TableException($"SExtractor's format cannot hold the column name '{column.Name}'") { Expected = "a name without blanks" };
            header.Append(CultureInfo.InvariantCulture, $"# {i + 1,3} {column.Name,-22} {column.Description ?? "",-58}");
            if (!string.IsNullOrEmpty(column.Unit)) header.Append(" [").Append(column.Unit).Append(']');
            while (header[^1] == ' ') header.Length--;
            header.Append('\n');
        }
        target.Write(Encoding.UTF8.GetBytes(header.ToString()));
        using var writer = new TextTableWriter(target, (byte)' ');
        writer.Rows(table);
    }

    private static int WidthOf(ReadOnlySpan<byte> text)
    {
        var reader = new FieldReader(text, 0, 0, skipsComments: true);
        int width = 0;
        if (reader.NextRecord())
            while (reader.NextField(out _)) width++;
        return width;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(@"^#\s*(\d{1,6})\s+([^\s\[\]]+)\s*([^\[]*)(?:\[([^\]]*)\])?\s*$", RegexOptions.None, 1000)]
    private static partial Regex HeaderLine();
}
