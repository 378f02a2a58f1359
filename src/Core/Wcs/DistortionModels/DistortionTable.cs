using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Wcs;

/// <summary>An IDCTAB reference file: the distortion polynomials of the chips and filters of a camera (facts: wcs-and-distortion 5.4).</summary>
public sealed class DistortionTable
{
    private readonly Table _table;
    private readonly string _path;

    private DistortionTable(string path, FitsHeader primary, FitsHeader header, Table table)
    {
        (_path, Primary, _table) = (path, primary, table);
        Order = header.FindInt("NORDER") ?? primary.FindInt("NORDER") ?? 3;
    }

    /// <summary>The primary header, which holds the terms of the time-dependent distortion.</summary>
    public FitsHeader Primary { get; }

    /// <summary>NORDER.</summary>
    public int Order { get; }

    /// <summary>Whether the table itself gives V2REF; WFPC2's do not, an OFFTAB does.</summary>
    public bool HasAperturePosition => _table.Find("V2REF") is not null;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FitsException">It cannot be read.</exception>
    /// <exception cref="InputException">It holds no table of distortion coefficients.</exception>
    public static DistortionTable Read(string path)
    {
        using var file = FitsFile.Open(path);
        foreach (var hdu in file.Hdus.OfType<TableHdu>())
        {
            var table = hdu.ReadTable();
            if (table.Find("DETCHIP") is not null && (table.Find("CX10") ?? table.Find("A10")) is not null)
                return new DistortionTable(path, file.PrimaryHeader.Clone(), hdu.Header.Clone(), table);
        }
        throw new InputException("the file holds no table of distortion coefficients") { File = path, Keyword = "IDCTAB", Expected = "a table with the columns DETCHIP, CX10, CY10, ..." };
    }

    /// <summary>The forward model of a chip behind the given filters.</summary>
    /// <param name="chip">CCDCHIP, DETECTOR or CAMERA.</param>
    /// <param name="filter1">First filter, CLEAR where empty.</param>
    /// <param name="filter2">Second filter, CLEAR where empty.</param>
    /// <exception cref="InputException">There is no such row.</exception>
    public DistortionModel Find(int chip, string filter1, string filter2)
    {
        int row = FindRow(chip, filter1, filter2) ?? throw new InputException($"the distortion table has no row for chip {chip} with the filters {filter1} and {filter2}")
        {
            File = _path,
            Keyword = "IDCTAB",
            Expected = "a FORWARD row of this chip and these filters",
        };
        double scale = Math.Round(Number("SCALE", row) ?? 1, 8);
        int order = Math.Max(Order, 3);
        var cx = Coefficients("CX", "A", row, order);
        var cy = Coefficients("CY", "B", row, order);
        if (cx[1, 1] == 1 && scale != 1) (cx, cy) = (Times(cx, scale), Times(cy, scale));
        return new DistortionModel(cx, cy, Number("XREF", row) ?? 0, Number("YREF", row) ?? 0, Number("XSIZE", row) ?? 0, Number("YSIZE", row) ?? 0,
            scale, Number("V2REF", row) ?? 0, Number("V3REF", row) ?? 0, Number("THETA", row) ?? 0);
    }

    private int? FindRow(int chip, string filter1, string filter2)
    {
        var direction = _table.Strings("DIRECTION");
        var chips = _table.Strings("DETCHIP");
        var first = (_table.Find("FILTER1") ?? _table.Find("OPT_ELEM") ?? _table.Find("FILTER")) is { } column ? _table.Strings(column.Name) : null;
        string? secondName = _table.Find("FILTER2") is not null ? "FILTER2" : _table.Find("OPT_ELEM") is not null && _table.Find("FILTER") is not null ? "FILTER" : null;
        var second = secondName is null ? null : _table.Strings(secondName);
        string number = chip.ToString(CultureInfo.InvariantCulture);
        int? general = null;
        for (int i = 0; i < _table.RowCount; i++)
        {
            if (!direction[i].Trim().Equals("FORWARD", StringComparison.OrdinalIgnoreCase)) continue;
            if (chips[i].Trim() is not ("-999" or "ANY") && chips[i].Trim() != number) continue;
            string rowFirst = DetectorGeometry.Normal(first?[i] ?? filter1), rowSecond = DetectorGeometry.Normal(second?[i] ?? filter2);
            if (rowFirst == filter1 && rowSecond == filter2) return i;
            // The tables of STIS have a row for ANY filter behind the one for none.
            if ((rowFirst == filter1 || rowFirst == "ANY") && (rowSecond == filter2 || rowSecond == "ANY")) general ??= i;
        }
        return general;
    }

    private double[,] Coefficients(string name, string otherName, int row, int order)
    {
        var c = new double[order + 1, order + 1];
        for (int i = 1; i <= Math.Min(order, Order); i++)
            for (int j = 0; j <= i; j++)
            {
                string term = string.Create(CultureInfo.InvariantCulture, $"{i}{j}");
                c[i, j] = Number(name + term, row) ?? Number(otherName + term, row) ?? 0;
            }
        return c;
    }

    private static double[,] Times(double[,] c, double factor)
    {
        for (int i = 0; i < c.GetLength(0); i++)
            for (int j = 0; j < c.GetLength(1); j++) c[i, j] *= factor;
        return c;
    }

    private double? Number(string column, int row) =>
        _table.Find(column)?.GetValue(row) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;
}
