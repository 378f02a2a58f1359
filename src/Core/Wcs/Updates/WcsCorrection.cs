using HstNotebooks.Errors;

namespace HstNotebooks.Wcs;

/// <summary>
/// Changes the linear WCS of a chip so that it agrees with a correction known in the plane of a reference frame or between two
/// frames (facts: header-update 4.1 and 4.10). CRPIX and the distortion stay.
/// </summary>
/// <remarks>
/// The new CRVAL is the corrected position of the old one. The new CD is the old one times the Jacobian, at CRPIX, of
/// x -> new WCS^-1(correction(old WCS(x))), by the five-point rule. Between TAN frames every mapping is one projective map, so
/// rounding is about 1e-12 pixel and the refinement that the reference implementation needs against rounding changes nothing.
/// </remarks>
public static class WcsCorrection
{
    /// <summary>The linear WCS of a chip after a fit in the plane of a reference frame.</summary>
    /// <param name="chip">The WCS of the chip; only its linear part and its size are used.</param>
    /// <param name="reference">The frame in which the fit was made.</param>
    /// <param name="fit">The fit, image minus reference.</param>
    /// <exception cref="WcsException">The fit is singular or not finite, or the chip cannot be projected on the frame.</exception>
    public static LinearWcs FromFit(ImageWcs chip, LinearWcs reference, PlaneFit fit)
    {
        double det = fit.M11 * fit.M22 - fit.M12 * fit.M21;
        if (!double.IsFinite(det + fit.ShiftX + fit.ShiftY) || det == 0)
            throw new WcsException("the fit has no inverse, so no WCS follows from it") { Expected = "finite shifts, rotation and a scale other than zero" };
        return Apply(chip, reference, reference, (x, y) =>
        {
            var (dx, dy) = fit.Correct(x - reference.CrPix1, y - reference.CrPix2);
            return (dx + reference.CrPix1, dy + reference.CrPix2);
        });
    }

    /// <summary>The linear WCS of a chip after a drizzled image that it contributed to changed from one WCS to another (tweakback).</summary>
    /// <param name="chip">The WCS of the chip; only its linear part and its size are used.</param>
    /// <param name="before">The WCS that the drizzled image was made with.</param>
    /// <param name="after">The aligned WCS of the drizzled image.</param>
    /// <exception cref="WcsException">The chip cannot be projected on the frame.</exception>
    public static LinearWcs FromFrames(ImageWcs chip, LinearWcs before, LinearWcs after) => Apply(chip, before, after, (x, y) => (x, y));

    private static LinearWcs Apply(ImageWcs chip, LinearWcs before, LinearWcs after, Func<double, double, (double X, double Y)> inPlane)
    {
        var old = chip.Linear;
        var toPlane = new ExactPixelMap(chip.WithoutDistortion(), before);
        var (planeX, planeY) = Corrected(old.CrPix1, old.CrPix2);
        var centre = after.PixelToSky(planeX, planeY);
        if (!double.IsFinite(centre.Ra + centre.Dec))
            throw new WcsException("the chip cannot be projected on the reference frame") { Advice = "check that the images show the same field" };
        var moved = old with { CrVal1 = centre.Ra, CrVal2 = centre.Dec };
        var fromPlane = new ExactPixelMap(ImageWcs.FromLinear(after, 1, 1), moved);

        double hx = Interval(old.CrPix1, chip.Width), hy = Interval(old.CrPix2, chip.Height);
        var (u11, u21) = Derivative(hx, 1, 0);
        var (u12, u22) = Derivative(hy, 0, 1);
        return moved with
        {
            Cd11 = old.Cd11 * u11 + old.Cd12 * u21,
            Cd12 = old.Cd11 * u12 + old.Cd12 * u22,
            Cd21 = old.Cd21 * u11 + old.Cd22 * u21,
            Cd22 = old.Cd21 * u12 + old.Cd22 * u22,
        };

        (double X, double Y) Corrected(double x, double y)
        {
            var (px, py) = toPlane.Map(x - 1, y - 1);
            return inPlane(px + 1, py + 1);
        }

        (double X, double Y) Image(double step, double alongX, double alongY)
        {
            var (px, py) = Corrected(old.CrPix1 + step * alongX, old.CrPix2 + step * alongY);
            return fromPlane.Map(px - 1, py - 1);
        }

        (double X, double Y) Derivative(double h, double alongX, double alongY)
        {
            var (farLow, low) = (Image(-h, alongX, alongY), Image(-h / 2, alongX, alongY));
            var (farHigh, high) = (Image(h, alongX, alongY), Image(h / 2, alongX, alongY));
            return ((farLow.X - farHigh.X + 8 * (high.X - low.X)) / (6 * h), (farLow.Y - farHigh.Y + 8 * (high.Y - low.Y)) / (6 * h));
        }
    }

    private static double Interval(double crPix, int size) => Math.Clamp(Math.Min((crPix - 1) / 100, (size - crPix) / 100), 1, 20);
}
