using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>Makes a headerlet of a WCS of an image (facts: header-update 4.8).</summary>
public static class HeaderletBuilder
{
    /// <summary>A headerlet of the primary or an alternate WCS.</summary>
    /// <exception cref="WcsException">There is no such WCS, it is the original one (key O), or a lookup table is missing.</exception>
    public static Headerlet Create(FitsFile image, HeaderletContent? content = null)
    {
        content ??= new HeaderletContent();
        char key = char.ToUpperInvariant(content.Key);
        if (key == 'O') throw new WcsException("the original WCS (key O) cannot become a headerlet") { Parameter = "wcskey" };
        var science = image.Hdus.Where(hdu => hdu.Name.Equals(content.SciExt.Trim(), StringComparison.OrdinalIgnoreCase)).OrderBy(hdu => hdu.Version).ToArray();
        if (science.Length == 0) throw new WcsException($"the file has no extension {content.SciExt}") { File = image.Path, Parameter = "sciext" };
        foreach (var hdu in science)
            if (!LinearWcsReader.IsPresent(hdu.Header, key))
                throw new WcsException($"{hdu.Label} has no WCS with the key '{key}'") { File = image.Path, Parameter = "wcskey", Expected = "one of " + string.Join(", ", WcsArchive.List(hdu.Header)) };
        string wcsName = WcsArchive.NameOf(science[0].Header, key);
        string hdrName = content.HdrName.Trim().Length > 0 ? content.HdrName.Trim() : wcsName;
        if (hdrName.Length == 0) throw new WcsException("the headerlet has no name") { File = image.Path, Parameter = "hdrname", Advice = "give a hdrname: the WCS has no name either" };

        var file = new FitsFile();
        file.Add(new ImageHdu());
        WritePrimary(file.PrimaryHeader, image.PrimaryHeader, science[0].Header, content, key, hdrName, wcsName);
        foreach (var hdu in science)
        {
            var chip = new ImageHdu();
            WriteChip(chip.Header, hdu, key);
            file.Add(chip);
            AddTables(file, image, hdu.Header, "CPDIS", "DP", "WCSDVARR");
            AddTables(file, image, hdu.Header, "D2IMDIS", "D2IM", "D2IMARR");
        }
        return new Headerlet(file);
    }

    private static void WritePrimary(FitsHeader header, FitsHeader image, FitsHeader science, HeaderletContent content, char key, string hdrName, string wcsName)
    {
        string s = key == ' ' ? "" : key.ToString();
        var names = DistortionNames.FromHeaders(image, science);
        string sip = Given(content.SipName, names.Sip);
        string npol = Given(content.NpolFile, image.FindString("NPOLFILE")?.Trim() ?? "N/A"), d2Im = Given(content.D2ImFile, image.FindString("D2IMFILE")?.Trim() ?? "N/A");
        header.Set("DESTIM", Given(content.DestIm, image.FindString("ROOTNAME")?.Trim() ?? ""), "Destination observation root name");
        header.Set("HDRNAME", hdrName, "Headerlet name");
        header.Set("DATE", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), "Date FITS file was generated");
        header.Set("WCSNAME", wcsName, "Coordinate system title");
        header.Set("DISTNAME", (names with { Sip = sip, Npol = RootOf(npol, "_npl"), D2Im = RootOf(d2Im, "_d2i") }).DistName, "Distortion model name");
        header.Set("SIPNAME", sip, "origin of SIP polynomial distortion model");
        header.Set("NPOLFILE", npol, "origin of non-polynomial distortion model");
        header.Set("D2IMFILE", d2Im, "origin of detector to image correction");
        header.Set("IDCTAB", image.FindString("IDCTAB")?.Trim() ?? "N/A", "origin of Polynomial Distortion");
        header.Set("AUTHOR", content.Author, "headerlet created by this user");
        header.Set("DESCRIP", content.Description, "Short description of headerlet solution");
        header.Set("RMS_RA", science.FindDouble("CRDER1" + s) ?? science.FindDouble("RMS_RA" + s) ?? 0, "RMS in RA at ref pix of headerlet solution");
        header.Set("RMS_DEC", science.FindDouble("CRDER2" + s) ?? science.FindDouble("RMS_DEC" + s) ?? 0, "RMS in Dec at ref pix of headerlet solution");
        header.Set("NMATCH", (long)(content.MatchCount ?? science.FindInt("NMATCH" + s) ?? 0), "Number of sources used for headerlet solution");
        header.Set("CATALOG", Given(content.Catalog, science.FindString("CATALOG" + s)?.Trim() ?? ""), "Astrometric catalog used for headerlet solution");
        foreach (string keyword in (string[])["UPWCSVER", "PYWCSVER"])
            if (image.FindCard(keyword) is { } card) header.Set(keyword, card.Value, card.Comment);
        foreach (string line in content.History) header.AddHistory(line);
    }

    private static void WriteChip(FitsHeader header, Hdu science, char key)
    {
        var source = science.Header;
        string s = key == ' ' ? "" : key.ToString();
        var wcs = LinearWcs.FromHeader(source, key);
        foreach (var card in source.Cards.Where(card => ModelCards.IsSipKeyword(card.Keyword))) header.Set(card.Keyword, card.Value, card.Comment);
        WcsHeader.Write(header, wcs, WcsArchive.NameOf(source, key));
        foreach (string keyword in (string[])["CRDER1", "CRDER2"])
            if (source.FindDouble(keyword + s) is { } error) header.Set(keyword, error, "[deg] Random error in coordinate");
        header.Set("TG_ENAME", science.Name, "Target science data extname");
        header.Set("TG_EVER", (long)science.Version, "Target science data extver");
        foreach (string keyword in (string[])["OCX10", "OCX11", "OCY10", "OCY11", "IDCSCALE"])
            if (source.FindCard(keyword) is { } card) header.Set(keyword, card.Value, card.Comment);
        foreach (var card in source.Cards)
            if (DistortionArrays.IsNpolKeyword(card.Keyword) || DistortionArrays.IsD2ImKeyword(card.Keyword)) header.Add(card);
        header.Set("EXTNAME", "SIPWCS", "extension name");
        header.Set("EXTVER", (long)science.Version, "extension value");
    }

    private static void AddTables(FitsFile headerlet, FitsFile image, FitsHeader science, string typeName, string recordName, string extName)
    {
        for (int axis = 1; axis <= 2; axis++)
        {
            string n = axis.ToString(CultureInfo.InvariantCulture);
            if (!science.Contains(typeName + n) || DistortionReader.Field(science, recordName + n, "EXTVER") is not { } version) continue;
            if (image.Find(extName, (int)version) is not ImageHdu table)
                throw new WcsException($"the lookup table [{extName},{version:0}] is missing") { File = image.Path, Keyword = typeName + n };
            headerlet.Add(CopyTable(table));
        }
    }

    /// <summary>A copy of a table extension that belongs to no file.</summary>
    internal static ImageHdu CopyTable(ImageHdu table) => ImageHdu.Create(table.Read<float>(), table.Header.Clone());

    private static string Given(string given, string otherwise) => given.Trim().Length > 0 ? given.Trim() : otherwise;

    private static string RootOf(string file, string suffix) => DistortionNames.Root(file, suffix) is { Length: > 0 } root ? root : "NOMODEL";
}
