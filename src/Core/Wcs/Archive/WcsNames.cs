using System.Globalization;
using System.Text.RegularExpressions;

namespace HstNotebooks.Wcs;

/// <summary>The rules for names of WCS solutions (facts: header-update 4.3, 4.4).</summary>
public static partial class WcsNames
{
    /// <summary>The name of an aligned WCS where the user gives none.</summary>
    public const string Default = "TWEAK";

    /// <summary>
    /// WCSTYPE, the meaning of a WCSNAME in words: <c>IDC_2731450pi-FIT_REL_GAIAeDR3</c> becomes
    /// <c>undistorted a posteriori solution relatively aligned to GAIAEDR3</c>; any name that is not the pipeline's is <c>user-defined</c>.
    /// </summary>
    public static string TypeOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "not aligned";
        var parts = name.Trim().ToUpperInvariant().Split('-');
        string origin;
        if (parts[0].StartsWith("IDC", StringComparison.Ordinal)) origin = "undistorted ";
        else if (parts[0].StartsWith("OPU", StringComparison.Ordinal)) origin = "pipeline default ";
        else return "user-defined";
        if (parts.Length == 1) return origin + "not aligned";
        if (!parts[1].Contains("FIT", StringComparison.Ordinal)) return origin + "a priori solution based on " + parts[1];
        var fit = parts[1].Split('_');
        string manner = fit.Length > 1 ? fit[1] switch
        {
            "REL" => "relatively aligned to",
            "IMG" => "aligned image-by-image to",
            "EVM" => "aligned by visit-exposures to",
            "SVM" => "aligned by visit to",
            _ => "aligned to",
        } : "aligned to";
        string catalog = fit.Length > 2 ? " " + string.Join('_', fit[2..]) : "";
        return origin + "a posteriori solution " + manner + catalog;
    }

    /// <summary>
    /// A name that is not used yet: the name itself, or with a number behind <c>-</c>, <c>_</c> or a blank. A name that ends
    /// so already is counted on. Names are compared without case.
    /// </summary>
    public static string Unused(string name, IEnumerable<string> used)
    {
        var taken = used.Select(other => other.Trim()).Where(other => other.Length > 0).ToArray();
        if (!taken.Contains(name, StringComparer.OrdinalIgnoreCase)) return name;
        var numbered = Numbered().Match(name);
        string root = numbered.Success ? numbered.Groups["root"].Value : name;
        char? separator = numbered.Success ? numbered.Groups["separator"].Value[0] : null;
        separator ??= "-_ ".Cast<char?>().FirstOrDefault(candidate => taken.Any(other => NumberBehind(other, root + candidate) is not null)) ?? '-';
        int largest = taken.Select(other => NumberBehind(other, root + separator) ?? 0).Max();
        return string.Create(CultureInfo.InvariantCulture, $"{root}{separator}{largest + 1}");
    }

    private static int? NumberBehind(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"^(?<root>.*\S)(?<separator>[-_ ])(?<number>\d{1,8})$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
