using System.Text.RegularExpressions;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Turns the header of a chip into that of a product: no distortion, no alternate WCS, the WCS of the output frame.</summary>
internal static partial class FrameHeader
{
    /// <summary>Removes what describes the distortion and the other WCSs of a chip.</summary>
    public static void RemoveDistortion(FitsHeader header) => header.RemoveWhere(card => DistortionKeyword().IsMatch(card.Keyword) && card.Keyword != "IDCTAB");

    /// <summary>Sets the WCS of the frame.</summary>
    public static void SetWcs(FitsHeader header, SkyFrame frame)
    {
        header.RemoveWhere(card => AlternateKeyword().IsMatch(card.Keyword));
        var wcs = frame.Wcs;
        header.Set("WCSAXES", 2L, "number of World Coordinate System axes");
        // FITS 4.0, 8.2: WCSAXES stands before the other keywords of a WCS. What a blended header has before it is set anew behind it.
        var early = header.Cards.TakeWhile(card => card.Keyword != "WCSAXES").Select(card => card.Keyword).ToHashSet();
        header.RemoveWhere(card => early.Contains(card.Keyword) && OwnKeyword().IsMatch(card.Keyword));
        header.Set("CRPIX1", wcs.CrPix1, "x-coordinate of reference pixel");
        header.Set("CRPIX2", wcs.CrPix2, "y-coordinate of reference pixel");
        header.Set("CRVAL1", wcs.CrVal1, "first axis value at reference pixel");
        header.Set("CRVAL2", wcs.CrVal2, "second axis value at reference pixel");
        header.Set("CTYPE1", "RA---" + wcs.Projection, "the coordinate type for the first axis");
        header.Set("CTYPE2", "DEC--" + wcs.Projection, "the coordinate type for the second axis");
        header.Set("CUNIT1", "deg", "units of the first axis");
        header.Set("CUNIT2", "deg", "units of the second axis");
        header.Set("CD1_1", wcs.Cd11, "partial of first axis coordinate w.r.t. x");
        header.Set("CD1_2", wcs.Cd12, "partial of first axis coordinate w.r.t. y");
        header.Set("CD2_1", wcs.Cd21, "partial of second axis coordinate w.r.t. x");
        header.Set("CD2_2", wcs.Cd22, "partial of second axis coordinate w.r.t. y");
        header.Set("ORIENTAT", wcs.Orientation, "position angle of image y axis (deg. e of n)");
        header.Set("VAFACTOR", 1.0, "velocity aberration plate scale factor");
        header.Set("RADESYS", wcs.RadeSys, "equatorial coordinate system");
        if (frame.Name.Length > 0) header.Set("WCSNAME", frame.Name, "coordinate system title");
        else header.Remove("WCSNAME");
    }

    [GeneratedRegex(@"^(TDDALPHA|TDDBETA|D2IMEXT|D2IMERR\d*|D2IMDIS\d|D2IM\d.*|DGEOEXT|NPOLEXT|CPDIS\d|CPERR\d|[AB]P?_(\d+_\d+|ORDER|DMAX)|IDC.*|SCD\d_\d|SCTYPE\d|SCRVAL\d|SNAXIS\d|SCRPIX\d|DP\d.*|OC[XY]1[01]|LONPOLE|LATPOLE|HDRNAME)$")]
    private static partial Regex DistortionKeyword();

    [GeneratedRegex(@"^((CRPIX|CRVAL|CTYPE|CUNIT)\d|CD\d_\d|RADESYS)$")]
    private static partial Regex OwnKeyword();

    /// <summary>Keywords of an alternate WCS end with its letter.</summary>
    [GeneratedRegex(@"^(WCSNAME|WCSTYPE|WCSAXES|CRPIX\d|CRVAL\d|CTYPE\d|CUNIT\d|CD\d_\d|PC\d_\d|CDELT\d|CRDER\d|LONPOLE|LATPOLE|RADESYS|EQUINOX|ORIENTAT|VAFACTOR)[A-Z]$")]
    private static partial Regex AlternateKeyword();
}
