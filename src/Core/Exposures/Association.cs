using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Exposures;

/// <summary>An association table: exposures that belong together, and the name of what is made of them.</summary>
/// <param name="Path">The table file.</param>
/// <param name="Product">MEMNAME of the product row in lower case; empty where there is none.</param>
/// <param name="Members">Files of the exposures, in the order of the table, in the folder of the table.</param>
public sealed record Association(string Path, string Product, IReadOnlyList<string> Members)
{
    /// <summary>Suffixes in the order in which they are preferred: corrected for charge transfer first.</summary>
    private static readonly string[] Suffixes = ["flc", "flt", "c0m", "c0h", "crj", "raw"];

    /// <summary>Whether a file is named like an association table: <c>*_asn.fits</c> or <c>*_asc.fits</c>.</summary>
    public static bool IsNamedLikeOne(string path) =>
        path.EndsWith("_asn.fits", StringComparison.OrdinalIgnoreCase) || path.EndsWith("_asc.fits", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads the table (columns MEMNAME, MEMTYPE, MEMPRSNT). A member that the table calls present is taken with the best
    /// suffix that every member has: flc before flt. Members that are already products are left out.
    /// </summary>
    /// <exception cref="InputException">A file is missing, or the table has no exposures.</exception>
    public static Association Read(string path)
    {
        InputException.ThrowIfMissing(path);
        using var file = FitsFile.Open(path);
        var table = file.Hdus.OfType<TableHdu>().FirstOrDefault()?.ReadTable()
            ?? throw new InputException("the association file holds no table") { File = path };
        string[] names = table.Strings("MEMNAME"), types = table.Strings("MEMTYPE");
        var present = table.Find("MEMPRSNT");
        string product = "";
        var roots = new List<string>();
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i].Trim().ToLowerInvariant(), type = types[i].Trim().ToUpperInvariant();
            if (type.StartsWith("PROD")) product = name;
            else if (present is null || present.GetValue(i) is true) roots.Add(name);
        }
        if (roots.Count == 0) throw new InputException("the association names no exposure") { File = path, Expected = "rows with a MEMTYPE such as EXP-DTH" };
        string folder = System.IO.Path.GetDirectoryName(path) ?? "";
        foreach (string suffix in Suffixes)
        {
            string[] members = [.. roots.Select(r => System.IO.Path.Combine(folder, $"{r}_{suffix}.fits"))];
            if (members.All(File.Exists)) return new(path, product, members);
        }
        string missing = roots.FirstOrDefault(r => !Suffixes.Any(s => File.Exists(System.IO.Path.Combine(folder, $"{r}_{s}.fits")))) ?? roots[0];
        throw new InputException($"the exposure '{missing}' of the association is not there")
        { File = path, Advice = "put the members beside the table, all with the same suffix: " + string.Join(", ", Suffixes) };
    }
}
