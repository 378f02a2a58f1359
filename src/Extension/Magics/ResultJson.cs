using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HstNotebooks.Archives;
using HstNotebooks.Figures;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Pictures;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Magics;

/// <summary>
/// Writes a result as one JSON document: names in snake case, tables as arrays by column (those of a query
/// with a first member <c>metadata</c> that says who answered what and when), words for enums, null for what is no number,
/// and for files, headers and pictures what they hold instead of their bytes.
/// </summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutUnwritable, NameParameters } },
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
            new OneWayConverter<double>((writer, value) => { if (double.IsFinite(value)) writer.WriteNumberValue(value); else writer.WriteNullValue(); }),
            new OneWayConverter<float>((writer, value) => { if (float.IsFinite(value)) writer.WriteNumberValue(value); else writer.WriteNullValue(); }),
            new OneWayConverter<AutoNumber>((writer, value) => { if (value.IsAutomatic || !double.IsFinite(value.Value)) writer.WriteStringValue(value.ToString()); else writer.WriteNumberValue(value.Value); }),
            new OneWayConverter<CatalogSource>((writer, value) => writer.WriteStringValue(value.ToString())),
            new OneWayConverter<Table>(WriteTable),
            new OneWayConverter<FitsFile>(WriteFile),
            new OneWayConverter<FitsHeader>(WriteHeader),
            new OneWayConverter<ImageWcs>(WriteWcs),
            new OneWayConverter<TpvPolynomial>((writer, polynomial) => writer.WriteStringValue(polynomial.ToString())),
            new OneWayConverter<Figure>((writer, figure) => writer.WriteStringValue(figure.ToString())),
            new OneWayConverter<ImagePicture>(WritePicture),
            new OneWayConverter<MagicHelp>((writer, help) => writer.WriteStringValue(help.Text)),
            new ImageJsonConverter(),
            new GridJsonConverter(),
        },
    };

    /// <summary>The JSON document.</summary>
    public static string Write(object result) => JsonSerializer.Serialize(result, result.GetType(), Options);

    private static void WriteTable(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartObject();
        if (table.Metadata.ContainsKey("service")) WriteOrigin(writer, table);
        foreach (var column in table.Columns)
        {
            writer.WriteStartArray(column.Name);
            for (int row = 0; row < column.Count; row++) JsonSerializer.Serialize(writer, column.GetValue(row), Options);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    // Where the rows of a query come from, under the names that Table.Metadata has, and what is known of the rows as numbers.
    private static void WriteOrigin(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartObject(table.Find("metadata") is null ? "metadata" : "query_metadata");
        foreach (var (name, value) in table.Metadata.Where(entry => entry.Key is not ("row_limit" or "rows" or "truncated" or "units"))) writer.WriteString(name, value);
        writer.WriteNumber("rows", table.RowCount);
        if (table.Metadata.TryGetValue("row_limit", out string? words))
        {
            if (int.TryParse(words, System.Globalization.CultureInfo.InvariantCulture, out int limit)) writer.WriteNumber("row_limit", limit);
            else writer.WriteNull("row_limit");
        }
        writer.WriteBoolean("truncated", table.WasCut());
        writer.WriteStartObject("units");
        foreach (var column in table.Columns.Where(column => column.Unit is { Length: > 0 })) writer.WriteString(column.Name, column.Unit);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter writer, FitsFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("path", file.Path);
        writer.WriteStartArray("hdus");
        foreach (var hdu in file.Hdus)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", hdu.Index);
            writer.WriteString("name", hdu.Name);
            writer.WriteNumber("version", hdu.Version);
            writer.WriteString("type", hdu is ImageHdu ? "image" : hdu is TableHdu ? "table" : "other");
            writer.WriteNumber("cards", hdu.Header.Cards.Count);
            if (hdu is ImageHdu image) { writer.WritePropertyName("axes"); JsonSerializer.Serialize(writer, image.Axes, Options); writer.WriteNumber("bitpix", image.BitPix); }
            if (hdu is TableHdu table) writer.WriteNumber("rows", table.RowCount);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter writer, FitsHeader header)
    {
        writer.WriteStartArray();
        foreach (var card in header.Cards)
        {
            writer.WriteStartObject();
            writer.WriteString("keyword", card.Keyword);
            writer.WritePropertyName("value");
            if (card.Value is System.Numerics.Complex number) writer.WriteStringValue(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            else JsonSerializer.Serialize(writer, card.Value, Options);
            if (card.Comment is not null) writer.WriteString("comment", card.Comment);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteWcs(Utf8JsonWriter writer, ImageWcs wcs)
    {
        writer.WriteStartObject();
        writer.WriteString("name", wcs.Name);
        writer.WriteNumber("width", wcs.Width);
        writer.WriteNumber("height", wcs.Height);
        writer.WriteBoolean("has_distortion", wcs.HasDistortion);
        writer.WritePropertyName("linear");
        JsonSerializer.Serialize(writer, wcs.Linear, Options);
        writer.WriteEndObject();
    }

    private static void WritePicture(Utf8JsonWriter writer, ImagePicture picture)
    {
        writer.WriteStartObject();
        writer.WriteString("title", picture.Title);
        writer.WriteNumber("width", picture.Data.Width);
        writer.WriteNumber("height", picture.Data.Height);
        writer.WriteNumber("low", picture.Display.Low);
        writer.WriteNumber("high", picture.Display.High);
        writer.WriteString("stretch", picture.Display.Stretch.ToString().ToLowerInvariant());
        writer.WriteString("cmap", picture.Display.Colours.Name);
        writer.WriteString("unit", picture.Unit);
        writer.WriteEndObject();
    }

    // Options are written under DrizzlePac's names, as flags and parameter files have them.
    private static void NameParameters(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
            if (property.AttributeProvider?.GetCustomAttributes(typeof(ParameterAttribute), inherit: true) is [ParameterAttribute parameter, ..]) property.Name = parameter.Name;
    }

    private static void LeaveOutUnwritable(JsonTypeInfo info)
    {
        for (int i = info.Properties.Count - 1; i >= 0; i--)
        {
            var type = info.Properties[i].PropertyType;
            if (typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type) || type == typeof(Type) || type == typeof(CancellationToken)
                || type.IsPointer || type.IsByRefLike || type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>)))
                info.Properties.RemoveAt(i);
        }
    }
}
