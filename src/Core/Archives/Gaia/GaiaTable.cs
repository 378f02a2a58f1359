using System.Formats.Tar;
using System.Globalization;
using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// Makes a table of an answer of a TAP service: VOTable in all serializations, also inside a tar file, and ESA's two forms of JSON. The clients
/// here ask for VOTable; the others are what ESA's archive gives to those who ask for them.
/// </summary>
public static class GaiaTable
{
    /// <summary>Parses an answer; a packed one (gzip) is unpacked.</summary>
    /// <exception cref="ArchiveException">It is none of these, or damaged.</exception>
    public static Table Parse(byte[] answer)
    {
        try
        {
            if (answer is [0x1f, 0x8b, ..]) answer = Unpack(answer);
            if (answer.Length > 262 && answer.AsSpan(257, 5).SequenceEqual("ustar"u8)) answer = FirstOfTar(answer);
            return answer.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? FromJson(answer) : Table.FromBytes(answer, TableFormat.VoTable, "the answer of the Gaia archive");
        }
        catch (Exception e) when (e is TableException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException or InvalidDataException or IndexOutOfRangeException or ArithmeticException or ArgumentException)
        {
            throw new ArchiveException($"the Gaia archive sent a table that cannot be read: {e.Message}", e) { Advice = "try again; the answer may be cut" };
        }
    }

    private static byte[] Unpack(byte[] packed)
    {
        var unpacked = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress)) gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static byte[] FirstOfTar(byte[] tar)
    {
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.DataStream is null) continue;
            var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            return content.ToArray();
        }
        throw new InvalidDataException("the tar file is empty");
    }

    private static Table FromJson(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.TryGetProperty("metadata", out var metadata))
            return FromRows(metadata, name => name, [.. root.GetProperty("data").EnumerateArray()]);
        // The other form is a VOTable written as JSON: attributes have an underscore in front.
        var table = root.GetProperty("VOTABLE").GetProperty("RESOURCE").GetProperty("TABLE");
        var rows = table.GetProperty("DATA").GetProperty("TABLEDATA").GetProperty("TR").EnumerateArray().Select(tr => tr.GetProperty("TD"));
        return FromRows(table.GetProperty("FIELD"), name => name == "description" ? "DESCRIPTION" : "_" + name, [.. rows]);
    }

    private static Table FromRows(JsonElement fields, Func<string, string> key, List<JsonElement> rows) => new(fields.EnumerateArray().Select((field, place) =>
    {
        string? Text(string name) => field.TryGetProperty(key(name), out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return Column(Text("name") ?? "", Text("datatype") ?? "char", Text("unit"), Text("description"), [.. rows.Select(r => r[place])]);
    }));

    private static TableColumn Column(string name, string type, string? unit, string? description, JsonElement[] cells)
    {
        bool[]? missing = Array.Exists(cells, IsMissing) ? [.. cells.Select(IsMissing)] : null;
        return type switch
        {
            "long" => Make(text => long.Parse(text, CultureInfo.InvariantCulture), 0L),
            "int" => Make(text => int.Parse(text, CultureInfo.InvariantCulture), 0),
            "short" => Make(text => short.Parse(text, CultureInfo.InvariantCulture), (short)0),
            "double" => Make(text => double.Parse(text, CultureInfo.InvariantCulture), double.NaN),
            "float" => Make(text => float.Parse(text, CultureInfo.InvariantCulture), float.NaN),
            "boolean" => Make(text => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1", false),
            _ => Make(text => text, ""),
        };

        TableColumn<T> Make<T>(Func<string, T> parse, T absent) =>
            new(name, [.. cells.Select(c => IsMissing(c) ? absent : parse(c.ValueKind == JsonValueKind.String ? c.GetString()! : c.GetRawText()))], unit, description, missing);
    }

    private static bool IsMissing(JsonElement cell) => cell.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
}
