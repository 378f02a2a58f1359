using System.Text.Json;
using System.Text.Json.Serialization;

namespace HstNotebooks.Magics;

/// <summary>Writes a type as JSON; it is never read back.</summary>
internal sealed class OneWayConverter<T>(Action<Utf8JsonWriter, T> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("results are written, not read");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
}
