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

    /// <summary>A row per column of a mission or catalog service: name, data type, unit, description.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static Table ServiceColumns(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var rows = root.EnumerateArray().Where(c => c.TryGetProperty("column_name", out _)).ToList();
        TableColumn<string> Column(string name, Func<JsonElement, string> cell) => new(name, [.. rows.Select(cell)]);
        return new Table(
        [
            Column("name", c => Text(c, "column_name")), Column("data_type", c => Text(c, "qual_type") is { Length: > 0 } kind ? kind : Text(c, "db_type")),
            Column("unit", c => Text(c, "unit") is var unit && unit == "NULL" ? "" : unit), Column("description", c => Text(c, "description")),
        ]);
    });

    /// <summary>The columns in the statistic of a whole catalog, and whether each is asked by a range of numbers.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static IReadOnlyList<(string Name, bool IsRange)> Statistics(ReadOnlyMemory<byte> json) => Read(json, root =>
    {
        var histograms = root.GetProperty("data").GetProperty("Tables")[0].GetProperty("ExtendedProperties");
        return (IReadOnlyList<(string, bool)>)[.. Names("discreteHistogram").Select(n => (n, false)), .. Names("continuousHistogram").Select(n => (n, true))];
        IEnumerable<string> Names(string kind) => histograms.GetProperty(kind).EnumerateObject().Select(c => c.Name);
    });

    /// <summary>Reads a reply; whatever is wrong with it becomes one clear error.</summary>
    internal static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new ArchiveException("MAST sent a reply that cannot be read", e) { Advice = "try again later" };
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

    /// <summary>The text of a property, empty where it is missing.</summary>
    internal static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";
}
