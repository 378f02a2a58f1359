using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// Writes the result of an alignment into a file: the old primary WCS is archived, every science extension gets the new one, and
/// the WCSCORR table records it (facts: header-update 4.2 to 4.6). Works on a file in memory or inside <see cref="FitsFile.Update"/>.
/// </summary>
public static class AlignmentUpdate
{
    /// <summary>Writes a new solution.</summary>
    /// <exception cref="WcsException">The name is in use already, a header has no WCS, or the fit gives none. Nothing is changed then.</exception>
    public static void Apply(FitsFile file, AlignmentSolution solution)
    {
        var headers = WcsArchive.ScienceHeaders(file);
        string name = CheckName(headers, solution.WcsName, solution.ReuseName, file.Path);
        var updated = headers.Select(header => WcsCorrection.FromFit(ImageWcs.FromHeader(header, file), solution.Reference, solution.Fit)).ToArray();
        WriteSolution(file, headers, updated, name);
        foreach (var header in headers) FitCards.Write(header, name, solution.MatchCount, solution.RmsRa, solution.RmsDec);
        WcsCorrTable.Record(file);
    }

    /// <summary>
    /// Gives the unchanged WCS a new name and archives it under the old one: what TweakReg does with the reference image.
    /// </summary>
    /// <exception cref="WcsException">The name is in use already, or a header has no WCS.</exception>
    public static void MarkReference(FitsFile file, string wcsName, bool reuseName = false)
    {
        var headers = WcsArchive.ScienceHeaders(file);
        string name = CheckName(headers, wcsName, reuseName, file.Path);
        WriteSolution(file, headers, [.. headers.Select(header => LinearWcs.FromHeader(header))], name);
        foreach (var header in headers) header["WCSTYPE"] = "not aligned: reference";
        WcsCorrTable.Record(file);
    }

    /// <summary>Writes linear WCSs as the primary ones under a name, after archiving the present ones unless they have that name.</summary>
    internal static void WriteSolution(FitsFile file, IReadOnlyList<FitsHeader> headers, IReadOnlyList<LinearWcs> solutions, string name)
    {
        WcsCorrTable.Ensure(file);
        if (!WcsArchive.NameOf(headers[0]).Equals(name, StringComparison.OrdinalIgnoreCase)) WcsArchive.Archive(headers);
        for (int i = 0; i < headers.Count; i++) WcsHeader.Write(headers[i], solutions[i], name);
        if (file.Hdus.Count > 1 || file.PrimaryHeader.Contains("NEXTEND"))
            file.PrimaryHeader.Set("NEXTEND", (long)(file.Hdus.Count - 1), "Number of standard extensions");
    }

    private static string CheckName(IReadOnlyList<FitsHeader> headers, string wcsName, bool reuse, string? path)
    {
        string name = wcsName.Trim();
        if (name.Length == 0 || name.Equals("INDEF", StringComparison.OrdinalIgnoreCase)) name = WcsNames.Default;
        if (!reuse && headers.Any(header => WcsArchive.NameOf(header).Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new WcsException($"the primary WCS is already named {name}")
            {
                File = path,
                Keyword = "WCSNAME",
                Parameter = "wcsname",
                Advice = "give another wcsname, or set reusename to replace the WCS of this name",
            };
        return name;
    }
}
