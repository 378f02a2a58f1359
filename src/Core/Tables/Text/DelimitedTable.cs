using System.Globalization;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Text;

/// <summary>Reads tables of one record per line, split at blanks or at a delimiter: commented header, no header, CSV.</summary>
internal static class DelimitedTable
{
    /// <summary>Text with a <c># name name</c> line.</summary>
    /// <param name="text">The file's content, UTF-8.</param>
    /// <param name="file">For messages.</param>
    /// <param name="mustName">Whether the first comment line must name the columns; else the first comment line with one word per column does, and without one they are called col1, col2, ...</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TableException">A row has another number of columns than the header; names file and line.</exception>
    public static Table ReadCommentedHeader(ReadOnlySpan<byte> text, string? file, bool mustName, CancellationToken cancel)
    {
        var comments = Comments(text);
        int width = FirstRecordWidth(text, 0, 0, true);
        string[]? names = null;
        if (mustName)
        {
            if (comments.Count == 0)
                throw new TableException("there is no line that names the columns") { File = file, Row = 1, Expected = "a first line '# name name ...'", Advice = "read it as a table without header" };
            names = Words(comments[0].Text);
            if (width > 0 && names.Length != width)
                throw new TableException($"the header names {names.Length} columns, the first row has {width}")
                { File = file, Row = comments[0].Line, Expected = $"{width} names behind the #" };
        }
        else
        {
            names = comments.Select(c => Words(c.Text)).FirstOrDefault(w => w.Length == width && width > 0 && w.Distinct().Count() == w.Length && !w.All(IsUnitInBrackets))
                ?? (width == 0 && comments.Count > 0 ? Words(comments[0].Text) : null);
        }
        var metadata = comments.Count == 0 ? null : new Dictionary<string, string> { ["comments"] = string.Join("\n", comments.Select(c => c.Text)) };
        return Read(text, 0, 0, true, names ?? DefaultNames(width), file, metadata, cancel);
    }

    /// <summary>Text without a header; lines that start with # are left out.</summary>
    public static Table ReadNoHeader(ReadOnlySpan<byte> text, string? file, CancellationToken cancel) =>
        Read(text, 0, 0, true, DefaultNames(FirstRecordWidth(text, 0, 0, true)), file, null, cancel);

    /// <summary>Comma-separated values with a header line; lines with # before the header are left out.</summary>
    /// <exception cref="TableException">There is no header, or a row has another number of columns; names file and line.</exception>
    public static Table ReadCsv(ReadOnlySpan<byte> text, string? file, CancellationToken cancel)
    {
        const byte delimiter = (byte)',';
        var reader = new FieldReader(text, delimiter, StartOfHeader(text), false);
        if (!reader.NextRecord()) throw new TableException("the file is empty") { File = file, Row = 1, Expected = "a header line with column names" };
        var names = new List<string>();
        while (reader.NextField(out var field)) names.Add(Encoding.UTF8.GetString(field));
        return Read(text, EndOfRecord(text, delimiter, reader.RecordStart), delimiter, false, [.. names], file, null, cancel);
    }

    /// <summary>Reads all records from a place on.</summary>
    private static Table Read(ReadOnlySpan<byte> text, int start, byte delimiter, bool skipsComments, string[] names, string? file, Dictionary<string, string>? metadata, CancellationToken cancel)
    {
        ColumnReading.RequireDistinct(names, file);
        var kinds = new TextKind[names.Length];
        ColumnBuilder[]? builders;
        do
            builders = ColumnReading.TryRead(new FieldReader(text, delimiter, start, skipsComments), kinds, declared: false, text, file, cancel);
        while (builders is null);
        return new Table(builders.Select((b, i) => b.Build(names[i])), file is null ? null : Path.GetFileName(file), metadata);
    }

    private static string[] DefaultNames(int width) =>
        [.. Enumerable.Range(1, width).Select(i => "col" + i.ToString(CultureInfo.InvariantCulture))];

    private static int FirstRecordWidth(ReadOnlySpan<byte> text, byte delimiter, int start, bool skipsComments)
    {
        var reader = new FieldReader(text, delimiter, start, skipsComments);
        int width = 0;
        if (reader.NextRecord())
            while (reader.NextField(out _)) width++;
        return width;
    }

    /// <summary>The comment lines before the first row.</summary>
    private static List<(string Text, long Line)> Comments(ReadOnlySpan<byte> text)
    {
        var comments = new List<(string, long)>();
        long line = 0;
        while (!text.IsEmpty)
        {
            line++;
            int end = text.IndexOf((byte)'\n');
            var row = (end < 0 ? text : text[..end]).Trim(" \t\r"u8);
            text = end < 0 ? default : text[(end + 1)..];
            if (row.IsEmpty) continue;
            if (row[0] != '#') break;
            comments.Add((Encoding.UTF8.GetString(row[1..]).Trim(), line));
        }
        return comments;
    }

    private static string[] Words(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var reader = new FieldReader(bytes, 0, 0, false);
        var words = new List<string>();
        if (reader.NextRecord())
            while (reader.NextField(out var field)) words.Add(Encoding.UTF8.GetString(field));
        return [.. words];
    }

    private static bool IsUnitInBrackets(string word) => word.Length > 1 && word[0] == '(' && word[^1] == ')';

    private static int StartOfHeader(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && text[at] == '#')
        {
            int end = text[at..].IndexOf((byte)'\n');
            if (end < 0) return text.Length;
            at += end + 1;
        }
        return at;
    }

    private static int EndOfRecord(ReadOnlySpan<byte> text, byte delimiter, int start)
    {
        var reader = new FieldReader(text, delimiter, start, false);
        reader.NextRecord();
        return reader.NextRecord() ? reader.RecordStart : text.Length;
    }
}
