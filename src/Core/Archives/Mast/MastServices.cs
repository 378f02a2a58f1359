using HstNotebooks.Errors;
using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>What the requests to MAST's smaller services (catalogs, missions, cutouts) have in common.</summary>
internal static class MastServices
{
    /// <summary>A circle as the services take it: ra, dec, radius in degrees.</summary>
    /// <exception cref="ParameterException">It is not on the sky, or too large.</exception>
    public static IReadOnlyList<(string Name, object? Value)> Circle(SkyPosition centre, double radiusArcmin, double largestArcmin)
    {
        if (!(centre.Ra is >= 0 and <= 360 && centre.Dec is >= -90 and <= 90))
            throw new ParameterException($"the position {centre} is not on the sky") { Parameter = "position", Expected = "right ascension 0 to 360, declination -90 to 90 degrees" };
        if (!(radiusArcmin > 0 && radiusArcmin <= largestArcmin))
            throw new ParameterException($"the radius {PythonJson.Number(radiusArcmin)} is outside its range")
            { Parameter = "radius", Expected = $"arcminutes, above 0 and up to {PythonJson.Number(largestArcmin)}" };
        // Ten decimals are 0.4 microarcseconds; more would show the rounding of the division.
        return [("ra", centre.Ra), ("dec", centre.Dec), ("radius", Math.Round(radiusArcmin / 60, 10))];
    }

    /// <summary>A request with a body of JSON.</summary>
    public static ArchiveRequest Json(Uri address, string body) =>
        ArchiveRequest.Post(ArchiveService.Mast, address, "application/json", body) with { Accept = "application/json" };

    /// <summary>A request with a form.</summary>
    public static ArchiveRequest Form(Uri address, IReadOnlyList<(string Name, object? Value)> fields) =>
        ArchiveRequest.Post(ArchiveService.Mast, address, "application/x-www-form-urlencoded",
            FormText.Form([.. fields.Select(f => (f.Name, f.Value is double number ? PythonJson.Number(number) : f.Value?.ToString() ?? ""))])) with
        { Accept = "application/json" };
}
