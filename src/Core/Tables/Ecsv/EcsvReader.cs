using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;
using HstNotebooks.Tables.Text;
using HstNotebooks.Tables.Typed;

namespace HstNotebooks.Tables.Ecsv;

/// <summary>Reads Enhanced CSV (astropy's APE 6, version 1.0): a YAML header of typed columns, then rows.</summary>
internal static partial class EcsvReader
{
    /// <exception cref="TableException">The header or a row cannot be read; names the line.</exception>
    public static Table Read(ReadOnlySpan<byte> text, string? file, CancellationToken cancel)
    {
        int start = 0;
        var yaml = new List<string>();
        while (start < text.Length && text[start] == '#')
        {
            int end = text[start..].IndexOf((byte)'\n');
            var line = text.Slice(start + 1, (end < 0 ? text.Length - start : end) - 1);
            yaml.Add(Encoding.UTF8.GetString(line.StartsWith(" "u8) ? line[1..] : line).TrimEnd('\r'));
            start = end < 0 ? text.Length : start + end + 1;
        }
        if (YamlReader.Read(yaml, file) is not Dictionary<string, object> header || !header.TryGetValue("datatype", out object? types) || types is not List<object> list)
            throw new TableException("the ECSV header does not list the columns") { File = file, Row = 1, Expected = "a 'datatype:' list" };
        byte delimiter = header.TryGetValue("delimiter", out object? given) && given is "," ? (byte)',' : (byte)0;
        var columns = list.ConvertAll(item => new Column(item as Dictionary<string, object>
            ?? throw new TableException("a column of the ECSV header is no mapping") { File = file, Row = 1 }, file));

        ReadRows(text, start, delimiter, columns, file, cancel);
        var metadata = new Dictionary<string, string>();
        if (header.TryGetValue("meta", out object? meta)) Flatten(meta, "", metadata);
        return new Table(columns.Select(c => c.Values.Build(c.Info)), file is null ? null : Path.GetFileName(file), metadata);
    }

    private static void ReadRows(ReadOnlySpan<byte> text, int start, byte delimiter, List<Column> columns, string? file, CancellationToken cancel)
    {
        var reader = new FieldReader(text, delimiter, start, skipsComments: false);
        if (!reader.NextRecord()) throw new TableException("the line of column names is missing") { File = file, Row = ColumnReading.LineOf(text, start) };
        var names = new List<string>();
        while (reader.NextField(out var name)) names.Add(Encoding.UTF8.GetString(name));
        if (!names.SequenceEqual(columns.Select(c => c.Info.Name)))
            throw new TableException("the line of column names does not agree with the header")
            { File = file, Row = ColumnReading.LineOf(text, reader.RecordStart), Expected = string.Join(" ", columns.Select(c => c.Info.Name)) };
        if (names.Distinct().Count() != names.Count) throw new TableException("a column name appears twice") { File = file, Row = ColumnReading.LineOf(text, reader.RecordStart) };

        Span<char> buffer = stackalloc char[256];
        for (int row = 0; reader.NextRecord(); row++)
        {
            if (row % ColumnReading.RowsBetweenLooks == 0) cancel.ThrowIfCancellationRequested();
            int column = 0;
            for (; reader.NextField(out var field); column++)
            {
                if (column >= columns.Count) continue;
                bool added;
                if (field.Length <= buffer.Length)
                {
                    int used = Encoding.UTF8.GetChars(field, buffer);
                    added = columns[column].TryAdd(buffer[..used]);
                }
                else added = columns[column].TryAdd(Encoding.UTF8.GetString(field));
                if (!added)
                    throw new TableException($"'{Encoding.UTF8.GetString(field[..Math.Min(60, field.Length)])}' in column '{columns[column].Info.Name}' is no {columns[column].Type}")
                    { File = file, Row = ColumnReading.LineOf(text, reader.RecordStart), Expected = "a value of the declared type" };
            }
            if (column != columns.Count)
                throw new TableException($"line {ColumnReading.LineOf(text, reader.RecordStart)} has {column} columns, {columns.Count} are expected")
                { File = file, Row = ColumnReading.LineOf(text, reader.RecordStart) };
        }
    }

    /// <summary>Metadata as flat text: nested keys are joined by dots, lists by line ends.</summary>
    private static void Flatten(object value, string path, Dictionary<string, string> metadata)
    {
        switch (value)
        {
            case Dictionary<string, object> map:
                foreach (var (key, item) in map) Flatten(item, path.Length == 0 ? key : path + "." + key, metadata);
                break;
            case List<object> list when list.All(item => item is Dictionary<string, object>):
                foreach (object item in list) Flatten(item, path, metadata);
                break;
            case List<object> list:
                metadata[path] = string.Join("\n", list.Select(item => item as string ?? "..."));
                break;
            case string text when path.Length > 0:
                metadata[path] = text;
                break;
        }
    }

    /// <summary>A column of the header with its values.</summary>
    private sealed class Column
    {
        private readonly bool isArray;

        public Column(Dictionary<string, object> entry, string? file)
        {
            string name = Text(entry, "name") ?? throw new TableException("a column of the ECSV header has no name") { File = file, Row = 1 };
            Type = Text(entry, "subtype") is { } subtype && subtype != "json" ? subtype : Text(entry, "datatype") ?? "string";
            int bracket = Type.IndexOf('[', StringComparison.Ordinal);
            isArray = bracket > 0;
            Values = isArray ? NewArray(Type[..bracket], Type[bracket..], file) : NewScalar(Type, file);
            var meta = entry.GetValueOrDefault("meta") as Dictionary<string, object>;
            Info = new ColumnInfo(name, Text(entry, "unit"), Text(entry, "description"), meta is null ? null : Text(meta, "ucd"), FormatOf(Text(entry, "format"))) { IsSingleComplex = Type == "complex64" };
        }

        public string Type { get; }
        public ColumnInfo Info { get; }
        public ValueList Values { get; }

        public bool TryAdd(ReadOnlySpan<char> field)
        {
            if (field.IsEmpty && Values is not TextList) { Values.AddMissing(); return true; }
            if (!isArray) return Values.TryAddText(field);
            // An array of numbers is a JSON list; its shape is known, so the brackets can go.
            Span<char> plain = field.Length <= 512 ? stackalloc char[field.Length] : new char[field.Length];
            for (int i = 0; i < field.Length; i++) plain[i] = field[i] is '[' or ']' ? ' ' : field[i];
            return Values.TryAddText(plain.ToString().Replace("null", "NaN", StringComparison.Ordinal));
        }

        private static string? Text(Dictionary<string, object> map, string key) => map.GetValueOrDefault(key) as string is { Length: > 0 } text ? text : null;

        private static ValueList NewScalar(string type, string? file) => type switch
        {
            "bool" => new ScalarList<bool>(new LogicalCodec(), null),
            "int8" => Number<sbyte>(),
            "uint8" => Number<byte>(),
            "int16" => Number<short>(),
            "uint16" => Number<ushort>(),
            "int32" => Number<int>(),
            "uint32" => Number<uint>(),
            "int64" => Number<long>(),
            "uint64" => Number<ulong>(),
            "float16" or "float32" => Number<float>(),
            "float64" or "float128" => Number<double>(),
            "complex64" or "complex128" or "complex256" => new ScalarList<Complex>(new PythonComplexCodec(), null),
            "string" => new TextList(0, wide: false, emptyIsMissing: false),
            _ => throw new TableException($"the ECSV type '{type}' is not known") { File = file, Row = 1, Expected = "bool, int8 to int64, uint8 to uint64, float32, float64, complex128 or string" },
        };

        private static ValueList NewArray(string type, string shape, string? file)
        {
            // Shapes are written slowest axis first, FITS order is fastest first.
            int[] axes = [.. shape.Trim('[', ']').Split(',').Select(p => int.TryParse(p, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int n) && n > 0 ? n : 0).Reverse()];
            if (axes.Contains(0)) axes = [0];
            return type switch
            {
                "bool" => new ArrayList<bool>(new LogicalCodec(), axes),
                "int8" => Array<sbyte>(axes),
                "uint8" => Array<byte>(axes),
                "int16" => Array<short>(axes),
                "uint16" => Array<ushort>(axes),
                "int32" => Array<int>(axes),
                "uint32" => Array<uint>(axes),
                "int64" => Array<long>(axes),
                "uint64" => Array<ulong>(axes),
                "float16" or "float32" => Array<float>(axes),
                "float64" or "float128" => Array<double>(axes),
                _ => throw new TableException($"the ECSV array type '{type}{shape}' is not known") { File = file, Row = 1, Expected = "an array of logicals or numbers" },
            };
        }

        private static ScalarList<T> Number<T>() where T : unmanaged, INumber<T> => new(new NumberCodec<T>(), null);
        private static ArrayList<T> Array<T>(int[] axes) where T : unmanaged, INumber<T> => new(new NumberCodec<T>(), axes);
    }

    /// <summary>A .NET format for Python's .3f, %.3f, {:.3e}.</summary>
    private static string? FormatOf(string? format)
    {
        var match = PythonFormat().Match(format ?? "");
        return match.Success ? match.Groups[2].Value.ToUpperInvariant() + match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"\.(\d{1,2})([feg])", RegexOptions.IgnoreCase)]
    private static partial Regex PythonFormat();
}
