using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Reads MAST's descriptions of itself: the columns that can be asked for, and the missions whose data it has.</summary>
internal static class MastDirectory
{
    /// <summary>A row per column: name, label, data type, unit, description, example. Columns that MAST hides from its users are left out.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static Table Columns(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var rows = root.EnumerateObject().Where(c => c.Name != "_selected_" && c.Value.ValueKind == JsonValueKind.Object && !IsTrue(c.Value, "remove")).ToList();
        TableColumn<string> Column(string name, Func<JsonProperty, string> cell) => new(name, [.. rows.Select(cell)]);
        return new Table(
        [
            Column("Column Name", c => c.Name),
            Column("Column Label", c => Text(c.Value, "text") is { Length: > 0 } label ? label : c.Name),
            Column("Data Type", c => Kind(Text(c.Value, "type")) is { Length: > 0 } kind ? kind : Kind(Text(c.Value, "vot.datatype"))),
            Column("Units", c => Text(c.Value, "unit") is { Length: > 0 } unit ? unit : Text(c.Value, "vot.unit")),
            Column("Description", c => Text(c.Value, "vot.description")),
            Column("Examples/Valid Values", c => Text(c.Value, "example")),
        ]);
    });

    /// <summary>The missions, sorted by name, with the number of their observations.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static Table Missions(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var columns = root.GetProperty("data").GetProperty("Tables")[0].GetProperty("Columns").EnumerateArray();
        var histogram = columns.First(c => Text(c, "text") == "obs_collection").GetProperty("ExtendedProperties").GetProperty("histObj").GetProperty("hist");
        var missions = histogram.EnumerateArray().Select(m => (Name: Text(m, "key"), Count: m.GetProperty("count").GetInt64())).OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        return new Table([new TableColumn<string>("mission", [.. missions.Select(m => m.Name)]), new TableColumn<long>("observations", [.. missions.Select(m => m.Count)])]);
    });

    private static Table Read(ReadOnlyMemory<byte> json, Func<JsonElement, Table> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new ArchiveException("MAST sent a description of itself that cannot be read", e) { Advice = "try again later" };
        }
    }

    private static string Kind(string type) => type.ToLowerInvariant() switch
    {
        "char" or "string" or "datetime" or "date" => "string",
        "double" or "float" or "decimal" => "float",
        "int" or "short" or "long" or "number" => "integer",
        "boolean" or "binary" => "boolean",
        "unsignedbyte" => "byte",
        var other => other,
    };

    private static bool IsTrue(JsonElement column, string name) => column.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";
}
