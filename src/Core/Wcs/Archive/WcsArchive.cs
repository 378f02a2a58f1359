using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// The alternate WCSs of science headers (facts: header-update 4.4; FITS WCS paper I, section 2.1). Keys are 'A' to 'Z'; 'O' is
/// the original WCS of the calibration pipeline, which is never overwritten or deleted. All science headers of a file keep the
/// same WCS under the same key, so the methods take all of them.
/// </summary>
/// <remarks>SIP coefficients and lookup tables have no alternate version: every WCS of a header shares them.</remarks>
public static class WcsArchive
{
    private const string Keys = "ABCDEFGHIJKLMNPQRSTUVWXYZ"; // without O
    private const string MissingName = "ARCHIVED_WCS";
    private static readonly string[] Linear =
        ["WCSAXES", "CRPIX1", "CRPIX2", "CUNIT1", "CUNIT2", "CTYPE1", "CTYPE2", "CRVAL1", "CRVAL2", "RADESYS", "CD1_1", "CD1_2", "CD2_1", "CD2_2"];
    private static readonly string[] Extra = ["CRDER1", "CRDER2", "WCSTYPE", "RMS_RA", "RMS_DEC", "NMATCH", "FITNAME", "HDRNAME"];
    private static readonly string[] Removable =
        ["WCSNAME", .. Linear, .. Extra, "LONPOLE", "LATPOLE", "MJDREF", "EQUINOX", "ORIENTAT", "CATALOG", "DESCRIP",
         "PC1_1", "PC1_2", "PC2_1", "PC2_2", "CDELT1", "CDELT2", "OCX10", "OCX11", "OCY10", "OCY11", "IDCSCALE"];

    /// <summary>The headers of the SCI extensions of a file in EXTVER order, or the header of the primary HDU where there are none.</summary>
    public static IReadOnlyList<FitsHeader> ScienceHeaders(FitsFile file)
    {
        var science = file.Hdus.Where(hdu => hdu.Name.Equals("SCI", StringComparison.OrdinalIgnoreCase)).OrderBy(hdu => hdu.Version).Select(hdu => hdu.Header).ToArray();
        return science.Length > 0 ? science : [file.PrimaryHeader];
    }

    /// <summary>All WCSs of a header: the primary first, then the alternates by key.</summary>
    public static IReadOnlyList<WcsEntry> List(FitsHeader header)
    {
        var entries = new List<WcsEntry>();
        foreach (char key in " ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            if (LinearWcsReader.IsPresent(header, key)) entries.Add(new WcsEntry(key, NameOf(header, key)));
        return entries;
    }

    /// <summary>The key of a name (without case), the primary WCS first; null where there is none.</summary>
    public static char? FindKey(FitsHeader header, string name)
    {
        foreach (var entry in List(header))
            if (entry.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) return entry.Key;
        return null;
    }

    /// <summary>The first key that no header uses.</summary>
    /// <exception cref="WcsException">All keys are in use.</exception>
    public static char NextKey(IReadOnlyList<FitsHeader> headers)
    {
        foreach (char key in Keys)
            if (!headers.Any(header => InUse(header, key))) return key;
        throw new WcsException("all keys for alternate WCSs are in use") { Keyword = "WCSNAMEA", Advice = "delete an alternate WCS that is no longer needed" };
    }

    /// <summary>
    /// Copies the primary WCS of every header to an alternate key and returns the key. Where an alternate of the same name holds
    /// the same WCS its key is used again; where it holds another one, the copy gets the next free name of the form NAME-1.
    /// </summary>
    /// <exception cref="WcsException">A header has no primary WCS, or no key is free.</exception>
    public static char Archive(IReadOnlyList<FitsHeader> headers)
    {
        if (headers.Count == 0) throw new WcsException("there is no header whose WCS could be archived");
        string name = NameOf(headers[0], ' ') is { Length: > 0 } given ? given : MissingName;
        foreach (var entry in List(headers[0]))
        {
            if (entry.IsPrimary || entry.Key == 'O' || !entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            if (headers.All(header => IsSame(header, entry.Key))) return entry.Key;
        }
        name = WcsNames.Unused(name, headers.SelectMany(List).Where(entry => !entry.IsPrimary).Select(entry => entry.Name));
        char key = NextKey(headers);
        foreach (var header in headers) Copy(header, key, name);
        return key;
    }

    /// <summary>
    /// Keeps the primary WCS of every header under the key O, as the original one of the calibration pipeline (WCSNAMEO = OPUS).
    /// Does nothing where there is an O.
    /// </summary>
    public static void ArchiveOriginal(IReadOnlyList<FitsHeader> headers)
    {
        foreach (var header in headers)
            if (!InUse(header, 'O')) Copy(header, 'O', "OPUS");
    }

    /// <summary>Makes an alternate WCS the primary one in every header; the alternate stays. Returns nothing of the old primary: archive it first.</summary>
    /// <exception cref="WcsException">A header has no such WCS.</exception>
    public static void Restore(IReadOnlyList<FitsHeader> headers, char key)
    {
        foreach (var header in headers)
            if (!LinearWcsReader.IsPresent(header, key)) throw Missing(header, key);
        foreach (var header in headers)
        {
            var wcs = LinearWcs.FromHeader(header, key);
            WcsHeader.Write(header, wcs, NameOf(header, key));
            foreach (string keyword in Extra)
            {
                if (header.Contains(keyword + key)) header[keyword] = header[keyword + key];
                else if (keyword != "WCSTYPE") header.Remove(keyword);
            }
            if (key != 'O') continue;
            foreach (string keyword in (string[])["TDDALPHA", "TDDBETA", "TDD_CXA", "TDD_CXB", "TDD_CYA", "TDD_CYB"])
                if (header.Contains(keyword)) header[keyword] = 0.0;
        }
    }

    /// <summary>Removes an alternate WCS from every header.</summary>
    /// <exception cref="WcsException">The key is O or blank, or no header has such a WCS.</exception>
    public static void Delete(IReadOnlyList<FitsHeader> headers, char key)
    {
        if (key is ' ' or 'O')
            throw new WcsException(key == 'O' ? "the original WCS (key O) cannot be deleted" : "the primary WCS cannot be deleted") { Keyword = key == 'O' ? "WCSNAMEO" : "WCSNAME" };
        if (!headers.Any(header => InUse(header, key))) throw Missing(headers[0], key);
        foreach (var header in headers)
            foreach (string keyword in Removable) header.Remove(keyword + key);
    }

    /// <summary>WCSNAME of a key, empty where absent.</summary>
    public static string NameOf(FitsHeader header, char key = ' ') => header.FindString(key == ' ' ? "WCSNAME" : "WCSNAME" + key)?.Trim() ?? "";

    private static bool InUse(FitsHeader header, char key) =>
        header.Contains("WCSNAME" + key) || header.Contains("CTYPE1" + key) || header.Contains("CRPIX1" + key) || header.Contains("CRVAL1" + key) || header.Contains("RADESYS" + key);

    // The CD form is written whatever form the primary has; numbers are copied, so they keep their digits.
    private static void Copy(FitsHeader header, char key, string name)
    {
        var wcs = LinearWcs.FromHeader(header);
        string last = "WCSNAME" + key;
        header.Set(last, name, "Coordinate system title");
        foreach (string keyword in Linear)
        {
            object? value = header.Contains(keyword) ? header[keyword] : keyword switch
            {
                "WCSAXES" => 2L,
                "CUNIT1" or "CUNIT2" => "deg",
                "RADESYS" => wcs.RadeSys,
                "CD1_1" => wcs.Cd11,
                "CD1_2" => wcs.Cd12,
                "CD2_1" => wcs.Cd21,
                "CD2_2" => wcs.Cd22,
                _ => null,
            };
            if (value is not null) Put(keyword, value);
        }
        foreach (string keyword in Extra)
            if (header.Contains(keyword)) Put(keyword, header[keyword]);
        if (key == 'O' || !header.Contains("WCSTYPE")) Put("WCSTYPE", WcsNames.TypeOf(name));

        void Put(string keyword, object? value)
        {
            string? comment = header.Cards.FirstOrDefault(card => card.Keyword == keyword)?.Comment;
            header.Set(keyword + key, value, comment, last);
            last = keyword + key;
        }
    }

    private static bool IsSame(FitsHeader header, char key)
    {
        if (!LinearWcsReader.IsPresent(header, key) || !LinearWcsReader.IsPresent(header, ' ')) return false;
        return LinearWcs.FromHeader(header, key) == LinearWcs.FromHeader(header) with { RadeSys = LinearWcs.FromHeader(header, key).RadeSys };
    }

    private static WcsException Missing(FitsHeader header, char key) => new($"there is no WCS with the key '{key}'")
    {
        Keyword = "WCSNAME" + (key == ' ' ? "" : key.ToString()),
        Expected = "one of " + string.Join(", ", List(header).Select(entry => entry.ToString())),
    };
}
