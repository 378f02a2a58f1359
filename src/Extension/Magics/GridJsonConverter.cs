using System.Text.Json;
using System.Text.Json.Serialization;

namespace HstNotebooks.Magics;

/// <summary>Writes a two-dimensional array of any element type as an array of rows.</summary>
internal sealed class GridJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsArray && typeToConvert.GetArrayRank() == 2;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(typeToConvert.GetElementType()!))!;

    private sealed class Typed<T> : JsonConverter<T[,]>
    {
        public override T[,] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("results are written, not read");

        public override void Write(Utf8JsonWriter writer, T[,] value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            for (int row = 0; row < value.GetLength(0); row++)
            {
                writer.WriteStartArray();
                for (int column = 0; column < value.GetLength(1); column++) JsonSerializer.Serialize(writer, value[row, column], options);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
    }
}
