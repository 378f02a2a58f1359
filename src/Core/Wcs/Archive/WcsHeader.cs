using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>Writes a linear WCS into a header, as primary or alternate WCS (facts: header-update 4.2).</summary>
public static class WcsHeader
{
    /// <summary>
    /// Writes CRPIX, CUNIT, CTYPE, CRVAL, CD, RADESYS, WCSNAME and WCSTYPE. Cards that are there are changed in place; the PC, CDELT
    /// and CROTA forms of the same key are removed. The primary WCS also gets ORIENTAT. SIP and lookup tables stay; CTYPE ends in
    /// <c>-SIP</c> where the header has SIP coefficients.
    /// </summary>
    /// <param name="header">The header of the image extension.</param>
    /// <param name="wcs">The linear WCS.</param>
    /// <param name="name">WCSNAME.</param>
    /// <param name="key">The key, blank for the primary WCS.</param>
    public static void Write(FitsHeader header, LinearWcs wcs, string name, char key = ' ')
    {
        string s = key == ' ' ? "" : key.ToString();
        RemoveOtherForms(header, s);
        string sip = header.Contains("A_ORDER") && wcs.Projection == "TAN" ? "-SIP" : "";
        var cards = new Placement(header);
        cards.Put("WCSAXES" + s, 2L, "Number of coordinate axes");
        cards.Put("CRPIX1" + s, wcs.CrPix1, "Pixel coordinate of reference point");
        cards.Put("CRPIX2" + s, wcs.CrPix2, "Pixel coordinate of reference point");
        cards.Put("CUNIT1" + s, "deg", "Units of coordinate increment and value");
        cards.Put("CUNIT2" + s, "deg", "Units of coordinate increment and value");
        cards.Put("CTYPE1" + s, "RA---" + wcs.Projection + sip, Describe("Right ascension", wcs.Projection, sip));
        cards.Put("CTYPE2" + s, "DEC--" + wcs.Projection + sip, Describe("Declination", wcs.Projection, sip));
        cards.Put("CRVAL1" + s, wcs.CrVal1, "[deg] Coordinate value at reference point");
        cards.Put("CRVAL2" + s, wcs.CrVal2, "[deg] Coordinate value at reference point");
        if (wcs.LonPole is { } lonPole && !(lonPole == 180 && wcs.CrVal2 < 90)) cards.Put("LONPOLE" + s, lonPole, "[deg] Native longitude of celestial pole");
        if (wcs.LatPole is { } latPole && wcs.Projection is "CAR" or "AIT") cards.Put("LATPOLE" + s, wcs.LatPole, "[deg] Native latitude of celestial pole");
        if (wcs.SlantXi != 0 || wcs.SlantEta != 0)
        {
            cards.Put("PV2_1" + s, wcs.SlantXi, "slant of the SIN projection in x");
            cards.Put("PV2_2" + s, wcs.SlantEta, "slant of the SIN projection in y");
        }
        cards.Put("CD1_1" + s, wcs.Cd11, "partial of first axis coordinate w.r.t. x");
        cards.Put("CD1_2" + s, wcs.Cd12, "partial of first axis coordinate w.r.t. y");
        cards.Put("CD2_1" + s, wcs.Cd21, "partial of second axis coordinate w.r.t. x");
        cards.Put("CD2_2" + s, wcs.Cd22, "partial of second axis coordinate w.r.t. y");
        cards.Put("RADESYS" + s, wcs.RadeSys, "Equatorial coordinate system");
        cards.Put("WCSNAME" + s, name, "Coordinate system title");
        cards.Put("WCSTYPE" + s, WcsNames.TypeOf(name), null);
        if (s.Length == 0) cards.Put("ORIENTAT", wcs.Orientation, "position angle of image y axis (deg. e of n)");
    }

    private static string Describe(string axis, string projection, string sip) => sip.Length > 0
        ? "TAN (gnomonic) projection + SIP distortions"
        : $"{axis}, {(projection == "TAN" ? "gnomonic" : projection)} projection";

    private static void RemoveOtherForms(FitsHeader header, string suffix)
    {
        string[] old = ["PC1_1", "PC1_2", "PC2_1", "PC2_2", "CDELT1", "CDELT2", "CROTA1", "CROTA2", "LONPOLE", "LATPOLE", "EQUINOX"];
        foreach (string keyword in old) header.Remove(keyword + suffix);
    }

    /// <summary>Changes cards in place and puts new ones behind the last one written.</summary>
    private sealed class Placement(FitsHeader header)
    {
        private string? _last;

        public void Put(string keyword, object? value, string? comment)
        {
            if (header.Contains(keyword)) header[keyword] = value;
            else header.Set(keyword, value, comment, _last);
            _last = keyword;
        }
    }
}
