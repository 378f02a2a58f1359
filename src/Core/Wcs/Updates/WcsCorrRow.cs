using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Wcs;

/// <summary>A row of the WCSCORR table: one WCS of one science extension.</summary>
internal sealed record WcsCorrRow
{
    public static WcsCorrRow Empty { get; } = new() { Cd11 = 1, Cd22 = 1 };

    public string WcsId { get; init; } = "";
    public int ExtVer { get; init; }
    public string Key { get; init; } = "";
    public string HdrName { get; init; } = "";
    public string SipName { get; init; } = "";
    public string NpolName { get; init; } = "";
    public string D2ImName { get; init; } = "";
    public double CrVal1 { get; init; }
    public double CrVal2 { get; init; }
    public double CrPix1 { get; init; }
    public double CrPix2 { get; init; }
    public double Cd11 { get; init; }
    public double Cd12 { get; init; }
    public double Cd21 { get; init; }
    public double Cd22 { get; init; }
    public string CType1 { get; init; } = "";
    public string CType2 { get; init; } = "";
    public double Orientation { get; init; }
    public double PaV3 { get; init; }
    public double RmsRa { get; init; }
    public double RmsDec { get; init; }
    public int MatchCount { get; init; }
    public string Catalog { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>What makes a row the same as another.</summary>
    public (string, int, string, string, string, string) Identity => (WcsId, ExtVer, SipName, HdrName, NpolName, D2ImName);

    public static WcsCorrRow FromHeader(Hdu science, char key, FitsHeader primary)
    {
        var header = science.Header;
        string s = key == ' ' ? "" : key.ToString();
        var wcs = LinearWcs.FromHeader(header, key);
        var names = DistortionNames.FromHeaders(primary, header);
        bool original = key == 'O';
        return new WcsCorrRow
        {
            WcsId = WcsArchive.NameOf(header, key),
            ExtVer = science.Version,
            Key = key == ' ' ? "" : s,
            HdrName = original ? "" : header.FindString("HDRNAME" + s)?.Trim() ?? "",
            SipName = names.Sip,
            NpolName = original ? "" : names.Npol,
            D2ImName = original ? "" : names.D2Im,
            CrVal1 = wcs.CrVal1,
            CrVal2 = wcs.CrVal2,
            CrPix1 = wcs.CrPix1,
            CrPix2 = wcs.CrPix2,
            Cd11 = wcs.Cd11,
            Cd12 = wcs.Cd12,
            Cd21 = wcs.Cd21,
            Cd22 = wcs.Cd22,
            CType1 = "RA---" + wcs.Projection,
            CType2 = "DEC--" + wcs.Projection,
            RmsRa = header.FindDouble("RMS_RA" + s) ?? (key == ' ' ? header.FindDouble("CRDER1") : null) ?? 0,
            RmsDec = header.FindDouble("RMS_DEC" + s) ?? (key == ' ' ? header.FindDouble("CRDER2") : null) ?? 0,
            MatchCount = header.FindInt("NMATCH" + s) ?? 0,
            Catalog = header.FindString("CATALOG" + s)?.Trim() ?? "",
        };
    }

    public static List<WcsCorrRow> FromTable(Table table, int count)
    {
        var text = (string[] names) => names.Select(name => table.Find(name) is null ? new string[table.RowCount] : table.Strings(name)).ToArray();
        var number = (string[] names) => names.Select(name => table.Find(name) is null ? new double[table.RowCount] : table.Doubles(name)).ToArray();
        var s = text(["WCS_ID", "WCS_key", "HDRNAME", "SIPNAME", "NPOLNAME", "D2IMNAME", "CTYPE1", "CTYPE2", "Catalog", "DESCRIP"]);
        var d = number(["EXTVER", "CRVAL1", "CRVAL2", "CRPIX1", "CRPIX2", "CD1_1", "CD1_2", "CD2_1", "CD2_2", "ORIENTAT", "PA_V3", "RMS_RA", "RMS_Dec", "NMatch"]);
        string Text(int column, int row) => s[column][row]?.TrimEnd(' ', '\0') ?? "";
        return [.. Enumerable.Range(0, count).Select(i => new WcsCorrRow
        {
            WcsId = Text(0, i), Key = Text(1, i), HdrName = Text(2, i), SipName = Text(3, i), NpolName = Text(4, i), D2ImName = Text(5, i),
            CType1 = Text(6, i), CType2 = Text(7, i), Catalog = Text(8, i), Description = Text(9, i),
            ExtVer = (int)d[0][i], CrVal1 = d[1][i], CrVal2 = d[2][i], CrPix1 = d[3][i], CrPix2 = d[4][i],
            Cd11 = d[5][i], Cd12 = d[6][i], Cd21 = d[7][i], Cd22 = d[8][i], Orientation = d[9][i], PaV3 = d[10][i],
            RmsRa = d[11][i], RmsDec = d[12][i], MatchCount = (int)d[13][i],
        })];
    }

    public static Table ToTable(IReadOnlyList<WcsCorrRow> rows)
    {
        return new Table(
        [
            Text("WCS_ID", 40, row => row.WcsId), new TableColumn<short>("EXTVER", [.. rows.Select(row => (short)row.ExtVer)]), Text("WCS_key", 1, row => row.Key),
            Text("HDRNAME", 24, row => row.HdrName), Text("SIPNAME", 24, row => row.SipName),
            Text("NPOLNAME", 24, row => row.NpolName), Text("D2IMNAME", 24, row => row.D2ImName),
            Number("CRVAL1", row => row.CrVal1), Number("CRVAL2", row => row.CrVal2), Number("CRPIX1", row => row.CrPix1), Number("CRPIX2", row => row.CrPix2),
            Number("CD1_1", row => row.Cd11), Number("CD1_2", row => row.Cd12), Number("CD2_1", row => row.Cd21), Number("CD2_2", row => row.Cd22),
            Text("CTYPE1", 24, row => row.CType1), Text("CTYPE2", 24, row => row.CType2),
            Number("ORIENTAT", row => row.Orientation), Number("PA_V3", row => row.PaV3), Number("RMS_RA", row => row.RmsRa), Number("RMS_Dec", row => row.RmsDec),
            new TableColumn<int>("NMatch", [.. rows.Select(row => row.MatchCount)]), Text("Catalog", 40, row => row.Catalog), Text("DESCRIP", 128, row => row.Description),
        ]);

        // The longest string sets the width of a column, so each is filled up with blanks to the width of the convention.
        TableColumn<string> Text(string name, int width, Func<WcsCorrRow, string> value) =>
            new(name, [.. rows.Select(value).Select(text => text.Length > width ? text[..width] : text.PadRight(width))]);

        TableColumn<double> Number(string name, Func<WcsCorrRow, double> value) => new(name, [.. rows.Select(value)]);
    }
}
