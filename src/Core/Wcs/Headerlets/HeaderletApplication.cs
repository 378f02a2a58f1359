using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>Makes the WCS of a headerlet that of an image, as primary or alternate WCS (facts: header-update 4.9).</summary>
public static class HeaderletApplication
{
    private static readonly string[] Model = ["OCX10", "OCX11", "OCY10", "OCY11", "IDCSCALE"];

    /// <summary>
    /// Makes the headerlet the primary WCS, with its distortion. With <paramref name="archive"/> the present WCS is attached as a
    /// headerlet first, and kept as an alternate WCS where the distortion is the same; where it is another one, the alternate WCSs,
    /// which would be wrong with it, become headerlets and are removed.
    /// </summary>
    /// <exception cref="WcsException">The headerlet does not fit and <paramref name="force"/> is false; the message says why. Values that are not finite are refused always.</exception>
    public static void ApplyAsPrimary(FitsFile image, Headerlet headerlet, bool archive = true, bool force = false)
    {
        Check(image, headerlet, force);
        var science = WcsCorrTable.Science(image);
        var headers = science.Select(hdu => hdu.Header).ToArray();
        bool sameDistortion = headerlet.DistName.Equals(DistortionNames.FromHeaders(image.PrimaryHeader, headers[0]).DistName, StringComparison.OrdinalIgnoreCase);
        WcsCorrTable.Ensure(image);
        if (archive) Keep(image, headers, headerlet.WcsName, sameDistortion);
        foreach (var hdu in image.Hdus.Where(hdu => hdu.Name is "WCSDVARR" or "D2IMARR").ToArray()) image.Remove(hdu);
        foreach (var chip in headerlet.Chips)
        {
            var target = science.First(hdu => hdu.Version == Headerlet.Target(chip));
            Clear(target.Header);
            WritePrimary(target.Header, chip.Header, headerlet);
        }
        foreach (var table in headerlet.File.Hdus.OfType<ImageHdu>().Where(hdu => hdu.Name is "WCSDVARR" or "D2IMARR")) image.Add(HeaderletBuilder.CopyTable(table));
        foreach (string keyword in (string[])["UPWCSVER", "PYWCSVER", "DISTNAME", "SIPNAME", "NPOLFILE", "D2IMFILE", "IDCTAB"])
            if (headerlet.File.PrimaryHeader.FindCard(keyword) is { } card) image.PrimaryHeader.Set(keyword, card.Value, card.Comment);
        image.PrimaryHeader.Set("NEXTEND", (long)(image.Hdus.Count - 1), "Number of standard extensions");
        WcsCorrTable.Record(image, headerlet.Description, headerlet.Catalog);
    }

    /// <summary>Adds the headerlet as an alternate WCS and returns its key.</summary>
    /// <param name="image">The image.</param>
    /// <param name="headerlet">The headerlet; its distortion must be that of the image.</param>
    /// <param name="key">The key, which must be free; null for the next free one.</param>
    /// <param name="wcsName">The name; empty for that of the headerlet.</param>
    /// <exception cref="WcsException">The headerlet does not fit, or the key is in use.</exception>
    public static char ApplyAsAlternate(FitsFile image, Headerlet headerlet, char? key = null, string wcsName = "")
    {
        Check(image, headerlet, force: false);
        var science = WcsCorrTable.Science(image);
        var headers = science.Select(hdu => hdu.Header).ToArray();
        char used = key is { } given ? char.ToUpperInvariant(given) : WcsArchive.NextKey(headers);
        if (used is not (>= 'A' and <= 'Z') || used == 'O' || headers.SelectMany(WcsArchive.List).Any(entry => entry.Key == used))
            throw new WcsException($"the key '{used}' cannot be used") { File = image.Path, Parameter = "wcskey", Expected = $"a free letter, for example {WcsArchive.NextKey(headers)}" };
        WcsCorrTable.Ensure(image);
        string s = used.ToString();
        foreach (var chip in headerlet.Chips)
        {
            var header = science.First(hdu => hdu.Version == Headerlet.Target(chip)).Header;
            WcsHeader.Write(header, LinearWcs.FromHeader(chip.Header), wcsName.Trim().Length > 0 ? wcsName.Trim() : headerlet.WcsName, used);
            foreach (string keyword in (string[])["CRDER1", "CRDER2", "OCX10", "OCX11", "OCY10", "OCY11"])
                if (chip.Header.FindCard(keyword) is { } card) header.Set(keyword + s, card.Value, card.Comment);
            header.Set("HDRNAME" + s, headerlet.HdrName);
            if (headerlet.File.PrimaryHeader.FindInt("NMATCH") is { } count) header.Set("NMATCH" + s, (long)count);
            if (headerlet.Catalog.Length > 0) header.Set("CATALOG" + s, headerlet.Catalog);
        }
        WcsCorrTable.Record(image, headerlet.Description, headerlet.Catalog, used);
        return used;
    }

    private static void Check(FitsFile image, Headerlet headerlet, bool force)
    {
        var reasons = headerlet.ReasonsAgainst(image);
        bool unusable = reasons.Any(reason => reason.Contains("no finite number", StringComparison.Ordinal) || reason.Contains("the image has no", StringComparison.Ordinal));
        if (reasons.Count == 0 || force && !unusable) return;
        throw new WcsException($"the headerlet {headerlet.HdrName} does not fit: {string.Join("; ", reasons)}")
        {
            File = image.Path,
            Keyword = reasons[0].Contains("DESTIM", StringComparison.Ordinal) ? "DESTIM" : reasons[0].Contains("DISTNAME", StringComparison.Ordinal) ? "DISTNAME" : null,
            Parameter = "hdrlet",
            Advice = unusable ? "make the headerlet anew" : "apply another headerlet; force applies this one as primary WCS all the same",
        };
    }

    private static void Keep(FitsFile image, FitsHeader[] headers, string newName, bool sameDistortion)
    {
        string name = headers[0].FindString("HDRNAME")?.Trim() is { Length: > 0 } hdrName ? hdrName
            : WcsArchive.NameOf(headers[0]) is { Length: > 0 } wcsName ? wcsName : (image.PrimaryHeader.FindString("ROOTNAME")?.Trim() ?? "") + "_orig";
        AttachUnlessThere(image, name, ' ');
        var alternates = WcsArchive.List(headers[0]).Where(entry => entry.Key is not (' ' or 'O')).ToArray();
        if (sameDistortion)
        {
            string present = WcsArchive.NameOf(headers[0]);
            bool known = alternates.Any(entry => entry.Name.Equals(present, StringComparison.OrdinalIgnoreCase)) || present.Equals(newName, StringComparison.OrdinalIgnoreCase);
            if (!known) WcsArchive.Archive(headers);
            return;
        }
        foreach (var entry in alternates)
        {
            AttachUnlessThere(image, entry.Name.Length > 0 ? entry.Name : $"{name}_{entry.Key}", entry.Key);
            WcsArchive.Delete(headers, entry.Key);
        }
    }

    private static void AttachUnlessThere(FitsFile image, string name, char key)
    {
        if (AttachedHeaderlets.Contains(image, name)) return;
        using var kept = HeaderletBuilder.Create(image, new HeaderletContent { HdrName = name, Key = key });
        AttachedHeaderlets.Attach(image, kept);
    }

    private static void Clear(FitsHeader header)
    {
        header.RemoveWhere(card => ModelCards.IsSipKeyword(card.Keyword) || DistortionArrays.IsNpolKeyword(card.Keyword) || DistortionArrays.IsD2ImKeyword(card.Keyword));
        foreach (string keyword in (string[])[.. Model, "HDRNAME", "FITNAME", "NMATCH", "RMS_RA", "RMS_DEC", "CATALOG", "CRDER1", "CRDER2"]) header.Remove(keyword);
    }

    private static void WritePrimary(FitsHeader header, FitsHeader chip, Headerlet headerlet)
    {
        foreach (var card in chip.Cards)
        {
            if (ModelCards.IsSipKeyword(card.Keyword)) header.Set(card.Keyword, card.Value, card.Comment);
            else if (DistortionArrays.IsNpolKeyword(card.Keyword) || DistortionArrays.IsD2ImKeyword(card.Keyword)) header.Add(card, card.Keyword);
        }
        WcsHeader.Write(header, LinearWcs.FromHeader(chip), headerlet.WcsName);
        foreach (string keyword in (string[])[.. Model, "CRDER1", "CRDER2"])
            if (chip.FindCard(keyword) is { } card) header.Set(keyword, card.Value, card.Comment);
        header.Set("HDRNAME", headerlet.HdrName, null, "WCSTYPE");
        var primary = headerlet.File.PrimaryHeader;
        if (primary.FindInt("NMATCH") is not (> 0 and var count)) return;
        header.Set("NMATCH", (long)count, null, "HDRNAME");
        if (primary.FindDouble("RMS_DEC") is { } rmsDec) header.Set("RMS_DEC", rmsDec, null, "NMATCH");
        if (primary.FindDouble("RMS_RA") is { } rmsRa) header.Set("RMS_RA", rmsRa, null, "RMS_DEC");
        if (headerlet.Catalog.Length > 0) header.Set("CATALOG", headerlet.Catalog, null, "RMS_RA");
    }
}
