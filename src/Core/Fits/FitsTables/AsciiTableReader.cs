using System.Globalization;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Fits.FitsTables;

/// <summary>Reads the columns of an ascii table extension (FITS standard 4.0, section 7.2).</summary>
internal static class AsciiTableReader
{
    public static List<TableColumn> Read(FitsHeader header, HduExtent extent)
    {
        int rowLength = header.GetInt("NAXIS1"), rows = header.GetInt("NAXIS2"), fields = header.GetInt("TFIELDS");
        using var lease = extent.Source.Lease();
        var columns = new List<TableColumn>();
        for (int i = 1; i <= fields; i++)
        {
            string form = header.GetString(BinaryColumn.Key("TFORM", i)).Trim();
            int start = header.GetInt(BinaryColumn.Key("TBCOL", i)) - 1;
            char type = form.Length == 0 ? ' ' : char.ToUpperInvariant(form[0]);
            int point = form.IndexOf('.');
            if (!"AIFED".Contains(type) || !int.TryParse(form.AsSpan(1, (point < 0 ? form.Length : point) - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int width)
                || start < 0 || width < 1 || start + (long)width > rowLength)
                throw new FitsException($"column {i} with format '{form}' at character {start + 1} does not fit into rows of {rowLength} characters")
                { File = header.File, Hdu = header.HduLabel, Keyword = BinaryColumn.Key("TFORM", i), Expected = "Aw, Iw, Fw.d, Ew.d or Dw.d" };
            int decimals = point < 0 || !int.TryParse(form.AsSpan(point + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int d) ? 0 : d;

            var texts = new string[rows];
            for (int row = 0; row < rows; row++)
                texts[row] = Encoding.Latin1.GetString(lease.Span(extent.DataStart + (long)row * rowLength + start, width));
            columns.Add(Column(header, i, type, decimals, texts));
        }
        return columns;
    }

    private static TableColumn Column(FitsHeader header, int index, char type, int decimals, string[] texts)
    {
        string name = header.FindString(BinaryColumn.Key("TTYPE", index)) is { Length: > 0 } given ? given.Trim() : "col" + index.ToString(CultureInfo.InvariantCulture);
        string? unit = header.FindString(BinaryColumn.Key("TUNIT", index));
        string? mark = header.FindCard(BinaryColumn.Key("TNULL", index)) is { Value: not null } card ? Convert.ToString(card.Value, CultureInfo.InvariantCulture)!.Trim() : null;
        double scale = header.FindDouble(BinaryColumn.Key("TSCAL", index)) ?? 1, zero = header.FindDouble(BinaryColumn.Key("TZERO", index)) ?? 0;

        bool[]? missing = mark is null ? null : [.. texts.Select(t => t.Trim() == mark)];
        if (missing is not null && !missing.Contains(true)) missing = null;
        if (type == 'A') return new TableColumn<string>(name, [.. texts.Select(t => t.TrimEnd())], unit, null, missing);

        if (type == 'I' && scale == 1 && zero == 0)
            return new TableColumn<long>(name, Parse(header, name, texts, missing, t => (long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long v), v)), unit, null, missing);
        var values = Parse(header, name, texts, missing, t => (TryReal(t, type == 'I' ? 0 : decimals, out double v), v));
        if (scale != 1 || zero != 0)
            for (int i = 0; i < values.Length; i++) values[i] = zero + scale * values[i];
        return new TableColumn<double>(name, values, unit, null, missing);
    }

    /// <summary>Blank numeric fields are zero (section 7.2.5).</summary>
    private static T[] Parse<T>(FitsHeader header, string name, string[] texts, bool[]? missing, Func<string, (bool, T)> read) where T : struct
    {
        var values = new T[texts.Length];
        for (int row = 0; row < texts.Length; row++)
        {
            string text = texts[row].Trim();
            if (text.Length == 0 || missing?[row] == true) continue;
            var (good, value) = read(text);
            if (!good) throw new FitsException($"'{text}' in column {name} is no number") { File = header.File, Hdu = header.HduLabel, Row = row + 1, Expected = "a number" };
            values[row] = value;
        }
        return values;
    }

    /// <summary>A Fortran real: D for the exponent, and an implied decimal point where none is written.</summary>
    private static bool TryReal(string text, int decimals, out double value)
    {
        string plain = text.Replace('D', 'E').Replace('d', 'e');
        if (!double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return false;
        if (decimals > 0 && !plain.Contains('.') && double.IsFinite(value)) value /= Math.Pow(10, decimals);
        return true;
    }
}
