using System.Globalization;
using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// Makes a table of MAST's replies: the portal's (<c>fields</c> and <c>data</c>) and the catalog and mission services' (<c>info</c> and
/// <c>data</c> or <c>results</c>). Numbers are long or double; missing ones are -999 (in the portal's real
/// columns NaN) and marked missing; missing words are empty and marked missing.
/// </summary>
public static class MastTable
{
    /// <summary>Parses a reply, or a JSON array of the pages of a reply.</summary>
    /// <exception cref="ArchiveException">It is no such reply.</exception>
    public static Table Parse(ReadOnlyMemory<byte> json) => Parse(json, null);

    internal static Table Parse(ReadOnlyMemory<byte> json, MastColumns? info)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var pages = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToList() : [document.RootElement];
            return FromPages(pages, info);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArithmeticException or ArgumentException)
        {
            throw new ArchiveException("MAST sent a table that cannot be read", e) { Advice = "try again later" };
        }
    }

    private static Table FromPages(List<JsonElement> pages, MastColumns? info)
    {
        var first = pages[0];
        string? head = first.TryGetProperty("fields", out _) ? "fields" : first.TryGetProperty("info", out _) ? "info" : null;
        string? data = new[] { "data", "results", "products" }.FirstOrDefault(n => first.TryGetProperty(n, out var d) && d.ValueKind == JsonValueKind.Array);
        if (data is null) throw new ArchiveException("MAST sent a reply without a table") { Advice = "try again later" };
        var rows = pages.SelectMany(p => p.GetProperty(data).EnumerateArray()).ToList();
        var fields = head is not null ? Fields(first.GetProperty(head)) : Guess(rows);
        var columns = new List<TableColumn>();
        for (int i = 0; i < fields.Count; i++)
        {
            var (name, type) = fields[i];
            if (name == "_selected_" || columns.Exists(c => c.Name == name)) continue;
            if (rows.Count > 0 && rows[0].ValueKind == JsonValueKind.Object && head == "info" && !rows[0].TryGetProperty(name, out _)) continue;
            int place = i;
            columns.Add(Column(name, type, rows, row => Cell(row, name, place), info?.Find(name), head == "info"));
        }
        return new Table(columns);
    }

    private static List<(string Name, string Type)> Fields(JsonElement fields) =>
        [.. fields.EnumerateArray().Select(f => (
            (f.TryGetProperty("column_name", out var c) && c.ValueKind == JsonValueKind.String ? c : f.GetProperty("name")).GetString()!,
            ((f.TryGetProperty("type", out var t) && t.ValueKind == JsonValueKind.String ? t : f.GetProperty("db_type")).GetString() ?? "string").ToLowerInvariant()))];

    private static List<(string Name, string Type)> Guess(List<JsonElement> rows)
    {
        if (rows.Count == 0) return [];
        return [.. rows[0].EnumerateObject().Select(property =>
        {
            var kinds = rows.Select(r => Cell(r, property.Name, 0)).Where(v => v.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)).ToList();
            bool numbers = kinds.Count > 0 && kinds.TrueForAll(v => v.ValueKind == JsonValueKind.Number);
            bool whole = numbers && kinds.TrueForAll(v => v.TryGetInt64(out _));
            bool flags = kinds.Count > 0 && kinds.TrueForAll(v => v.ValueKind is JsonValueKind.True or JsonValueKind.False);
            return (property.Name, whole ? "int" : numbers ? "double" : flags ? "boolean" : "string");
        })];
    }

    private static JsonElement Cell(JsonElement row, string name, int place) => row.ValueKind switch
    {
        JsonValueKind.Array => row[place],
        JsonValueKind.Object => row.TryGetProperty(name, out var value) ? value : default,
        _ => default,
    };

    private static TableColumn Column(string name, string type, List<JsonElement> rows, Func<JsonElement, JsonElement> cell, MastColumnInfo? info, bool catalog)
    {
        var missing = new bool[rows.Count];
        switch (type)
        {
            case "int" or "integer" or "short" or "long" or "number":
                long longIgnore = long.TryParse(info?.IgnoreValue, CultureInfo.InvariantCulture, out long own) ? own : -999;
                var longs = Fill(rows, cell, AsLong, longIgnore, missing);
                return Make(longs);
            case "double" or "float" or "decimal":
                double ignore = double.TryParse(info?.IgnoreValue, CultureInfo.InvariantCulture, out double ownReal) ? ownReal : catalog ? -999 : double.NaN;
                var doubles = Fill(rows, cell, AsDouble, ignore, missing);
                return Make(doubles);
            case "boolean" or "binary":
                return Make(Fill(rows, cell, v => v.ValueKind == JsonValueKind.True || (v.ValueKind == JsonValueKind.Number && AsDouble(v) != 0), false, missing, falseIsMissing: false));
            case "unsignedbyte":
                return Make(Fill(rows, cell, v => (byte)AsDouble(v), (byte)0, missing, falseIsMissing: false));
            default:
                return Make(Fill(rows, cell, AsText, info?.IgnoreValue ?? "", missing));
        }

        TableColumn<T> Make<T>(T[] values) =>
            new(name, values, info?.Unit, info?.Description, Array.IndexOf(missing, true) >= 0 ? missing : null);
    }

    // A value that equals the one that stands for missing counts as missing, as in the service's own client.
    private static T[] Fill<T>(List<JsonElement> rows, Func<JsonElement, JsonElement> cell, Func<JsonElement, T> convert, T ignore, bool[] missing, bool falseIsMissing = true)
    {
        var values = new T[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var value = cell(rows[i]);
            bool absent = value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
            values[i] = absent ? ignore : convert(value);
            missing[i] = absent || (falseIsMissing && EqualityComparer<T>.Default.Equals(values[i], ignore));
        }
        return values;
    }

    // Some services write identifiers of 17 digits as text; a double would lose the last ones.
    private static long AsLong(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)) return number;
        return long.TryParse(AsText(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number : (long)AsDouble(value);
    }

    private static double AsDouble(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        string text = AsText(value);
        return text.Length == 0 ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static string AsText(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
