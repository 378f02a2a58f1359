using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HstNotebooks.Fits;
using HstNotebooks.Hosting;
using HstNotebooks.Images;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>
/// Writes any result as one JSON document: properties in snake case, parameters under DrizzlePac's names, enums as words, tables column by column with their units,
/// headers as lists of keyword, value and comment, dates as ISO 8601, times in seconds. NaN and infinities become null, because JSON
/// has no word for them; pixels are left out, and an image gives its size.
/// </summary>
internal sealed class ResultJson
{
    private const int DeepestLevel = 16;
    private const long MostNumbers = 2_000_000;

    private readonly Utf8JsonWriter _writer;
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    private ResultJson(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>The JSON document.</summary>
    public static string Write(object? result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            new ResultJson(writer).Value(result);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Value(object? value)
    {
        switch (value)
        {
            case null: _writer.WriteNullValue(); break;
            case string text: _writer.WriteStringValue(text); break;
            case bool flag: _writer.WriteBooleanValue(flag); break;
            case double number: if (double.IsFinite(number)) _writer.WriteNumberValue(number); else _writer.WriteNullValue(); break;
            case float number: if (float.IsFinite(number)) _writer.WriteNumberValue(number); else _writer.WriteNullValue(); break;
            case decimal number: _writer.WriteNumberValue(number); break;
            case ulong number: _writer.WriteNumberValue(number); break;
            case sbyte or byte or short or ushort or int or uint or long: _writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case char letter: _writer.WriteStringValue(letter.ToString()); break;
            case Enum word: _writer.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString())); break;
            case DateTime time: _writer.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset time: _writer.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeSpan time: _writer.WriteNumberValue(time.TotalSeconds); break;
            case Uri or Version or Guid: _writer.WriteStringValue(value.ToString()); break;
            case MimeBundle bundle: _writer.WriteStringValue(bundle.Text); break;
            default: Compound(value); break;
        }
    }

    private void Compound(object value)
    {
        if (_open.Count >= DeepestLevel || (!value.GetType().IsValueType && !_open.Add(value)))
        {
            _writer.WriteNullValue();
            return;
        }
        switch (value)
        {
            case Table table: WriteTable(table); break;
            case FitsHeader header: WriteHeader(header); break;
            case IDictionary dictionary: WriteDictionary(dictionary); break;
            case Array { Rank: 2 } grid: WriteGrid(grid); break;
            case Array { Rank: > 2 } or Array { LongLength: > MostNumbers }: WriteSize((Array)value); break;
            case IEnumerable items: WriteList(items); break;
            case ITuple tuple: WriteTuple(tuple); break;
            default: WriteObject(value); break;
        }
        if (!value.GetType().IsValueType) _open.Remove(value);
    }

    private void WriteTable(Table table)
    {
        _writer.WriteStartObject();
        if (table.Name is not null) _writer.WriteString("name", table.Name);
        _writer.WriteNumber("rows", table.RowCount);
        _writer.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            _writer.WriteStartObject();
            _writer.WriteString("name", column.Name);
            if (!string.IsNullOrEmpty(column.Unit)) _writer.WriteString("unit", column.Unit);
            _writer.WriteStartArray("values");
            for (int row = 0; row < column.Count; row++) Value(column.GetValue(row));
            _writer.WriteEndArray();
            _writer.WriteEndObject();
        }
        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private void WriteHeader(FitsHeader header)
    {
        _writer.WriteStartArray();
        foreach (var card in header.Cards)
        {
            _writer.WriteStartArray();
            Value(card.Keyword);
            Value(card.Value);
            Value(card.Comment);
            _writer.WriteEndArray();
        }
        _writer.WriteEndArray();
    }

    private void WriteDictionary(IDictionary dictionary)
    {
        _writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            _writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            Value(entry.Value);
        }
        _writer.WriteEndObject();
    }

    private void WriteGrid(Array grid)
    {
        if (grid.LongLength > MostNumbers)
        {
            WriteSize(grid);
            return;
        }
        _writer.WriteStartArray();
        for (int y = 0; y < grid.GetLength(0); y++)
        {
            _writer.WriteStartArray();
            for (int x = 0; x < grid.GetLength(1); x++) Value(grid.GetValue(y, x));
            _writer.WriteEndArray();
        }
        _writer.WriteEndArray();
    }

    private void WriteSize(Array array)
    {
        _writer.WriteStartObject();
        _writer.WriteStartArray("shape");
        for (int axis = 0; axis < array.Rank; axis++) _writer.WriteNumberValue(array.GetLength(axis));
        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private void WriteList(IEnumerable items)
    {
        _writer.WriteStartArray();
        foreach (object? item in items) Value(item);
        _writer.WriteEndArray();
    }

    private void WriteTuple(ITuple tuple)
    {
        _writer.WriteStartArray();
        for (int i = 0; i < tuple.Length; i++) Value(tuple[i]);
        _writer.WriteEndArray();
    }

    private void WriteObject(object value)
    {
        var type = value.GetType();
        bool isImage = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Image<>);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && IsData(property.PropertyType) && !(isImage && property.Name == "Pixels"))
            .ToList();
        if (properties.Count == 0)
        {
            _writer.WriteStringValue(value.ToString());
            return;
        }
        _writer.WriteStartObject();
        foreach (var property in properties)
        {
            object? part;
            try
            {
                part = property.GetValue(value);
            }
            catch (TargetInvocationException)
            {
                // A property that cannot be computed for this value is left out.
                continue;
            }
            _writer.WritePropertyName(property.GetCustomAttribute<ParameterAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            Value(part);
        }
        _writer.WriteEndObject();
    }

    private static bool IsData(Type type) => !type.IsByRefLike && !type.IsPointer && !type.IsByRef && type != typeof(Type) && type != typeof(CancellationToken)
        && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Stream).IsAssignableFrom(type) && !typeof(Task).IsAssignableFrom(type)
        && !(type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Memory<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>)));
}
