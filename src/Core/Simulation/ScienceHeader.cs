using System.Globalization;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>The headers of the SCI, ERR and DQ extensions of a simulated chip.</summary>
internal static class ScienceHeader
{
    /// <summary>The header of SCI for a chip placed by its detector geometry.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="wcs">Its linear WCS with velocity aberration, as the header claims it.</param>
    /// <param name="original">The linear WCS before the distortion model was applied (the archived OPUS solution).</param>
    /// <param name="pointing">Sky position of the aperture.</param>
    public static FitsHeader Create(ExposureDescription exposure, ChipGeometry chip, LinearWcs wcs, LinearWcs original, SkyPosition pointing)
    {
        var header = Extension(exposure, chip, "SCI", exposure.Camera.Unit);
        Axes(header, wcs, "RA---TAN-SIP", "DEC--TAN-SIP", "");
        header.Set("RADESYS", "ICRS", "Equatorial coordinate system");
        header.Set("MJDREF", 0.0, "[d] MJD of fiducial time");
        header.Set("ORIENTAT", wcs.Orientation, "position angle of image y axis (deg. e of n)");
        header.Set("RA_APER", pointing.Ra, "RA of aperture reference position");
        header.Set("DEC_APER", pointing.Dec, "Declination of aperture reference position");
        header.Set("PA_APER", original.Orientation, "Position Angle of reference aperture center (de");
        header.Set("VAFACTOR", exposure.VelocityAberration, "velocity aberration plate scale factor");
        Sip(header, chip.Sip);
        Idc(header, exposure, chip);
        header.Set("WCSNAME", $"IDC_{exposure.Camera.DistortionName}", "Coordinate system title");
        header.Set("WCSTYPE", "undistorted not aligned");
        header.Set("NMATCHES", 0L, "number of matches: not yet fitted to a catalog");
        header.Set("RMS_RA", 0.0, "(mas) RMS in RA of WCS fit: not yet fitted");
        header.Set("RMS_DEC", 0.0, "(mas) RMS in Dec of WCS fit: not yet fitted");
        header.Set("WCSNAMEO", "OPUS", "Coordinate system title");
        Axes(header, original, "RA---TAN", "DEC--TAN", "O");
        header.Set("RADESYSO", "ICRS", "Equatorial coordinate system");
        header.Set("WCSTYPEO", "pipeline default not aligned");
        Photometry(header, exposure, chip);
        return header;
    }

    /// <summary>The header of SCI for a chip whose WCS is taken from a recorded header.</summary>
    public static FitsHeader CreateFromRecorded(ExposureDescription exposure, ChipGeometry chip, FitsHeader recorded)
    {
        var header = Extension(exposure, chip, "SCI", exposure.Camera.Unit);
        foreach (var card in recorded.Cards)
            if (IsWcsKeyword(card.Keyword)) header.Set(card.Keyword, card.Value, card.Comment);
        if (!recorded.Contains("WCSNAME")) header.Set("WCSNAME", $"IDC_{exposure.Camera.DistortionName}", "Coordinate system title");
        Idc(header, exposure, chip);
        header.Set("VAFACTOR", exposure.VelocityAberration, "velocity aberration plate scale factor");
        Photometry(header, exposure, chip);
        return header;
    }

    /// <summary>The header of ERR or DQ: the linear WCS of its SCI, without distortion.</summary>
    public static FitsHeader Companion(ExposureDescription exposure, ChipGeometry chip, LinearWcs wcs, string extName, string unit)
    {
        var header = Extension(exposure, chip, extName, unit);
        Axes(header, wcs, "RA---TAN", "DEC--TAN", "");
        header.Set("ORIENTAT", wcs.Orientation, "position angle of image y axis (deg. e of n)");
        header.Set("RADESYS", "ICRS", "Equatorial coordinate system");
        return header;
    }

    private static FitsHeader Extension(ExposureDescription exposure, ChipGeometry chip, string extName, string unit)
    {
        var header = new FitsHeader();
        header.Set("INHERIT", true, "inherit the primary header");
        header.Set("EXTNAME", extName, "extension name");
        header.Set("EXTVER", (long)chip.ExtVer, "extension version number");
        header.Set("ROOTNAME", exposure.RootName, "rootname of the observation set");
        header.Set("EXPNAME", exposure.RootName, "exposure identifier");
        header.Set("BUNIT", unit, "brightness units");
        if (exposure.Camera.Camera is Camera.Wfpc2) header.Set("DETECTOR", (long)chip.Number, "CCD detector ID: 1=PC1, 2=WF2, 3=WF3, 4=WF4");
        else if (exposure.Camera.Geometry.Chips.Count > 1) header.Set("CCDCHIP", (long)chip.Number, "CCD chip (1 or 2)");
        header.Set("LTV1", 0.0, "offset in X to subsection start");
        header.Set("LTV2", 0.0, "offset in Y to subsection start");
        header.Set("LTM1_1", 1.0, "reciprocal of sampling rate in X");
        header.Set("LTM2_2", 1.0, "reciprocal of sampling rate in Y");
        return header;
    }

    private static void Axes(FitsHeader header, LinearWcs wcs, string ctype1, string ctype2, string key)
    {
        header.Set("WCSAXES" + key, 2L, "Number of coordinate axes");
        header.Set("CRPIX1" + key, wcs.CrPix1, "Pixel coordinate of reference point");
        header.Set("CRPIX2" + key, wcs.CrPix2, "Pixel coordinate of reference point");
        header.Set("CUNIT1" + key, "deg", "Units of coordinate increment and value");
        header.Set("CUNIT2" + key, "deg", "Units of coordinate increment and value");
        header.Set("CTYPE1" + key, ctype1, "Right ascension, gnomonic projection");
        header.Set("CTYPE2" + key, ctype2, "Declination, gnomonic projection");
        header.Set("CRVAL1" + key, wcs.CrVal1, "[deg] Coordinate value at reference point");
        header.Set("CRVAL2" + key, wcs.CrVal2, "[deg] Coordinate value at reference point");
        header.Set("CD1_1" + key, wcs.Cd11, "partial of first axis coordinate w.r.t. x");
        header.Set("CD1_2" + key, wcs.Cd12, "partial of first axis coordinate w.r.t. y");
        header.Set("CD2_1" + key, wcs.Cd21, "partial of second axis coordinate w.r.t. x");
        header.Set("CD2_2" + key, wcs.Cd22, "partial of second axis coordinate w.r.t. y");
    }

    private static void Sip(FitsHeader header, SipCoefficients sip)
    {
        header.Set("A_ORDER", (long)sip.Order, "SIP polynomial order, axis 0, detector to sky");
        foreach (var ((p, q), value) in sip.A) header.Set(Invariant($"A_{p}_{q}"), value, "SIP distortion coefficient");
        header.Set("B_ORDER", (long)sip.Order, "SIP polynomial order, axis 1, detector to sky");
        foreach (var ((p, q), value) in sip.B) header.Set(Invariant($"B_{p}_{q}"), value, "SIP distortion coefficient");
    }

    private static void Idc(FitsHeader header, ExposureDescription exposure, ChipGeometry chip)
    {
        header.Set("OCX10", chip.Linear.X10, "original linear term from IDCTAB");
        header.Set("OCX11", chip.Linear.X11, "original linear term from IDCTAB");
        header.Set("OCY10", chip.Linear.Y10, "original linear term from IDCTAB");
        header.Set("OCY11", chip.Linear.Y11, "original linear term from IDCTAB");
        header.Set("IDCSCALE", chip.Scale, "pixel scale from the IDCTAB reference file");
        header.Set("IDCTHETA", chip.Theta, "orientation of detector's Y-axis w.r.t. V3 axis");
        header.Set("IDCXREF", chip.XRef, "reference pixel location in X");
        header.Set("IDCYREF", chip.YRef, "reference pixel location in Y");
        header.Set("IDCV2REF", chip.V2Ref, "reference pixel's V2 position");
        header.Set("IDCV3REF", chip.V3Ref, "reference pixel's V3 position");
        header.Set("CENTERA1", (long)(chip.Width / 2), "subarray axis1 center pt in unbinned dect. pix");
        header.Set("CENTERA2", (long)(chip.Height / 2), "subarray axis2 center pt in unbinned dect. pix");
        header.Set("SIZAXIS1", (long)chip.Width, "subarray axis1 size in unbinned detector pixels");
        header.Set("SIZAXIS2", (long)chip.Height, "subarray axis2 size in unbinned detector pixels");
        header.Set("BINAXIS1", 1L, "axis1 data bin size in unbinned detector pixels");
        header.Set("BINAXIS2", 1L, "axis2 data bin size in unbinned detector pixels");
    }

    private static void Photometry(FitsHeader header, ExposureDescription exposure, ChipGeometry chip)
    {
        var throughput = exposure.Throughput;
        header.Set("PHOTMODE", $"{exposure.Camera.Instrument} {exposure.Camera.Detector} {exposure.Filter}", "Observation mode");
        header.Set("PHOTFLAM", throughput.PhotFlamOf(chip.Number), "Inverse sensitivity, ergs/cm2/A/e-");
        header.Set("PHOTFNU", throughput.PhotFnuOf(chip.Number), "Inverse sensitivity, Jy*sec/e-");
        header.Set("PHOTZPT", Throughput.StZeroPoint, "ST magnitude zero point");
        header.Set("PHOTPLAM", throughput.PivotWavelength, "Pivot wavelength (Angstroms)");
        header.Set("PHOTBW", throughput.Bandwidth, "RMS bandwidth of filter plus detector");
        header.Set("NCOMBINE", 1L, "number of image sets combined during CR rejection");
        header.Set("SDQFLAGS", 31743L, "serious data quality flags");
        header.Set("MEANDARK", exposure.Camera.DarkRate * exposure.ExposureTime, "average of the dark values subtracted");
        header.Set("MEANFLSH", 0.0, "Mean number of counts in post flash exposure");
    }

    private static bool IsWcsKeyword(string keyword) =>
        keyword.StartsWith("CRPIX") || keyword.StartsWith("CRVAL") || keyword.StartsWith("CTYPE") || keyword.StartsWith("CUNIT")
        || keyword.StartsWith("CD1_") || keyword.StartsWith("CD2_") || keyword.StartsWith("A_") || keyword.StartsWith("B_")
        || keyword is "WCSAXES" or "WCSNAME" or "ORIENTAT" or "RADESYS" or "LONPOLE" or "LATPOLE";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
