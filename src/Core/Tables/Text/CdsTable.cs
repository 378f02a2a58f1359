using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>
/// Machine-readable tables of the CDS and the AAS journals: a byte-by-byte description, then rows of fixed columns
/// (Standards for Astronomical Catalogues, CDS, version 2.0).
/// </summary>
internal static partial class CdsTable
{
    private sealed record Field(int From, int To, char Type, string Name, string? Unit, string Description)
    {
        public string Description { get; set; } = Description;
        /// <summary>What stands for no value: the text behind <c>?=</c>; null where there is none.</summary>
        public string? NullMark => Nullable().Match(Description).Groups[1] is { Success: true } mark ? mark.Value : null;
    }

    /// <summary>What a description says: its fields, the lines of the form <c>Title: ...</c> before it, and where the next line begins.</summary>
    private sealed record Layout(List<Field> Fields, Dictionary<string, string> Metadata, int Next);

    /// <summary>Characters of a header line that are looked at.</summary>
    private const int LongestLine = 1000;

    /// <summary>Whether a text holds a byte-by-byte description.</summary>
    public static bool IsDescribed(ReadOnlySpan<byte> text) => text.IndexOf("Byte-by-byte Description"u8) >= 0;

    /// <summary>Reads a table with its description in front.</summary>
    /// <exception cref="TableException">The description is missing or cannot be read, or a value does not agree with it; names file and line.</exception>
    public static Table Read(ReadOnlySpan<byte> text, string? file, CancellationToken cancel)
    {
        var layout = Describe(text, file, tableName: null)
            ?? throw new TableException("there is no byte-by-byte description")
            { File = file, Row = 1, Expected = "'Byte-by-byte Description of file: ...' and three rulers", Advice = "where the description is in a file of its own, put it beside the table as ReadMe, or use Table.ReadCds" };
        return ReadRows(text, layout.Next, layout, file, cancel);
    }

    /// <summary>Reads a table that is described in a ReadMe.</summary>
    /// <param name="text">The rows.</param>
    /// <param name="file">The file of the rows; its name is looked for in the ReadMe, which may have wildcards.</param>
    /// <param name="readMe">The content of the ReadMe.</param>
    /// <param name="readMeFile">Its name, for messages.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TableException">The ReadMe does not describe the file, or a value does not agree with it.</exception>
    public static Table Read(ReadOnlySpan<byte> text, string file, ReadOnlySpan<byte> readMe, string readMeFile, CancellationToken cancel)
    {
        string name = Path.GetFileName(file);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        var layout = Describe(readMe, readMeFile, name)
            ?? throw new TableException($"{Path.GetFileName(readMeFile)} does not describe {name}") { File = readMeFile, Expected = $"'Byte-by-byte Description of file: {name}'" };
        return ReadRows(text, 0, layout, file, cancel);
    }

    /// <summary>Reads the description of a table; without a name the first one, behind which the rows are expected.</summary>
    private static Layout? Describe(ReadOnlySpan<byte> text, string? file, string? tableName)
    {
        var fields = new List<Field>();
        var metadata = new Dictionary<string, string>();
        var lines = new TextLines(text);
        int rulers = 0, start = -1;
        bool described = false;
        while (lines.MoveNext())
        {
            string line = lines.Current;
            if (!described)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (line.AsSpan().TrimStart().StartsWith("Byte-by-byte", StringComparison.OrdinalIgnoreCase)) described = tableName is null || Names(line[(colon + 1)..], tableName);
                else if (colon > 0 && colon < 20 && line[colon..].Trim().Length > 1) metadata.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
                continue;
            }
            if (IsRuler(line))
            {
                rulers++;
                start = lines.Next;
                // In a ReadMe the next table may follow; else the rows begin behind the last ruler, and notes may stand between.
                if (tableName is not null && rulers == 3) break;
                continue;
            }
            if (rulers == 2) AddField(fields, line, lines.Number, file);
        }
        if (fields.Count == 0 || start < 0) return null;
        ColumnReading.RequireDistinct(fields.Select(f => f.Name), file);
        return new Layout(fields, metadata, start);

        // Several files may be named, also with wildcards.
        static bool Names(string list, string name) => list.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
    }

    private static Table ReadRows(ReadOnlySpan<byte> text, int start, Layout layout, string? file, CancellationToken cancel)
    {
        var fields = layout.Fields;
        var kinds = fields.Select(f => f.Type switch { 'I' => TextKind.Integer, 'A' => TextKind.Text, _ => TextKind.Real }).ToArray();
        var places = fields.Select(f => (f.From, f.To)).ToArray();
        byte[]?[] marks = [.. fields.Select(f => f.NullMark is { } mark ? Encoding.UTF8.GetBytes(mark) : null)];
        var builders = ColumnReading.TryRead(new SlicedReader(text, start, places, marks), kinds, declared: true, text, file, cancel)!;
        return new Table(builders.Select((b, i) => Finish(b.Build(fields[i].Name, fields[i].Unit, fields[i].Description), fields[i])),
            layout.Metadata.GetValueOrDefault("Table") ?? (file is null ? null : Path.GetFileName(file)), layout.Metadata);
    }

    public static void Write(Table table, Stream target)
    {
        var cells = PlainColumn.Of(table);
        int[] widths = [.. cells.Select(column => Math.Max(1, column.Width))];
        const string ruler = "--------------------------------------------------------------------------------\n";
        using var writer = new TextTableWriter(target, (byte)' ');
        writer.Raw($"Title: {table.Metadata.GetValueOrDefault("Title")}\nAuthors: {table.Metadata.GetValueOrDefault("Authors")}\nTable: {table.Name}\n{new string('=', 80)}\n");
        writer.Raw($"Byte-by-byte Description of file: {table.Name ?? "table"}.txt\n{ruler} Bytes Format Units  Label     Explanations\n{ruler}");
        int at = 1;
        for (int i = 0; i < cells.Length; i++)
        {
            var column = table.Columns[i];
            string place = widths[i] == 1 ? at.ToString(CultureInfo.InvariantCulture) : $"{at,3}-{at + widths[i] - 1,3}";
            bool nullable = Enumerable.Range(0, column.Count).Any(column.IsMissing);
            writer.Raw($"{place,8} {FormatOf(column, cells[i], widths[i]),-6} {(string.IsNullOrEmpty(column.Unit) ? "---" : column.Unit),-6} {Label(column.Name),-10} {(nullable ? "? " : "")}{column.Description ?? "---"}\n");
            at += widths[i] + 1;
        }
        writer.Raw(ruler);
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                if (i > 0) writer.Raw((byte)' ');
                writer.Padded(cells[i][row], widths[i], cells[i].IsText);
            }
            writer.Raw((byte)'\n');
        }
    }

    private static void AddField(List<Field> fields, string line, int number, string? file)
    {
        var match = FieldLine().Match(line[..Math.Min(line.Length, LongestLine)]);
        if (!match.Success)
        {
            if (fields.Count > 0 && line.Trim().Length > 0) fields[^1].Description += " " + line.Trim();
            return;
        }
        bool good = int.TryParse(match.Groups[1].Success ? match.Groups[1].ValueSpan : match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int from)
            & int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int to);
        if (!good || from < 1 || to < from) throw new TableException($"the bytes of line {number} cannot be read: '{line.Trim()}'") { File = file, Row = number, Expected = "for example '5- 12 F8.3 deg RAdeg Right ascension'" };
        string unit = match.Groups[4].Value;
        fields.Add(new Field(from - 1, to, char.ToUpperInvariant(match.Groups[3].Value[0]), match.Groups[5].Value, unit is "---" or "" ? null : unit, match.Groups[6].Value.Trim()));
    }

    /// <summary>Applies the null value of an explanation such as <c>?=-99 Magnitude</c>, and removes limits and the question mark from it.</summary>
    private static TableColumn Finish(TableColumn column, Field field)
    {
        string? description = field.Description[Nullable().Match(field.Description).Length..].Trim();
        if (description is "---" or "") description = null;
        bool[] missing = [.. Enumerable.Range(0, column.Count).Select(column.IsMissing)];
        // The reader has found the mark as it is written; 99.9 may also stand as 99.90.
        if (double.TryParse(field.NullMark, NumberStyles.Float, CultureInfo.InvariantCulture, out double mark))
            for (int i = 0; i < missing.Length; i++)
                missing[i] |= column is TableColumn<double> real ? real.Values[i] == mark : column is TableColumn<long> integer && integer.Values[i] == mark;
        bool[]? marks = missing.Contains(true) ? missing : null;
        return column switch
        {
            TableColumn<long> c => new TableColumn<long>(c.Name, c.Values, c.Unit, description, marks),
            TableColumn<double> c => new TableColumn<double>(c.Name, c.Values, c.Unit, description, marks),
            TableColumn<string> c => new TableColumn<string>(c.Name, c.Values, c.Unit, description, marks),
            _ => column,
        };
    }

    private static string FormatOf(TableColumn column, PlainColumn cells, int width)
    {
        if (column is TableColumn<double> or TableColumn<float>)
        {
            int decimals = 0;
            bool hasExponent = false;
            for (int row = 0; row < column.Count; row++)
            {
                var text = cells[row];
                int exponent = text.IndexOf((byte)'E'), point = text.IndexOf((byte)'.');
                hasExponent |= exponent >= 0;
                if (point >= 0) decimals = Math.Max(decimals, (exponent >= 0 ? exponent : text.Length) - point - 1);
            }
            return $"{(hasExponent ? 'E' : 'F')}{width}.{decimals}";
        }
        bool integer = column is TableColumn<long> or TableColumn<int> or TableColumn<short> or TableColumn<byte>;
        return (integer ? "I" : "A") + width.ToString(CultureInfo.InvariantCulture);
    }

    private static string Label(string name) => name.Any(char.IsWhiteSpace) ? string.Join("_", name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : name;

    private static bool IsRuler(string line) => line.Length >= 20 && (line.AsSpan().TrimEnd().Trim('-').IsEmpty || line.AsSpan().TrimEnd().Trim('=').IsEmpty);

    [GeneratedRegex(@"^\s*(?:(\d+)\s*-\s*)?(\d+)\s+\d*([AIFEDaifed])\d+(?:\.\d+)?\s+(\S+)\s+(\S+)\s*(.*)$", RegexOptions.None, 1000)]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"^\s*(?:[\[\]][^\[\]]*[\[\]]\s*)?(?:\?(?:=(\S+)|[-+]=?)?)?\s*", RegexOptions.None, 1000)]
    private static partial Regex Nullable();
}
