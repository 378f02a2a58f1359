using HstNotebooks.Tables.Text;

namespace HstNotebooks.Tables;

/// <summary>Recognises the format of a table file.</summary>
internal static class FormatDetection
{
    /// <summary>The format of a file by its content, and where that is plain text by its name.</summary>
    public static TableFormat OfContent(ReadOnlySpan<byte> content, string? name)
    {
        if (content.StartsWith("SIMPLE  ="u8)) return TableFormat.Fits;
        var text = content.TrimStart(" \t\r\n"u8);
        var head = text[..Math.Min(text.Length, 4096)];
        if (text.StartsWith("<?xml"u8) || text.StartsWith("<VOTABLE"u8) || head.IndexOf("<VOTABLE"u8) >= 0) return TableFormat.VoTable;
        if (text.StartsWith("# %ECSV"u8)) return TableFormat.Ecsv;
        if (IsSExtractor(text)) return TableFormat.SExtractor;
        string extension = name is null ? "" : Path.GetExtension(name).ToLowerInvariant();
        if (extension == ".csv") return TableFormat.Csv;
        if (extension is ".mrt" || head.StartsWith("Title:"u8) || head.IndexOf("Byte-by-byte Description"u8) >= 0) return TableFormat.Cds;
        if (text.Length > 0 && (text[0] == '|' || HasRuler(head))) return TableFormat.FixedWidth;
        return LooksLikeCsv(text) ? TableFormat.Csv : TableFormat.CommentedHeader;
    }

    /// <summary>Whether the first two lines that are no comments have the same number of commas, outside quotes.</summary>
    private static bool LooksLikeCsv(ReadOnlySpan<byte> text)
    {
        var reader = new FieldReader(text, (byte)',', 0, skipsComments: true);
        return Width(ref reader) is > 1 and int first && Width(ref reader) == first;

        static int Width(ref FieldReader reader)
        {
            int width = 0;
            if (reader.NextRecord())
                while (reader.NextField(out _)) width++;
            return width;
        }
    }

    /// <summary>The format that a file name asks for.</summary>
    public static TableFormat OfName(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".fits" or ".fit" or ".fts" => TableFormat.Fits,
            ".csv" => TableFormat.Csv,
            ".ecsv" => TableFormat.Ecsv,
            ".vot" or ".xml" or ".votable" => TableFormat.VoTable,
            ".mrt" => TableFormat.Cds,
            _ => TableFormat.CommentedHeader,
        };
    }

    /// <summary>Whether the second line is a ruler under names.</summary>
    private static bool HasRuler(ReadOnlySpan<byte> head)
    {
        if (head[0] == '#') return false;
        var lines = new TextLines(head);
        return lines.MoveNext() && lines.MoveNext() && FixedWidthTable.IsRuler(lines.Current);
    }

    /// <summary>Whether the text starts with lines such as <c>#   1 X_IMAGE  Object position</c>.</summary>
    private static bool IsSExtractor(ReadOnlySpan<byte> text)
    {
        if (text.Length < 4 || text[0] != '#') return false;
        var line = text[1..];
        int end = line.IndexOf((byte)'\n');
        if (end >= 0) line = line[..end];
        line = line.TrimStart((byte)' ');
        return line.StartsWith("1 "u8) && line.Length > 2 && line[1..].TrimStart((byte)' ') is { Length: > 0 } rest && char.IsAsciiLetter((char)rest[0]);
    }
}
