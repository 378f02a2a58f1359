using HstNotebooks.Alignment;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>The reference frame of the recorded run of NGC 6791 (facts/recorded-runs.md).</summary>
internal static class RecordedFrame
{
    private static readonly LinearWcs Wcs = new(2065.5, 3222.5, 290.239744635226, 37.794702995151, -6.1512273357e-06, -9.1260429904e-06, -9.1260429904e-06, 6.1512273358e-06);

    /// <summary>
    /// The displacement that a fit makes at the centre of the recorded frame, in its pixels. The reconstructed headers lack IDCSCALE and
    /// the roll angle, so our own frame has a slightly different scale and orientation.
    /// </summary>
    public static (double X, double Y) ShiftAtCentre(LinearWcs frame, LinearFit fit)
    {
        var p = frame.SkyToPixel(Wcs.CrVal1, Wcs.CrVal2);
        double ux = p.X - frame.CrPix1, uy = p.Y - frame.CrPix2;
        var seen = frame.PixelToSky(fit.M11 * ux + fit.M21 * uy + fit.ShiftX + frame.CrPix1, fit.M12 * ux + fit.M22 * uy + fit.ShiftY + frame.CrPix2);
        var q = Wcs.SkyToPixel(seen.Ra, seen.Dec);
        return (q.X - Wcs.CrPix1, q.Y - Wcs.CrPix2);
    }
}
