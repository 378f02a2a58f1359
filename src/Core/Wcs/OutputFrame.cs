using HstNotebooks.Errors;

namespace HstNotebooks.Wcs;

/// <summary>The default undistorted output frame of a set of chips (facts: wcs-and-distortion 5.7).</summary>
public static class OutputFrame
{
    /// <summary>
    /// The frame with the orientation and scale of the first chip that holds the footprint of all chips. AstroDrizzle drizzles onto
    /// it, and TweakReg aligns in its plane. Its CD is orthogonal with equal scales, RA growing to the left of north.
    /// </summary>
    /// <remarks>
    /// The first chip is undistorted where it has a distortion or its CD is not orthogonal: scale IDCSCALE, orientation from PA_V3
    /// and IDCTHETA, or from the CD matrix where the header lacks them or PA_V3 contradicts it (DrizzlePac would follow PA_V3).
    /// CRPIX is half the size, not the centre of it.
    /// </remarks>
    /// <exception cref="WcsException">No chips, or a chip without a size.</exception>
    public static SkyFrame FromChips(IReadOnlyList<ImageWcs> chips)
    {
        if (chips.Count == 0) throw new WcsException("an output frame needs at least one chip");
        var first = chips[0];
        var plane = IsDistorted(first) ? Undistorted(first) : first.Linear;
        var frame = Enclose(chips, plane);
        var wcs = frame.Wcs;
        double scale = Math.Sqrt(Math.Abs(wcs.Determinant));
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(wcs.Orientation));
        return frame with { Wcs = wcs with { Cd11 = -scale * cos, Cd12 = scale * sin, Cd21 = scale * sin, Cd22 = scale * cos } };
    }

    /// <summary>
    /// The undistorted frame of one reference image (TweakReg's refimage): its own WCS where it is not distorted, else the
    /// orthogonal frame of its chips.
    /// </summary>
    /// <exception cref="WcsException">No chips, or a chip without a size.</exception>
    public static SkyFrame FromReferenceImage(IReadOnlyList<ImageWcs> chips)
    {
        if (chips.Count == 0) throw new WcsException("a reference frame needs at least one chip");
        var first = chips[0];
        return chips.Count == 1 && !IsDistorted(first)
            ? new SkyFrame(first.Linear, first.Width, first.Height, first.Name)
            : Enclose(chips, IsDistorted(first) ? Undistorted(first) : first.Linear);
    }

    /// <summary>Whether a WCS has a distortion, or a CD matrix with unequal scales or axes that are not perpendicular (by more than 6e-6).</summary>
    public static bool IsDistorted(ImageWcs chip)
    {
        if (chip.HasDistortion) return true;
        var w = chip.Linear;
        double det = Math.Abs(w.Determinant);
        const double tolerance = 50 * 1.1920928955078125e-7; // 50 roundings of float32
        double e11 = (w.Cd11 * w.Cd11 + w.Cd12 * w.Cd12) / det - 1;
        double e22 = (w.Cd21 * w.Cd21 + w.Cd22 * w.Cd22) / det - 1;
        double e12 = (w.Cd11 * w.Cd21 + w.Cd12 * w.Cd22) / det;
        return Math.Max(Math.Max(Math.Abs(e11), Math.Abs(e22)), Math.Abs(e12)) >= tolerance;
    }

    /// <summary>The chip's linear WCS with an orthogonal CD of natural scale.</summary>
    internal static LinearWcs Undistorted(ImageWcs chip)
    {
        var w = chip.Linear;
        double scale = chip.Aperture is { } aperture ? aperture.Scale / 3600 : Math.Sqrt(Math.Abs(w.Determinant));
        int parity = Math.Sign(w.Determinant);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(NaturalOrientation(chip)));
        return w with { Cd11 = scale * parity * cos, Cd12 = scale * sin, Cd21 = -scale * parity * sin, Cd22 = scale * cos };
    }

    /// <summary>
    /// Position angle of the y axis in degrees, from the roll of the telescope where the header has it. The axis of a camera
    /// whose y runs against the aperture's (ACS/WFC) is recognised by the CD matrix. A PA_V3 that contradicts the CD matrix by
    /// more than any camera's skew is not believed.
    /// </summary>
    private static double NaturalOrientation(ImageWcs chip)
    {
        const double largestSkew = 15;
        double fromMatrix = chip.Linear.Orientation;
        if (chip.Aperture is not { PaV3: { } paV3 } aperture) return fromMatrix;
        double angle = HstAperture.ApertureAngle(paV3, chip.Linear.CrVal2, aperture.V2Ref, aperture.V3Ref) + aperture.Theta;
        double difference = Math.IEEERemainder(angle - fromMatrix, 360);
        if (Math.Abs(difference) <= largestSkew) return angle;
        return 180 - Math.Abs(difference) <= largestSkew ? angle + 180 : fromMatrix;
    }

    private static SkyFrame Enclose(IReadOnlyList<ImageWcs> chips, LinearWcs plane)
    {
        var corners = chips.SelectMany(chip => chip.Width > 0 && chip.Height > 0
            ? chip.Footprint()
            : throw new WcsException("a chip has no size") { Keyword = "NAXIS1" }).ToArray();
        double x = 0, y = 0, z = 0;
        foreach (var corner in corners)
        {
            var (sinRa, cosRa) = Math.SinCos(double.DegreesToRadians(corner.Ra));
            var (sinDec, cosDec) = Math.SinCos(double.DegreesToRadians(corner.Dec));
            x += cosDec * cosRa;
            y += cosDec * sinRa;
            z += sinDec;
        }
        double ra = double.RadiansToDegrees(Math.Atan2(y, x));
        var centred = plane with { CrVal1 = ra < 0 ? ra + 360 : ra, CrVal2 = double.RadiansToDegrees(Math.Atan2(z, double.Hypot(x, y))), CrPix1 = 0, CrPix2 = 0 };
        var (minX, minY, maxX, maxY) = Bounds(centred);
        if (!double.IsFinite(maxX - minX + maxY - minY))
            throw new WcsException("the chips lie too far from one another for one output frame") { Advice = "drizzle fields apart on the sky separately" };
        int width = (int)Math.Ceiling(maxX - minX), height = (int)Math.Ceiling(maxY - minY);

        // The second projection counts pixels from 0, so the lowest corner ends on about pixel 1.
        var placed = centred with { CrPix1 = width / 2.0, CrPix2 = height / 2.0 };
        (minX, minY, _, _) = Bounds(placed);
        var centre = placed.PixelToSky(placed.CrPix1 + (minX - 1), placed.CrPix2 + (minY - 1));
        return new SkyFrame(placed with { CrVal1 = centre.Ra, CrVal2 = centre.Dec }, width, height, chips[0].Name);

        (double MinX, double MinY, double MaxX, double MaxY) Bounds(LinearWcs wcs)
        {
            var pixels = corners.Select(corner => wcs.SkyToPixel(corner.Ra, corner.Dec)).ToArray();
            return (pixels.Min(p => p.X), pixels.Min(p => p.Y), pixels.Max(p => p.X), pixels.Max(p => p.Y));
        }
    }
}
