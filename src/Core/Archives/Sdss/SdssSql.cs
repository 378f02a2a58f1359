using HstNotebooks.Errors;
using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>Writes the SQL and the forms that SkyServer expects (facts/protocols.md, section 2).</summary>
internal static class SdssSql
{
    private static readonly string[] PhotoDefaults = ["ra", "dec", "objid", "run", "rerun", "camcol", "field"];
    private static readonly string[] SpectroDefaults = ["z", "plate", "mjd", "fiberID", "specobjid", "run2d", "instrument"];

    /// <summary>The columns of a query as they stand in the SQL, with those that the join of tiles needs at the end.</summary>
    public static List<string> Columns(SdssQuery query, bool forTiles)
    {
        var photo = (query.Fields.Count > 0 ? query.Fields : PhotoDefaults).Select(Plain).ToList();
        if (forTiles)
            foreach (string needed in new[] { "ra", "dec", "objid" })
                if (!photo.Contains(needed, StringComparer.OrdinalIgnoreCase)) photo.Add(needed);
        var columns = photo.Select(f => "p." + f).ToList();
        if (query.Spectroscopic) columns.AddRange((query.SpectroFields.Count > 0 ? query.SpectroFields : SpectroDefaults).Select(f => "s." + Plain(f)));
        return columns;
    }

    /// <summary>The query of an upload of positions.</summary>
    public static string ForUpload(IReadOnlyList<string> columns, bool spectroscopic) =>
        $"SELECT\r\n{string.Join(", ", columns)} FROM #upload u JOIN #x x ON x.up_id = u.up_id JOIN PhotoObjAll AS p ON p.objID = x.objID"
        + (spectroscopic ? " JOIN SpecObjAll AS s ON p.objID = s.bestObjID" : "") + " ORDER BY x.up_id";

    /// <summary>The query of a box. The box may cross right ascension 0 and is cut at the poles.</summary>
    public static string ForBox(IReadOnlyList<string> columns, bool spectroscopic, SkyPosition centre, double width, double height)
    {
        double left = centre.Ra - width / 2, right = centre.Ra + width / 2;
        double low = Math.Max(-90, centre.Dec - height / 2), high = Math.Min(90, centre.Dec + height / 2);
        string ra;
        if (width >= 360) ra = "(p.ra BETWEEN 0.0 AND 360.0)";
        else if (left < 0 || right > 360) ra = $"((p.ra >= {Degrees(Wrap(left))}) OR (p.ra <= {Degrees(Wrap(right))}))";
        else ra = $"(p.ra BETWEEN {Degrees(left)} AND {Degrees(right)})";
        return $"SELECT {string.Join(", ", columns)} FROM PhotoObjAll AS p" + (spectroscopic ? " JOIN SpecObjAll AS s ON p.objID = s.bestObjID" : "")
            + $" WHERE ({ra} AND (p.dec BETWEEN {Degrees(low)} AND {Degrees(high)}))";
    }

    /// <summary>The upload form with a list of positions and a radius in arcminutes.</summary>
    public static MultipartForm UploadForm(IReadOnlyList<SkyPosition> positions, double radius, string sql, int dataRelease)
    {
        string list = "ra dec \n" + string.Join(" \n ", positions.Select(p => $"{PythonJson.Number(p.Ra)} {PythonJson.Number(p.Dec)}"));
        var fields = new List<(string, string)> { ("format", "csv"), ("uquery", sql) };
        if (dataRelease > 11) fields.Add(("searchtool", "CrossID"));
        fields.AddRange([("radius", PythonJson.Number(radius)), ("firstcol", "0"), ("photoScope", "allObj"), ("photoUpType", "ra-dec"), ("searchType", "photo")]);
        return new MultipartForm(fields, ("upload", "astroquery", list));
    }

    /// <summary>The page of SkyServer for an upload (true) or free SQL.</summary>
    public static string Page(int dataRelease, bool upload) => dataRelease switch
    {
        >= 11 => $"/dr{dataRelease}/en/tools/search/{(upload ? "X_Results" : "x_results")}.aspx",
        10 => $"/dr10/en/tools/{(upload ? "crossid/x_crossid" : "search/x_sql")}.aspx",
        _ => $"/dr{dataRelease}/en/tools/{(upload ? "crossid/x_crossid" : "search/x_sql")}.asp",
    };

    // Ten decimals are 0.4 microarcseconds; more would show the rounding of the sum.
    private static string Degrees(double value) => PythonJson.Number(Math.Round(value, 10));

    private static double Wrap(double ra) => ra < 0 ? ra + 360 : ra > 360 ? ra - 360 : ra;

    private static string Plain(string field)
    {
        string name = field.StartsWith("p.", StringComparison.Ordinal) || field.StartsWith("s.", StringComparison.Ordinal) ? field[2..] : field;
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? name
            : throw new ParameterException($"'{field}' is no name of an SDSS column") { Parameter = "fields", Expected = "names of letters, digits and underscores" };
    }
}
