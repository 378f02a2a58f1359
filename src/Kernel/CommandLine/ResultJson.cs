using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>
/// Writes any result as JSON: names in snake case, enums by name, NaN and infinities as null (JSON has no other number for them).
/// Delegates, streams and what refers back to itself are left out.
/// </summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new FiniteDouble(), new FiniteSingle(), new GridConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutUnwritable } },
    };

    /// <summary>The JSON document.</summary>
    public static string Write(object result) => JsonSerializer.Serialize(result, result.GetType(), Options);

    private static void LeaveOutUnwritable(JsonTypeInfo info)
    {
        for (int i = info.Properties.Count - 1; i >= 0; i--)
        {
            var type = info.Properties[i].PropertyType;
            if (typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type) || typeof(Type) == type
                || typeof(CancellationToken) == type || type.IsPointer || type.IsByRefLike
                || (type.IsGenericType && type.Namespace == "System" && (type.Name.StartsWith("Memory`", StringComparison.Ordinal) || type.Name.StartsWith("ReadOnlyMemory`", StringComparison.Ordinal))))
                info.Properties.RemoveAt(i);
        }
    }

    private sealed class FiniteDouble : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }

    private sealed class FiniteSingle : JsonConverter<float>
    {
        public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

        public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options)
        {
            if (float.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }

    // [y,x] arrays as lists of rows.
    private sealed class GridConverter : JsonConverter<double[,]>
    {
        public override double[,] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, double[,] value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            for (int y = 0; y < value.GetLength(0); y++)
            {
                writer.WriteStartArray();
                for (int x = 0; x < value.GetLength(1); x++) JsonSerializer.Serialize(writer, value[y, x], options);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
    }
}
