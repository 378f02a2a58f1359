using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>The extensions that take part in a run (parameter group): <c>1,2</c> are places in the file, <c>sci,1</c> is an EXTVER.</summary>
internal sealed class ChipGroup
{
    private readonly HashSet<int> versions = [], places = [];

    public static ChipGroup Parse(string text)
    {
        var group = new ChipGroup();
        string[] parts = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            bool named = parts[i].Equals("sci", StringComparison.OrdinalIgnoreCase);
            if (named) i++;
            if (i < parts.Length && int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out int number)) (named ? group.versions : group.places).Add(number);
            else throw new ParameterException($"'{text}' names no extensions") { Parameter = "group", Expected = "numbers of extensions, as 1,4, or names, as sci,1" };
        }
        return group;
    }

    /// <summary>Whether the chip with this EXTVER belongs to the group.</summary>
    public bool Contains(int extVer, Exposure exposure) =>
        versions.Count + places.Count == 0 || versions.Contains(extVer) || (exposure.File.Find("SCI", extVer) is { } hdu && places.Contains(hdu.Index));
}
