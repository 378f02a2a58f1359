using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Chooses the WCS of a chip: the primary one, or the alternate named by letter or WCSNAME (parameter wcskey).</summary>
internal static class WcsKey
{
    public static ImageWcs Select(Exposure exposure, Chip chip, string key)
    {
        key = key.Trim();
        if (key.Length == 0) return chip.Wcs;
        var header = chip.Header;
        for (char letter = 'A'; letter <= 'Z'; letter++)
        {
            bool byLetter = key.Length == 1 && char.ToUpperInvariant(key[0]) == letter && header.Contains("CRVAL1" + letter);
            bool byName = key.Equals(header.FindString("WCSNAME" + letter)?.Trim(), StringComparison.OrdinalIgnoreCase);
            if (byLetter || byName) return ImageWcs.FromHeader(header, exposure.File, letter);
        }
        if (key.Equals(chip.Wcs.Name, StringComparison.OrdinalIgnoreCase)) return chip.Wcs;
        var names = Enumerable.Range('A', 26).Select(c => (char)c).Where(c => header.Contains("CRVAL1" + c)).Select(c => $"{c} ({header.FindString("WCSNAME" + c)?.Trim()})");
        throw new WcsException($"there is no WCS '{key}'")
        { File = exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Expected = "one of " + string.Join(", ", names.Prepend($"{chip.Wcs.Name} (primary)")) };
    }
}
