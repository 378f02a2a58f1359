using System.Globalization;
using System.Numerics;
using System.Xml;
using HstNotebooks.Errors;
using HstNotebooks.Tables.Typed;

namespace HstNotebooks.Tables.VoTable;

/// <summary>A FIELD of a VOTable: a column's name, type and meaning (VOTable 1.4, section 4.1).</summary>
internal sealed class VoField
{
    public required string Name { get; init; }
    public required string DataType { get; init; }
    public string? ArraySize { get; init; }
    public string? Unit { get; init; }
    public string? Ucd { get; init; }
    public string? Description { get; set; }
    /// <summary>The value that stands for none, from VALUES.</summary>
    public string? Null { get; set; }

    /// <summary>Reads the attributes of the FIELD element that the reader stands on.</summary>
    public static VoField Read(XmlReader xml, int number) => new()
    {
        Name = xml.GetAttribute("name") is { Length: > 0 } name ? name : xml.GetAttribute("ID") ?? "col" + number.ToString(CultureInfo.InvariantCulture),
        DataType = xml.GetAttribute("datatype") ?? "char",
        ArraySize = xml.GetAttribute("arraysize") is { Length: > 0 } size ? size : null,
        Unit = xml.GetAttribute("unit") is { Length: > 0 } unit ? unit : null,
        Ucd = xml.GetAttribute("ucd") is { Length: > 0 } ucd ? ucd : null,
    };

    public ColumnInfo Info(string name) => new(name, Unit, Description, Ucd) { IsSingleComplex = DataType == "floatComplex" };

    /// <summary>An empty list for the column's values.</summary>
    /// <exception cref="TableException">The type or the array size is none of VOTable's.</exception>
    public ValueList NewList(string? file)
    {
        var axes = Axes(file);
        switch (DataType)
        {
            case "char" or "unicodeChar":
                bool wide = DataType == "unicodeChar";
                if (axes is null) return new TextList(1, wide, emptyIsMissing: false);
                return axes.Length == 1 ? new TextList(axes[0], wide, emptyIsMissing: false) : new TextArrayList(Math.Max(1, axes[0]), axes[1..].Aggregate(1, (a, b) => a * b), wide);
            case "bit": return new BitList(axes is null ? 1 : axes.Aggregate(1, (a, b) => a * b));
            case "boolean": return List(new LogicalCodec(), axes, file);
            case "unsignedByte": return List(new NumberCodec<byte>(), axes, file);
            case "short": return List(new NumberCodec<short>(), axes, file);
            case "int": return List(new NumberCodec<int>(), axes, file);
            case "long": return List(new NumberCodec<long>(), axes, file);
            case "float": return List(new NumberCodec<float>(), axes, file);
            case "double": return List(new NumberCodec<double>(), axes, file);
            case "floatComplex": return List(new ComplexCodec<float>(), axes, file);
            case "doubleComplex": return List(new ComplexCodec<double>(), axes, file);
            default:
                throw new TableException($"column '{Name}' has the unknown type '{DataType}'")
                { File = file, Expected = "boolean, bit, unsignedByte, short, int, long, char, unicodeChar, float, double, floatComplex or doubleComplex" };
        }
    }

    private ValueList List<T>(ElementCodec<T> codec, int[]? axes, string? file) where T : struct, IEquatable<T>
    {
        if (axes is not null) return new ArrayList<T>(codec, axes);
        T? mark = null;
        if (!string.IsNullOrWhiteSpace(Null))
        {
            if (!codec.TryParse(Null, out var value))
                throw new TableException($"the null value '{Null}' of column '{Name}' is no {DataType}") { File = file };
            mark = value;
        }
        return new ScalarList<T>(codec, mark);
    }

    /// <summary>The axes of arraysize, the last one 0 where it varies; null for scalars.</summary>
    private int[]? Axes(string? file)
    {
        if (ArraySize is null || ArraySize.Trim() == "1") return null;
        string[] parts = ArraySize.Trim().Split('x');
        var axes = new int[parts.Length];
        long product = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            bool last = i == parts.Length - 1;
            if (last && parts[i].EndsWith('*')) continue;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out axes[i]) || axes[i] < 1 || (product *= axes[i]) > 1 << 28)
                throw new TableException($"column '{Name}' has the array size '{ArraySize}'") { File = file, Expected = "for example 3, 2x3 or *" };
        }
        return axes;
    }
}
