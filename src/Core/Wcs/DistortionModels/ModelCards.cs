using System.Globalization;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>Writes a WCS that was made from a distortion model, with the keywords that describe the model, into a science header.</summary>
internal static class ModelCards
{
    public static void Write(FitsHeader header, LinearWcs wcs, DistortionModel model, TimeDependentDistortion? terms, string idcTab, string wcsName, int binning)
    {
        header.Set("CRPIX1", wcs.CrPix1);
        header.Set("CRPIX2", wcs.CrPix2);
        header.Set("CRVAL1", wcs.CrVal1);
        header.Set("CRVAL2", wcs.CrVal2);
        header.Set("CD1_1", wcs.Cd11);
        header.Set("CD1_2", wcs.Cd12);
        header.Set("CD2_1", wcs.Cd21);
        header.Set("CD2_2", wcs.Cd22);
        header.Set("CTYPE1", "RA---TAN-SIP");
        header.Set("CTYPE2", "DEC--TAN-SIP");
        header.Set("OCX10", model.Cx[1, 0], "original linear term from IDCTAB");
        header.Set("OCX11", model.Cx[1, 1], "original linear term from IDCTAB");
        header.Set("OCY10", model.Cy[1, 0], "original linear term from IDCTAB");
        header.Set("OCY11", model.Cy[1, 1], "original linear term from IDCTAB");
        header.Set("IDCSCALE", model.PixelScale, "pixel scale from the IDCTAB reference file");
        header.Set("IDCTHETA", model.Theta, "orientation of detector's Y-axis w.r.t. V3 axis");
        header.Set("IDCXREF", model.XRef, "reference pixel location in X");
        header.Set("IDCYREF", model.YRef, "reference pixel location in Y");
        header.Set("IDCV2REF", model.V2Ref, "reference pixel's V2 position");
        header.Set("IDCV3REF", model.V3Ref, "reference pixel's V3 position");
        if (terms is not null) WriteTerms(header, terms);
        header.Set("IDCTAB", idcTab);
        WriteSip(header, model, binning);
        header.Set("WCSNAME", wcsName, "Coordinate system title");
        if (header.Contains("WCSTYPE")) header["WCSTYPE"] = WcsNames.TypeOf(wcsName);
    }

    /// <summary>Removes the SIP coefficients of a header.</summary>
    public static void RemoveSip(FitsHeader header) => header.RemoveWhere(card => IsSipKeyword(card.Keyword));

    /// <summary>Whether a keyword is a SIP order or coefficient: A_ORDER, A_0_2, B_1_1, AP_ORDER, ...</summary>
    public static bool IsSipKeyword(string keyword)
    {
        var parts = keyword.Split('_');
        if (parts[0] is not ("A" or "B" or "AP" or "BP")) return false;
        return parts.Length == 2 ? parts[1] is "ORDER" or "DMAX" : parts.Length == 3 && IsNumber(parts[1]) && IsNumber(parts[2]);

        static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
    }

    private static void WriteSip(FitsHeader header, DistortionModel model, int binning)
    {
        RemoveSip(header);
        var (a, b) = model.ToSip(binning);
        header.Set("A_ORDER", (long)model.Order, "SIP polynomial order, axis 1, detector to sky");
        header.Set("B_ORDER", (long)model.Order, "SIP polynomial order, axis 2, detector to sky");
        for (int order = 2; order <= model.Order; order++)
            for (int p = 0; p <= order; p++)
            {
                string term = string.Create(CultureInfo.InvariantCulture, $"_{p}_{order - p}");
                header.Set("A" + term, a[p, order - p], "SIP distortion coefficient");
                header.Set("B" + term, b[p, order - p], "SIP distortion coefficient");
            }
    }

    private static void WriteTerms(FitsHeader header, TimeDependentDistortion terms)
    {
        header.Set("TDDALPHA", terms.Alpha, "time-dependent y-skew offset (pre-2014 IDCTAB)");
        header.Set("TDDBETA", terms.Beta, "time-dependent y-skew rate (pre-2014 IDCTAB)");
        header.Set("TDD_CTA", null, "time-dependent x-skew rate (>2015 IDCTAB)");
        header.Set("TDD_CTB", terms.Ctb, "time-dependent y-skew rate (>2015 IDCTAB)");
        header.Set("TDD_CYA", terms.Cya, "time-dependent y-skew offset (2014 IDCTAB)");
        header.Set("TDD_CYB", terms.Cyb, "time-dependent y-scale rate (>2015 IDCTAB)");
        header.Set("TDD_CXA", terms.Cxa, "time-dependent x-skew offset (2014 IDCTAB)");
        header.Set("TDD_CXB", terms.Cxb, "time-dependent x-scale rate (>2015 IDCTAB)");
    }
}
