using System.Globalization;
using System.Numerics;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables.Text;

namespace HstNotebooks.Tables.Ecsv;

/// <summary>Writes Enhanced CSV (astropy's APE 6, version 1.0), blank-separated as astropy does.</summary>
internal static class EcsvWriter
{
    /// <exception cref="TableException">ECSV has no such type.</exception>
    public static void Write(Table table, Stream target)
    {
        var header = new StringBuilder("# %ECSV 1.0\n# ---\n# datatype:\n");
        var columns = table.Columns.Select(c => (Column: c, Type: TypeOf(c))).ToArray();
        foreach (var (column, type) in columns)
        {
            header.Append("# - {name: ").Append(Scalar(column.Name));
            if (!string.IsNullOrEmpty(column.Unit)) header.Append(", unit: ").Append(Scalar(column.Unit));
            header.Append(type.Subtype is null ? $", datatype: {type.Name}" : $", datatype: string, subtype: '{type.Subtype}'");
            if (PythonFormat(column.Format) is { } format) header.Append(", format: ").Append(Scalar(format));
            if (!string.IsNullOrEmpty(column.Description)) header.Append(", description: ").Append(Scalar(column.Description));
            if (!string.IsNullOrEmpty(column.Ucd)) header.Append(", meta: {ucd: ").Append(Scalar(column.Ucd)).Append('}');
            header.Append("}\n");
        }
        if (table.Metadata.Count > 0)
        {
            header.Append("# meta: !!omap\n");
            foreach (var (key, value) in table.Metadata) header.Append("# - {").Append(Scalar(key)).Append(": ").Append(Scalar(value)).Append("}\n");
        }
        header.Append("# schema: astropy-2.0\n");
        target.Write(Encoding.UTF8.GetBytes(header.ToString()));
        using var writer = new TextTableWriter(target, (byte)' ');
        writer.Names(table);
        writer.Rows(new Table(columns.Select(c => c.Type.AsText ?? c.Column)));
    }

    private static (string Name, string? Subtype, TableColumn? AsText) TypeOf(TableColumn column) => column switch
    {
        TableColumn<bool> => ("bool", null, null),
        TableColumn<sbyte> => ("int8", null, null),
        TableColumn<byte> => ("uint8", null, null),
        TableColumn<short> => ("int16", null, null),
        TableColumn<ushort> => ("uint16", null, null),
        TableColumn<int> => ("int32", null, null),
        TableColumn<uint> => ("uint32", null, null),
        TableColumn<long> => ("int64", null, null),
        TableColumn<ulong> => ("uint64", null, null),
        TableColumn<float> => ("float32", null, null),
        TableColumn<double> => ("float64", null, null),
        TableColumn<string> => ("string", null, null),
        TableColumn<Complex> c => (c.IsSingleComplex ? "complex64" : "complex128", null, AsText(c, [.. c.Values.Select(new PythonComplexCodec().Format)])),
        TableColumn<bool[]> c => Lists(c, "bool", v => v ? "true" : "false"),
        TableColumn<byte[]> c => Lists(c, "uint8", Plain),
        TableColumn<sbyte[]> c => Lists(c, "int8", Plain),
        TableColumn<short[]> c => Lists(c, "int16", Plain),
        TableColumn<ushort[]> c => Lists(c, "uint16", Plain),
        TableColumn<int[]> c => Lists(c, "int32", Plain),
        TableColumn<uint[]> c => Lists(c, "uint32", Plain),
        TableColumn<long[]> c => Lists(c, "int64", Plain),
        TableColumn<ulong[]> c => Lists(c, "uint64", Plain),
        TableColumn<float[]> c => Lists(c, "float32", v => Real(v, v.ToString("R", CultureInfo.InvariantCulture))),
        TableColumn<double[]> c => Lists(c, "float64", v => Real(v, v.ToString("R", CultureInfo.InvariantCulture))),
        _ => throw new TableException($"ECSV cannot hold column '{column.Name}' of {column.ValueType.Name}") { Expected = "logicals, numbers, complex numbers, strings, or arrays of logicals and numbers" },
    };

    /// <summary>Arrays become JSON lists in a string column.</summary>
    private static (string, string?, TableColumn?) Lists<T>(TableColumn<T[]> column, string type, Func<T, string> format)
    {
        int length = column.Values.Length == 0 ? 0 : column.Values[0]?.Length ?? 0;
        bool sameLength = length > 0 && column.Values.All(v => v is not null && v.Length == length);
        int[] axes = sameLength ? column.Dimensions is { Count: > 1 } given ? [.. given] : [length] : [];
        string shape = sameLength ? string.Join(",", axes.Reverse()) : "null";
        string[] texts = [.. column.Values.Select(v => Json([.. (v ?? []).Select(format)], axes))];
        return ("string", $"{type}[{shape}]", AsText(column, texts));
    }

    /// <summary>A nested list, slowest axis outermost.</summary>
    private static string Json(string[] elements, int[] axes)
    {
        IReadOnlyList<string> level = elements;
        for (int axis = 0; axis < axes.Length - 1; axis++)
            level = [.. level.Chunk(axes[axis]).Select(part => "[" + string.Join(",", part) + "]")];
        return "[" + string.Join(",", level) + "]";
    }

    private static TableColumn<string> AsText<T>(TableColumn<T> column, string[] texts) => new(column.Name, texts, missing: column.Missing);

    private static string Plain<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Real(double value, string text) =>
        double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity" : text.AsSpan().ContainsAny(".E") ? text : text + ".0";

    /// <summary>A YAML scalar: plain where that is safe, else in double quotes.</summary>
    private static string Scalar(string text)
    {
        bool plain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/')
            && text.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n");
        if (plain) return text;
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c < ' ' || c == '\u007F') quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else quoted.Append(c);
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>F3 as .3f; null for formats that Python does not have.</summary>
    private static string? PythonFormat(string? format) =>
        format is { Length: > 1 } && format[0] is 'F' or 'E' or 'G' && int.TryParse(format.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int digits)
            ? $".{digits}{char.ToLowerInvariant(format![0])}" : null;
}
