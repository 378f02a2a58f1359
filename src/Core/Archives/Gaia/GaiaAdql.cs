using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>Writes the ADQL of a search around a position, as ESA's own client does: TOP, the distance, nearest first.</summary>
internal static class GaiaAdql
{
    private const double LargestRadius = 30;

    public static string Around(SkyPosition centre, GaiaQuery query)
    {
        Validate(centre, query);
        string top = query.RowLimit > 0 ? string.Create(CultureInfo.InvariantCulture, $"TOP {query.RowLimit} ") : "";
        string columns = string.Join(", ", query.Columns);
        string point = $"POINT('ICRS', {Degrees(centre.Ra)}, {Degrees(centre.Dec)})";
        string distance = $"DISTANCE(POINT('ICRS', ra, dec), {point}) AS dist";
        string region = query.Radius is { } radius
            ? $"CIRCLE('ICRS', {Degrees(centre.Ra)}, {Degrees(centre.Dec)}, {Degrees(radius)})"
            : $"BOX('ICRS', {Degrees(centre.Ra)}, {Degrees(centre.Dec)}, {Degrees(query.Width!.Value)}, {Degrees(query.Height ?? query.Width.Value)})";
        string list = query.Radius is null ? $"{distance}, {columns}" : $"{columns}, {distance}";
        return $"SELECT {top}{list} FROM {query.Table} WHERE 1 = CONTAINS(POINT('ICRS', ra, dec), {region}) ORDER BY dist ASC";
    }

    private static string Degrees(double value) => value.ToString("F14", CultureInfo.InvariantCulture);

    private static void Validate(SkyPosition centre, GaiaQuery query)
    {
        if (!(centre.Ra is >= 0 and <= 360 && centre.Dec is >= -90 and <= 90))
            throw new ParameterException($"the position {centre} is not on the sky") { Parameter = "position", Expected = "right ascension 0 to 360, declination -90 to 90 degrees" };
        if (query.Radius is null == query.Width is null)
            throw new ParameterException("a Gaia query needs either a radius or a width") { Parameter = "radius", Expected = "one of them, for example a radius of 0.1 degrees" };
        foreach (double? size in new[] { query.Radius, query.Width, query.Height })
            if (size is not null and not (> 0 and <= LargestRadius))
                throw new ParameterException($"the size {PythonJson.Number(size.Value)} is outside its range") { Parameter = "radius", Expected = "degrees, above 0 and up to 30" };
        if (query.Columns.Count == 0) throw new ParameterException("no columns are asked for") { Parameter = "columns", Expected = "at least one name, or *" };
        foreach (string name in query.Columns.Append(query.Table))
            if (name != "*" && (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.')))
                throw new ParameterException($"'{name}' is no name of a table or column") { Parameter = name == query.Table ? "table" : "columns", Expected = "letters, digits, underscores and dots" };
    }
}
