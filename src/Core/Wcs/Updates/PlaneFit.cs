namespace HstNotebooks.Wcs;

/// <summary>
/// A linear relation in the plane of a reference frame: v = u M + t in row-vector form, u the reference and v the image position
/// in pixels, both relative to CRPIX of the frame (facts: matching-and-fitting 3.6). The shift t is image minus reference.
/// </summary>
/// <param name="ShiftX">t in x, reference pixels.</param>
/// <param name="ShiftY">t in y, reference pixels.</param>
/// <param name="M11">M[0,0].</param>
/// <param name="M12">M[0,1].</param>
/// <param name="M21">M[1,0].</param>
/// <param name="M22">M[1,1].</param>
public readonly record struct PlaneFit(double ShiftX, double ShiftY, double M11, double M12, double M21, double M22)
{
    /// <summary>The identity.</summary>
    public static PlaneFit Identity { get; } = new(0, 0, 1, 0, 0, 1);

    /// <summary>From the numbers of a shift file: shifts in reference pixels, rotations in degrees, scales.</summary>
    public static PlaneFit FromRotationAndScale(double shiftX, double shiftY, double rotationX, double rotationY, double scaleX, double scaleY)
    {
        var (sinX, cosX) = Math.SinCos(double.DegreesToRadians(rotationX));
        var (sinY, cosY) = Math.SinCos(double.DegreesToRadians(rotationY));
        return new PlaneFit(shiftX, shiftY, scaleX * cosX, -scaleX * sinX, scaleY * sinY, scaleY * cosY);
    }

    /// <summary>The reference position of an image position, both relative to CRPIX: (v - t) M^-1.</summary>
    public (double X, double Y) Correct(double x, double y)
    {
        double det = M11 * M22 - M12 * M21;
        (x, y) = (x - ShiftX, y - ShiftY);
        return ((x * M22 - y * M21) / det, (y * M11 - x * M12) / det);
    }
}
