using System.Globalization;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>
/// Tables in columns of fixed width: between bars (<c>| ra | dec |</c>, astropy's fixed_width), or under a ruler of dashes or equal
/// signs (fixed_width_two_line).
/// </summary>
internal static class FixedWidthTable
{
    /// <exception cref="TableException">There is neither a bar nor a ruler, or a name appears twice.</exception>
    public static Table Read(ReadOnlySpan<byte> text, string? file, CancellationToken cancel)
    {
        var lines = new TextLines(text);
        string header = "";
        while (lines.MoveNext())
        {
            string line = lines.Current;
            if (line.TrimStart().StartsWith('#') || line.Trim().Length == 0) continue;
            if (line.Contains('|') && header.Length == 0) return Read(text, lines.Next, line, Between(line), file, cancel);
            if (IsRuler(line) && header.Length > 0) return Read(text, lines.Next, header, Under(line), file, cancel);
            if (header.Length > 0) break;
            header = line;
        }
        throw new TableException("the table has neither bars between its columns nor a ruler under its names")
        { File = file, Row = Math.Max(1, lines.Number), Expected = "'| ra | dec |', or a line of dashes under the names" };
    }

    /// <summary>Whether a line is a ruler: dashes or equal signs in stretches of at least two, and blanks.</summary>
    public static bool IsRuler(string line) => line.Contains("--", StringComparison.Ordinal) != line.Contains("==", StringComparison.Ordinal) && line.All(c => c is '-' or '=' or ' ' or '\t');

    public static void Write(Table table, Stream target)
    {
        using var writer = new TextTableWriter(target, (byte)' ');
        var cells = PlainColumn.Of(table);
        byte[][] names = [.. table.Columns.Select(column => Encoding.UTF8.GetBytes(column.Name))];
        int[] widths = [.. cells.Select((column, i) => Math.Max(column.Width, PlainColumn.CharactersOf(names[i])))];
        foreach (var column in table.Columns)
            if (column.Name.Contains('|')) throw new TableException($"the column name '{column.Name}' holds a bar, which parts the columns");
        for (int row = -1; row < table.RowCount; row++)
        {
            for (int i = 0; i < widths.Length; i++)
            {
                writer.Raw("| "u8);
                writer.Padded(row < 0 ? names[i] : cells[i][row], widths[i], cells[i].IsText);
                writer.Raw((byte)' ');
            }
            writer.Raw("|\n"u8);
        }
    }

    private static Table Read(ReadOnlySpan<byte> text, int start, string header, (int From, int To)[] columns, string? file, CancellationToken cancel)
    {
        string[] names = [.. columns.Select((c, i) => c.From < header.Length && header[c.From..Math.Min(c.To, header.Length)].Trim() is { Length: > 0 } name
            ? name : "col" + (i + 1).ToString(CultureInfo.InvariantCulture))];
        ColumnReading.RequireDistinct(names, file);
        // The last column may be wider than its name.
        if (columns.Length > 0 && !header.TrimEnd().EndsWith('|')) columns[^1].To = int.MaxValue;
        var kinds = new TextKind[names.Length];
        ColumnBuilder[]? builders;
        do
            builders = ColumnReading.TryRead(new SlicedReader(text, start, columns), kinds, declared: false, text, file, cancel);
        while (builders is null);
        return new Table(builders.Select((b, i) => b.Build(names[i])), file is null ? null : Path.GetFileName(file));
    }

    /// <summary>The places between the bars of the header line.</summary>
    private static (int, int)[] Between(string header)
    {
        var places = new List<(int, int)>();
        string line = header.TrimEnd();
        int from = line[0] == '|' ? 1 : 0;
        while (from < line.Length)
        {
            int bar = line.IndexOf('|', from);
            if (bar < 0) bar = line.Length;
            places.Add((from, bar));
            from = bar + 1;
        }
        return [.. places];
    }

    /// <summary>The places of the stretches of a ruler.</summary>
    private static (int, int)[] Under(string ruler)
    {
        var places = new List<(int, int)>();
        for (int i = 0; i < ruler.Length; i++)
        {
            if (ruler[i] is ' ' or '\t') continue;
            int from = i;
            while (i < ruler.Length && ruler[i] is '-' or '=') i++;
            places.Add((from, i));
        }
        return [.. places];
    }
}
