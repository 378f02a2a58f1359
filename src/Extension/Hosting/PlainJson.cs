using System.Text.Json;

namespace HstNotebooks.Hosting;

/// <summary>Turns JSON into plain dictionaries, lists, numbers and texts, which chart libraries take without knowing ours.</summary>
public static class PlainJson
{
    /// <summary>The value of a JSON document: <see cref="Dictionary{TKey,TValue}"/>, <see cref="List{T}"/>, double, int, string, bool or null.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static object? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Value(document.RootElement);
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt32(out int whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
