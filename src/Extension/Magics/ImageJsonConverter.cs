using System.Text.Json;
using System.Text.Json.Serialization;
using HstNotebooks.Images;

namespace HstNotebooks.Magics;

/// <summary>Writes an image of any pixel type as its size, with the pixels row by row where they are few.</summary>
internal sealed class ImageJsonConverter : JsonConverterFactory
{
    private const int MostPixels = 20_000;

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Image<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Typed<T> : JsonConverter<Image<T>> where T : unmanaged
    {
        public override Image<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("results are written, not read");

        public override void Write(Utf8JsonWriter writer, Image<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("width", value.Width);
            writer.WriteNumber("height", value.Height);
            if (value.Pixels.Length <= MostPixels)
            {
                writer.WritePropertyName("pixels");
                JsonSerializer.Serialize(writer, value.Pixels, options);
            }
            writer.WriteEndObject();
        }
    }
}
