using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Chooses the WCS of a chip: the primary one, or the alternate named by letter or WCSNAME (parameter wcskey).</summary>
internal static class WcsKey
{
    public static ImageWcs Select(Exposure exposure, Chip chip, string key) => Select(exposure.File, chip.Header, () => chip.Wcs, key, $"[SCI,{chip.ExtVer}]");

    /// <summary>The same for any image.</summary>
    /// <param name="file">Its file, with the lookup tables.</param>
    /// <param name="header">Its header.</param>
    /// <param name="primary">Its primary WCS.</param>
    /// <param name="key">A letter or WCSNAME; blank for the primary WCS.</param>
    /// <param name="hdu">What it is called in messages.</param>
    public static ImageWcs Select(FitsFile file, FitsHeader header, Func<ImageWcs> primary, string key, string hdu)
    {
        key = key.Trim();
        if (key.Length == 0) return primary();
        for (char letter = 'A'; letter <= 'Z'; letter++)
        {
            bool byLetter = key.Length == 1 && char.ToUpperInvariant(key[0]) == letter && header.Contains("CRVAL1" + letter);
            bool byName = key.Equals(header.FindString("WCSNAME" + letter)?.Trim(), StringComparison.OrdinalIgnoreCase);
            if (byLetter || byName) return ImageWcs.FromHeader(header, file, letter);
        }
        var own = primary();
        if (key.Equals(own.Name, StringComparison.OrdinalIgnoreCase)) return own;
        var names = Enumerable.Range('A', 26).Select(c => (char)c).Where(c => header.Contains("CRVAL1" + c)).Select(c => $"{c} ({header.FindString("WCSNAME" + c)?.Trim()})");
        throw new WcsException($"there is no WCS '{key}'")
        { File = file.Path, Hdu = hdu, Expected = "one of " + string.Join(", ", names.Prepend($"{own.Name} (primary)")) };
    }
}
