using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>MAST's description of the columns of a table of observations: which are ranges, which hold lists, which value means missing.</summary>
internal sealed class MastColumns
{
    private readonly Dictionary<string, MastColumnInfo> columns = new(StringComparer.OrdinalIgnoreCase);

    private readonly string what;

    private MastColumns(string what) => this.what = what;

    /// <summary>Reads the reply of the columnsconfig service.</summary>
    /// <param name="json">The reply.</param>
    /// <param name="what">Whose columns they are, for messages.</param>
    /// <exception cref="ArchiveException">The reply is no such description.</exception>
    public static MastColumns Parse(ReadOnlyMemory<byte> json, string what = "observations")
    {
        var result = new MastColumns(what);
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var column in document.RootElement.EnumerateObject())
            {
                if (column.Name == "_selected_" || column.Value.ValueKind != JsonValueKind.Object) continue;
                string type = Text(column.Value, "vot.datatype") ?? Text(column.Value, "type") ?? "";
                bool isRange = type is "double" or "float" or "numeric" || (column.Value.TryGetProperty("treatNumeric", out var numeric) && numeric.ValueKind == JsonValueKind.True);
                result.columns[column.Name] = new MastColumnInfo(column.Name, isRange, Text(column.Value, "separator"), Text(column.Value, "ignoreValue"),
                    Text(column.Value, "vot.unit") ?? Text(column.Value, "unit"), Text(column.Value, "vot.description"));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArchiveException("MAST sent a description of its columns that cannot be read", e) { Advice = "try again later" };
        }
        if (result.columns.Count == 0) throw new ArchiveException("MAST sent an empty description of its columns") { Advice = "try again later" };
        return result;
    }

    /// <summary>The columns in a table of name, unit and description.</summary>
    public static MastColumns Of(Table table, string what)
    {
        var result = new MastColumns(what);
        string[] names = table.Strings("name"), units = table.Strings("unit"), descriptions = table.Strings("description");
        for (int i = 0; i < names.Length; i++)
            result.columns[names[i]] = new MastColumnInfo(names[i], false, null, null, units[i].Length > 0 ? units[i] : null, descriptions[i].Trim());
        return result;
    }

    /// <summary>
    /// The columns with what a statistic of a catalog adds: which of them hold numbers, and those that the description leaves out.
    /// </summary>
    /// <param name="statistics">The names of the columns, and whether they are asked by a range.</param>
    public MastColumns With(IEnumerable<(string Name, bool IsRange)> statistics)
    {
        var result = new MastColumns(what);
        foreach (var column in columns.Values) result.columns[column.Name] = column;
        foreach (var (name, isRange) in statistics)
            result.columns[name] = Find(name) is { } known ? known with { IsRange = isRange } : new MastColumnInfo(name, isRange, null, null, null, null);
        return result;
    }

    /// <summary>Number of columns.</summary>
    public int Count => columns.Count;

    /// <summary>A column by name in any case, or null.</summary>
    public MastColumnInfo? Find(string name) => columns.GetValueOrDefault(name);

    /// <summary>A column by name in any case.</summary>
    /// <exception cref="ParameterException">There is none; names the nearest.</exception>
    public MastColumnInfo this[string name]
    {
        get
        {
            if (Find(name) is { } column) return column;
            string? nearest = NearestName.Of(name, columns.Keys);
            throw new ParameterException($"MAST's {what} have no column '{name}'")
            {
                Parameter = name,
                Expected = nearest is null ? "one of " + string.Join(", ", columns.Keys) : null,
                Advice = nearest is null ? null : $"did you mean {nearest}?",
            };
        }
    }

    private static string? Text(JsonElement column, string name) =>
        column.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
}
