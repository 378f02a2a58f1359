using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>Where and how a column of a binary table lies in its rows (FITS standard 4.0, section 7.3).</summary>
/// <param name="Index">1-based number of the field.</param>
/// <param name="Name">TTYPE, or <c>colN</c>.</param>
/// <param name="Type">The type letter of TFORM; of a variable-length column that of its elements.</param>
/// <param name="Repeat">Elements in a row; of a variable-length column 1.</param>
/// <param name="Descriptor"><c>P</c> or <c>Q</c> for variable-length columns, else null.</param>
/// <param name="Offset">First byte in the row.</param>
internal sealed record BinaryColumn(int Index, string Name, char Type, int Repeat, char? Descriptor, int Offset)
{
    public string? Unit { get; init; }
    public string? Description { get; init; }
    public double Scale { get; init; } = 1;
    public double Zero { get; init; }
    public long? Null { get; init; }
    /// <summary>TDIM, first axis fastest; null where there is none.</summary>
    public int[]? Dimensions { get; init; }
    /// <summary>A .NET number format from TDISP, or null.</summary>
    public string? Format { get; init; }

    /// <summary>Bytes in a row.</summary>
    public int Width => Descriptor switch { 'P' => 8, 'Q' => 16, _ => DataWidth(Type, Repeat) };

    /// <summary>Bytes of some elements of a type.</summary>
    public static int DataWidth(char type, int count) => type == 'X' ? (count + 7) / 8 : checked(ElementSize(type) * count);

    /// <summary>Bytes of one element.</summary>
    public static int ElementSize(char type) => type switch
    {
        'L' or 'B' or 'A' or 'X' => 1,
        'I' => 2,
        'J' or 'E' => 4,
        'K' or 'D' or 'C' => 8,
        'M' => 16,
        _ => 0,
    };

    /// <summary>The columns that a header describes.</summary>
    /// <exception cref="FitsException">A TFORM cannot be read, or the columns do not fit into NAXIS1.</exception>
    public static List<BinaryColumn> ReadAll(FitsHeader header)
    {
        int fields = header.GetInt("TFIELDS");
        if (fields is < 0 or > 999) throw Wrong(header, "TFIELDS", "0 to 999");
        var columns = new List<BinaryColumn>(fields);
        long offset = 0, rowLength = header.GetInt("NAXIS1");
        for (int i = 1; i <= fields; i++)
        {
            var column = Read(header, i, (int)offset);
            offset += column.Width;
            if (offset > rowLength)
                throw new FitsException($"the columns take more than the {rowLength} bytes of a row (column {column.Name})")
                { File = header.File, Hdu = header.HduLabel, Keyword = Key("TFORM", i) };
            columns.Add(column);
        }
        return columns;
    }

    private static BinaryColumn Read(FitsHeader header, int index, int offset)
    {
        string keyword = Key("TFORM", index);
        string form = header.GetString(keyword).Trim();
        int digits = 0;
        while (digits < form.Length && char.IsAsciiDigit(form[digits])) digits++;
        int repeat = 1;
        if (digits == form.Length || (digits > 0 && !int.TryParse(form.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out repeat)))
            throw Wrong(header, keyword, "a repeat count and a type letter");
        char type = char.ToUpperInvariant(form[digits]);
        char? descriptor = null;
        if (type is 'P' or 'Q')
        {
            if (digits + 1 >= form.Length || repeat > 1) throw Wrong(header, keyword, "1P or 1Q and the type letter of the elements");
            descriptor = type;
            type = char.ToUpperInvariant(form[digits + 1]);
        }
        if (ElementSize(type) == 0 || repeat > int.MaxValue / 16) throw Wrong(header, keyword, "a repeat count and one of L X B I J K A E D C M P Q");
        return new BinaryColumn(index, header.FindString(Key("TTYPE", index)) is { Length: > 0 } name ? name.Trim() : "col" + index.ToString(CultureInfo.InvariantCulture),
            type, repeat, descriptor, offset)
        {
            Unit = header.FindString(Key("TUNIT", index)) is { Length: > 0 } unit ? unit : null,
            Description = header.FindString(Key("TCOMM", index)),
            Scale = header.FindDouble(Key("TSCAL", index)) ?? 1,
            Zero = header.FindDouble(Key("TZERO", index)) ?? 0,
            Null = header.FindCard(Key("TNULL", index))?.Value as long?,
            Dimensions = DimensionsOf(header.FindString(Key("TDIM", index))),
            Format = FormatOf(header.FindString(Key("TDISP", index))),
        };
    }

    /// <summary>An indexed keyword such as TFORM3.</summary>
    public static string Key(string root, int index) => root + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The axes of a TDIM value, <c>(3,4)</c>; null where it is not of that form.</summary>
    private static int[]? DimensionsOf(string? text)
    {
        if (text is null) return null;
        string inner = text.Trim();
        if (inner.Length < 3 || inner[0] != '(' || inner[^1] != ')') return null;
        string[] parts = inner[1..^1].Split(',');
        var axes = new int[parts.Length];
        for (int i = 0; i < axes.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out axes[i])) return null;
        return axes;
    }

    /// <summary>A .NET format for Fw.d and Ew.d; other display forms are left to the default.</summary>
    private static string? FormatOf(string? display)
    {
        if (display is null || display.Trim() is not { Length: > 1 } form || char.ToUpperInvariant(form[0]) is not ('F' or 'E' or 'D')) return null;
        int point = form.IndexOf('.');
        if (point < 0 || !int.TryParse(form.AsSpan(point + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int decimals) || decimals > 17) return null;
        return (char.ToUpperInvariant(form[0]) == 'F' ? "F" : "E") + decimals.ToString(CultureInfo.InvariantCulture);
    }

    private static FitsException Wrong(FitsHeader header, string keyword, string expected) =>
        new($"{keyword} is '{Convert.ToString(header[keyword], CultureInfo.InvariantCulture)}'")
        { File = header.File, Hdu = header.HduLabel, Keyword = keyword, Expected = expected };
}
