namespace HstNotebooks.Simulation;

/// <summary>
/// Where a chip lies in the focal plane and how it is distorted: the numbers of an instrument's distortion model (IDCTAB) for
/// one chip, as the IDC keywords of calibrated headers repeat them.
/// </summary>
/// <param name="ExtVer">EXTVER of its extensions.</param>
/// <param name="Number">CCDCHIP, or DETECTOR of WFPC2.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="XRef">IDCXREF, the reference pixel, 1-based.</param>
/// <param name="YRef">IDCYREF.</param>
/// <param name="V2Ref">IDCV2REF, arcseconds.</param>
/// <param name="V3Ref">IDCV3REF, arcseconds.</param>
/// <param name="Theta">IDCTHETA, degrees.</param>
/// <param name="Scale">IDCSCALE, arcseconds per undistorted pixel.</param>
/// <param name="Linear">OCX10, OCX11, OCY10, OCY11: the linear terms, arcseconds per pixel.</param>
/// <param name="Sip">The higher terms.</param>
public sealed record ChipGeometry(int ExtVer, int Number, int Width, int Height, double XRef, double YRef,
    double V2Ref, double V3Ref, double Theta, double Scale, (double X10, double X11, double Y10, double Y11) Linear, SipCoefficients Sip);
