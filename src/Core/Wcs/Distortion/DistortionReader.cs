using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>Reads SIP coefficients and lookup tables of an image extension.</summary>
internal static class DistortionReader
{
    private const int MaxOrder = 9; // a one-digit number in A_p_q

    /// <summary>The distortion, or null where the header names none.</summary>
    public static DetectorDistortion? Read(FitsHeader header, FitsFile? tables, double crPix1, double crPix2)
    {
        try
        {
            return ReadParts(header, tables, crPix1, crPix2);
        }
        catch (WcsException e) when (e.File is null && header.File is not null)
        {
            throw LinearWcsReader.Located(e, header);
        }
    }

    private static DetectorDistortion? ReadParts(FitsHeader header, FitsFile? tables, double crPix1, double crPix2)
    {
        var a = ReadPolynomial(header, 'A');
        var b = ReadPolynomial(header, 'B');
        if (a is null != b is null)
            throw new WcsException("the SIP distortion is incomplete") { Keyword = a is null ? "A_ORDER" : "B_ORDER", Expected = "A_ORDER and B_ORDER" };
        var distortion = new DetectorDistortion(crPix1, crPix2, a, b)
        {
            Cpdis1 = ReadTable(header, tables, "CPDIS1", "DP1", "WCSDVARR"),
            Cpdis2 = ReadTable(header, tables, "CPDIS2", "DP2", "WCSDVARR"),
            D2Im1 = ReadTable(header, tables, "D2IMDIS1", "D2IM1", "D2IMARR"),
            D2Im2 = ReadTable(header, tables, "D2IMDIS2", "D2IM2", "D2IMARR"),
        };
        return distortion.IsPresent ? distortion : null;
    }

    private static SipPolynomial? ReadPolynomial(FitsHeader header, char axis)
    {
        string orderKeyword = axis + "_ORDER";
        if (!header.Contains(orderKeyword)) return null;
        if (header.FindInt(orderKeyword) is not { } order || order < 0 || order > MaxOrder)
            throw new WcsException($"{orderKeyword} is no usable order") { Keyword = orderKeyword, Expected = $"an integer from 0 to {MaxOrder}" };
        var coefficients = new double[order + 1, order + 1];
        for (int p = 0; p <= order; p++)
            for (int q = 0; q <= order - p; q++)
            {
                string keyword = string.Create(CultureInfo.InvariantCulture, $"{axis}_{p}_{q}");
                if (!header.Contains(keyword)) continue;
                double value = header.FindDouble(keyword) ?? double.NaN;
                if (!double.IsFinite(value)) throw new WcsException($"the SIP coefficient {keyword} is no finite number") { Keyword = keyword, Expected = "a number" };
                coefficients[p, q] = value;
            }
        return new SipPolynomial(coefficients);
    }

    private static LookupTable? ReadTable(FitsHeader header, FitsFile? tables, string typeKeyword, string record, string extName)
    {
        if (header.FindString(typeKeyword) is not { } type || string.IsNullOrWhiteSpace(type)) return null;
        if (!type.Trim().Equals("LOOKUP", StringComparison.OrdinalIgnoreCase))
            throw new WcsException($"the distortion {type.Trim()} is not supported") { Keyword = typeKeyword, Expected = "Lookup" };
        if (Field(header, record, "EXTVER") is not { } version)
            throw new WcsException($"{typeKeyword} names a lookup table but {record}.EXTVER does not say which") { Keyword = record + ".EXTVER", Expected = "the EXTVER of a table extension" };
        for (int axis = 1; axis <= 2; axis++)
            if (Field(header, record, $"AXIS.{axis}") is { } pixelAxis && pixelAxis != axis)
                throw new WcsException($"a lookup table of pixel axis {pixelAxis:0} as its axis {axis} is not supported") { Keyword = $"{record}.AXIS.{axis}", Expected = axis.ToString(CultureInfo.InvariantCulture) };
        string hdu = string.Create(CultureInfo.InvariantCulture, $"[{extName},{version:0}]");
        if (tables is null)
            throw new WcsException($"the WCS needs the lookup table {hdu}, but the header was read without its file") { Keyword = typeKeyword, Hdu = hdu, Advice = "pass the file that holds the table" };
        if (tables.Find(extName, (int)version) is not ImageHdu image || !image.HasData)
            throw new WcsException($"the lookup table {hdu} named by {typeKeyword} is missing") { File = tables.Path, Keyword = typeKeyword, Hdu = hdu };
        return Read(image, hdu);
    }

    /// <summary>The table of an image extension.</summary>
    public static LookupTable Read(ImageHdu image, string hdu)
    {
        var header = image.Header;
        double stepX = header.FindDouble("CDELT1") ?? 1, stepY = header.FindDouble("CDELT2") ?? 1;
        if (stepX == 0 || stepY == 0 || !double.IsFinite(stepX) || !double.IsFinite(stepY))
            throw new WcsException("the lookup table has no usable step") { Hdu = hdu, Keyword = stepX == 0 ? "CDELT1" : "CDELT2", Expected = "a number other than zero" };
        var pixels = image.Read<float>();
        return new LookupTable(pixels.Width, pixels.Height, pixels.Span,
            (header.FindDouble("CRPIX1") ?? 0, header.FindDouble("CRPIX2") ?? 0),
            (header.FindDouble("CRVAL1") ?? 0, header.FindDouble("CRVAL2") ?? 0), (stepX, stepY));
    }

    /// <summary>
    /// A field of a record-valued keyword: a HIERARCH or plain card named <c>DP1.EXTVER</c>, or a card DP1 with the text
    /// <c>EXTVER: 1.0</c> (FITS WCS paper IV).
    /// </summary>
    internal static double? Field(FitsHeader header, string record, string field)
    {
        if (header.FindDouble($"{record}.{field}") is { } direct) return direct;
        foreach (var card in header.Cards)
        {
            if (!card.Keyword.Equals(record, StringComparison.OrdinalIgnoreCase) || card.Value is not string text) continue;
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && text[..colon].Trim().Equals(field, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) return value;
        }
        return null;
    }
}
