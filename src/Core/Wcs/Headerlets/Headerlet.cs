using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// A headerlet: one WCS solution of an exposure, with its distortion, as a small FITS file (Hack, Dencheva &amp; Fruchter 2013;
/// facts: header-update 4.8). One SIPWCS extension for each science extension, and the lookup tables it needs.
/// </summary>
public sealed class Headerlet : IDisposable
{
    private readonly FitsFile _file;

    internal Headerlet(FitsFile file)
    {
        _file = file;
        if (Chips.Count == 0)
            throw new WcsException("the file is no headerlet: it has no SIPWCS extension") { File = file.Path, Expected = "a file made by write_headerlet" };
    }

    /// <summary>Opens a headerlet file.</summary>
    /// <exception cref="FitsException">It cannot be read.</exception>
    /// <exception cref="WcsException">It is no headerlet.</exception>
    public static Headerlet Open(string path)
    {
        var file = FitsFile.Open(path);
        try
        {
            return new Headerlet(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A headerlet from the bytes of its file.</summary>
    /// <exception cref="WcsException">It is no headerlet.</exception>
    public static Headerlet FromBytes(byte[] bytes, string? name = null) => new(FitsFile.FromBytes(bytes, name));

    /// <summary>The file; null path for one in memory.</summary>
    public FitsFile File => _file;
    /// <summary>HDRNAME, which is unique among the headerlets of a file.</summary>
    public string HdrName => Text("HDRNAME");
    /// <summary>WCSNAME of the solution.</summary>
    public string WcsName => Text("WCSNAME");
    /// <summary>DESTIM, the ROOTNAME of the exposure that it belongs to.</summary>
    public string DestIm => Text("DESTIM");
    /// <summary>DISTNAME, the name of the distortion model.</summary>
    public string DistName => Text("DISTNAME");
    /// <summary>SIPNAME.</summary>
    public string SipName => Text("SIPNAME");
    /// <summary>NPOLFILE.</summary>
    public string NpolFile => Text("NPOLFILE");
    /// <summary>D2IMFILE.</summary>
    public string D2ImFile => Text("D2IMFILE");
    /// <summary>AUTHOR.</summary>
    public string Author => Text("AUTHOR");
    /// <summary>DESCRIP.</summary>
    public string Description => Text("DESCRIP");
    /// <summary>DATE of its creation.</summary>
    public string Date => Text("DATE");
    /// <summary>CATALOG.</summary>
    public string Catalog => Text("CATALOG");
    /// <summary>The SIPWCS extensions in EXTVER order.</summary>
    public IReadOnlyList<Hdu> Chips => [.. _file.Hdus.Where(hdu => hdu.Name == "SIPWCS").OrderBy(hdu => hdu.Version)];

    /// <summary>The full WCS of a chip.</summary>
    /// <exception cref="WcsException">It cannot be read.</exception>
    public ImageWcs Wcs(int extVer) => ImageWcs.FromHeader(_file["SIPWCS", extVer].Header, _file);

    /// <summary>Writes the file, atomically.</summary>
    public void Save(string path, bool overwrite = true) => _file.Save(path, overwrite);

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        _file.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>
    /// Why the headerlet must not be applied to an image, one sentence each; empty where it fits: another exposure (DESTIM), another
    /// distortion (DISTNAME), no SIP coefficients or IDCSCALE where the solution needs them, values that are not finite, other chips.
    /// </summary>
    public IReadOnlyList<string> ReasonsAgainst(FitsFile image)
    {
        var reasons = new List<string>();
        string root = image.PrimaryHeader.FindString("ROOTNAME")?.Trim() ?? "";
        if (!DestIm.Equals(root, StringComparison.OrdinalIgnoreCase)) reasons.Add($"it belongs to {DestIm} (DESTIM), and the image is {root} (ROOTNAME)");
        var science = WcsCorrTable.Science(image);
        if (science.Count == 0) reasons.Add("the image has no SCI extension");
        else
        {
            string distortion = DistortionNames.FromHeaders(image.PrimaryHeader, science[0].Header).DistName;
            if (!DistName.Equals(distortion, StringComparison.OrdinalIgnoreCase)) reasons.Add($"its distortion is {DistName} (DISTNAME), that of the image is {distortion}");
        }
        foreach (var chip in Chips)
        {
            if (science.All(hdu => hdu.Version != Target(chip))) reasons.Add($"the image has no [SCI,{Target(chip)}]");
            reasons.AddRange(Defects(chip));
        }
        return reasons;
    }

    /// <summary>The EXTVER of the science extension that a SIPWCS extension belongs to.</summary>
    internal static int Target(Hdu chip) => chip.Header.FindInt("TG_EVER") ?? chip.Version;

    /// <summary>What makes a SIPWCS extension unusable.</summary>
    internal static IEnumerable<string> Defects(Hdu chip)
    {
        var header = chip.Header;
        if (!header.Contains("IDCSCALE")) yield return $"{chip.Label} has no IDCSCALE";
        bool distorted = header.FindString("CTYPE1")?.Contains("-SIP", StringComparison.Ordinal) == true;
        if (distorted && !(header.Contains("A_ORDER") && header.Contains("B_ORDER"))) yield return $"{chip.Label} has no SIP coefficients";
        foreach (string keyword in (string[])["CRPIX1", "CRPIX2", "CRVAL1", "CRVAL2", "CD1_1", "CD1_2", "CD2_1", "CD2_2"])
            if (header.FindDouble(keyword) is not { } value || !double.IsFinite(value)) yield return $"{keyword} of {chip.Label} is no finite number";
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"headerlet {HdrName} of {DestIm}: {WcsName}, {Chips.Count} chips";

    private string Text(string keyword) => _file.PrimaryHeader.FindString(keyword)?.Trim() ?? "";
}
