using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// v = u M + t in row-vector form: vx = M11 ux + M21 uy + Tx, vy = M12 ux + M22 uy + Ty. u and v are relative to CRPIX of the
/// reference frame, in its pixels.
/// </summary>
internal readonly record struct LinearTransform(double M11, double M12, double M21, double M22, double Tx, double Ty)
{
    /// <summary>No change.</summary>
    public static LinearTransform Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>The transformation of a fit.</summary>
    public static LinearTransform Of(LinearFit fit) => new(fit.M11, fit.M12, fit.M21, fit.M22, fit.ShiftX, fit.ShiftY);

    /// <summary>Determinant of M.</summary>
    public double Determinant => M11 * M22 - M12 * M21;

    /// <summary>Maps a reference position to the image position.</summary>
    public (double X, double Y) Apply(double ux, double uy) => (M11 * ux + M21 * uy + Tx, M12 * ux + M22 * uy + Ty);

    /// <summary>Maps an image position back: (v - t) M^-1.</summary>
    public (double X, double Y) Invert(double vx, double vy)
    {
        double x = vx - Tx, y = vy - Ty, det = Determinant;
        return ((x * M22 - y * M21) / det, (y * M11 - x * M12) / det);
    }

    /// <summary>Brings image positions (1-based pixels of the frame) onto the reference.</summary>
    public PositionList Invert(PositionList image, LinearWcs frame)
    {
        double[] x = new double[image.Count], y = new double[image.Count];
        for (int i = 0; i < x.Length; i++)
        {
            var (fx, fy) = Invert(image.X[i] - frame.CrPix1, image.Y[i] - frame.CrPix2);
            (x[i], y[i]) = (fx + frame.CrPix1, fy + frame.CrPix2);
        }
        return new PositionList(x, y);
    }
}
