using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>The headerlets that are kept inside a file, as extensions HDRLET whose data are the bytes of the headerlet file (facts: header-update 4.8, 4.9).</summary>
public static class AttachedHeaderlets
{
    private const string ExtName = "HDRLET";

    /// <summary>The HDRLET extensions in file order.</summary>
    public static IReadOnlyList<OpaqueHdu> List(FitsFile file) => [.. file.Hdus.OfType<OpaqueHdu>().Where(hdu => hdu.ExtensionType.Trim() == ExtName)];

    /// <summary>HDRNAME of an attached headerlet.</summary>
    public static string NameOf(OpaqueHdu hdu) => hdu.Header.FindString("HDRNAME")?.Trim() ?? "";

    /// <summary>Whether a headerlet of this HDRNAME is attached.</summary>
    public static bool Contains(FitsFile file, string hdrName) => List(file).Any(hdu => NameOf(hdu).Equals(hdrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Attaches a headerlet at the end of a file.</summary>
    /// <exception cref="WcsException">It belongs to another exposure, or one of its name is attached already.</exception>
    public static void Attach(FitsFile file, Headerlet headerlet)
    {
        string root = file.PrimaryHeader.FindString("ROOTNAME")?.Trim() ?? "";
        if (!headerlet.DestIm.Equals(root, StringComparison.OrdinalIgnoreCase))
            throw new WcsException($"the headerlet belongs to {headerlet.DestIm}, not to {root}")
            { File = file.Path, Keyword = "DESTIM", Advice = "attach it to the exposure that it was made of" };
        if (Contains(file, headerlet.HdrName))
            throw new WcsException($"a headerlet named {headerlet.HdrName} is attached already")
            { File = file.Path, Keyword = "HDRNAME", Parameter = "hdrname", Advice = "give it another name, or delete the attached one first" };
        byte[] bytes = headerlet.ToBytes();
        var hdu = OpaqueHdu.Create(ExtName, bytes);
        var header = hdu.Header;
        int number = 1;
        foreach (long offset in Offsets(bytes)) header.Set("XIND" + number++.ToString(CultureInfo.InvariantCulture), offset, $"byte offset of extension {number - 1}");
        header.Set("COMPRESS", false, "Uses gzip compression");
        header.Set("HDRNAME", headerlet.HdrName, "Headerlet name");
        header.Set("DATE", headerlet.Date, "Date FITS file was generated");
        header.Set("SIPNAME", headerlet.SipName, "SIP distortion model name");
        header.Set("WCSNAME", headerlet.WcsName, "WCS name");
        header.Set("DISTNAME", headerlet.DistName, "Distortion model name");
        header.Set("NPOLFILE", headerlet.NpolFile, "origin of non-polynomial distortion model");
        header.Set("D2IMFILE", headerlet.D2ImFile, "origin of detector to image correction");
        header.Set("EXTNAME", ExtName, "Extension name");
        header.Set("EXTVER", (long)(List(file).Select(other => other.Version).DefaultIfEmpty(0).Max() + 1));
        file.Add(hdu);
        file.PrimaryHeader.Set("NEXTEND", (long)(file.Hdus.Count - 1), "Number of standard extensions");
    }

    /// <summary>The attached headerlet of a name, or that of an HDU number; one of the two must be given.</summary>
    /// <exception cref="WcsException">There is none, or several of the name.</exception>
    public static OpaqueHdu Find(FitsFile file, string hdrName, int? index = null)
    {
        var all = List(file);
        var found = index is { } number ? all.Where(hdu => hdu.Index == number).ToArray() : all.Where(hdu => NameOf(hdu).Equals(hdrName.Trim(), StringComparison.OrdinalIgnoreCase)).ToArray();
        if (found.Length == 1) return found[0];
        string wanted = index is { } at ? $"extension {at}" : $"the name {hdrName}";
        throw new WcsException(found.Length == 0 ? $"no headerlet with {wanted} is attached" : $"several headerlets with {wanted} are attached")
        {
            File = file.Path,
            Parameter = index is null ? "hdrname" : "hdrext",
            Expected = all.Count == 0 ? "a file with attached headerlets" : "one of " + string.Join(", ", all.Select(hdu => $"{NameOf(hdu)} (extension {hdu.Index})")),
        };
    }

    /// <summary>Opens an attached headerlet.</summary>
    public static Headerlet Open(OpaqueHdu hdu) => Headerlet.FromBytes(hdu.ReadBytes(), NameOf(hdu));

    /// <summary>Removes an attached headerlet and blanks its rows in the WCSCORR table (never those of the original WCS).</summary>
    public static void Remove(FitsFile file, OpaqueHdu hdu)
    {
        string name = NameOf(hdu);
        file.Remove(hdu);
        file.PrimaryHeader.Set("NEXTEND", (long)(file.Hdus.Count - 1), "Number of standard extensions");
        if (file.Find("WCSCORR") is not TableHdu table) return;
        var rows = WcsCorrTable.Read(table, out int capacity);
        int removed = rows.RemoveAll(row => row.WcsId != "OPUS" && row.HdrName.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (removed > 0) WcsCorrTable.Replace(file, table, rows, capacity);
    }

    /// <summary>Where the extensions of a FITS file begin.</summary>
    private static IEnumerable<long> Offsets(byte[] bytes)
    {
        using var file = FitsFile.FromBytes(bytes);
        return [.. file.Hdus.Skip(1).Select(hdu => hdu.Extent!.HeaderStart)];
    }
}
