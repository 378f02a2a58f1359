using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// What the headers of an HST chip say about its aperture: the roll of the telescope and the linear terms of the distortion
/// model (IDCTAB). From it follow the scale and the orientation of an undistorted frame.
/// </summary>
/// <param name="PaV3">PA_V3, position angle of the V3 axis in degrees; null where the primary header was not given or lacks it.</param>
/// <param name="Scale">IDCSCALE, arcseconds per pixel.</param>
/// <param name="Theta">IDCTHETA in degrees.</param>
/// <param name="V2Ref">IDCV2REF in arcseconds.</param>
/// <param name="V3Ref">IDCV3REF in arcseconds.</param>
public sealed record HstAperture(double? PaV3, double Scale, double Theta, double V2Ref, double V3Ref)
{
    /// <summary>Reads the keywords; null where the chip has no IDCSCALE.</summary>
    /// <param name="header">The header of the science extension.</param>
    /// <param name="primary">The primary header, which holds PA_V3; null where there is none.</param>
    public static HstAperture? FromHeaders(FitsHeader header, FitsHeader? primary) =>
        header.FindDouble("IDCSCALE") is { } scale && double.IsFinite(scale) && scale > 0
            ? new HstAperture(primary?.FindDouble("PA_V3") ?? header.FindDouble("PA_V3"), scale,
                header.FindDouble("IDCTHETA") ?? 0, header.FindDouble("IDCV2REF") ?? 0, header.FindDouble("IDCV3REF") ?? 0)
            : null;

    /// <summary>
    /// Position angle, degrees, of the V3 axis at a place (V2, V3) of the focal plane (spherical triangle of pole, telescope
    /// axis and aperture; facts: wcs-and-distortion 5.5.1).
    /// </summary>
    /// <param name="paV3">Position angle of V3 at the telescope axis, degrees.</param>
    /// <param name="declination">Declination of the aperture, degrees.</param>
    /// <param name="v2">V2 in arcseconds.</param>
    /// <param name="v3">V3 in arcseconds.</param>
    public static double ApertureAngle(double paV3, double declination, double v2, double v3)
    {
        double roll = double.DegreesToRadians(paV3), dec = double.DegreesToRadians(declination);
        double s2 = Math.Sin(double.DegreesToRadians(v2 / 3600)), s3 = Math.Sin(double.DegreesToRadians(v3 / 3600));
        double sinRho = Math.Sqrt(s2 * s2 + s3 * s3 - s2 * s2 * s3 * s3);
        if (sinRho == 0) return paV3;
        double cosRho = Math.Sqrt(1 - sinRho * sinRho);
        double beta = Math.Asin(Math.Clamp(s3 / sinRho, -1, 1));
        if (v2 < 0) beta = Math.PI - beta;
        double gamma = Math.Asin(Math.Clamp(s2 / sinRho, -1, 1));
        if (v3 < 0) gamma = Math.PI - gamma;
        var (sinDec, cosDec) = Math.SinCos(dec);
        var (sinA, cosA) = Math.SinCos(Math.PI / 2 + roll - beta);
        double b = Math.Atan2(sinA * cosDec, sinDec * sinRho - cosDec * cosRho * cosA);
        return 180 - double.RadiansToDegrees(gamma + b);
    }
}
