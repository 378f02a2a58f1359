using HstNotebooks.Sky;
using HstNotebooks.Wcs;
using MathNet.Numerics.LinearAlgebra;

namespace HstNotebooks.Pictures.Viewer;

/// <summary>
/// A WCS in a form that a page can evaluate: polynomials of degree 5 from pixels, scaled to -1..1, to the tangent plane about the
/// middle of the image, in degrees. Fitted to the full WCS on a grid.
/// </summary>
internal sealed class WcsPolynomial
{
    private const int Degree = 5, Grid = 24;

    private WcsPolynomial(SkyPosition centre, double[] xi, double[] eta, double middleX, double middleY, double halfX, double halfY) =>
        (Centre, Xi, Eta, MiddleX, MiddleY, HalfX, HalfY) = (centre, xi, eta, middleX, middleY, halfX, halfY);

    public SkyPosition Centre { get; }
    /// <summary>Coefficients of u^i v^j in the order i + j = 0, 1, ...; within a degree by falling i.</summary>
    public double[] Xi { get; }
    public double[] Eta { get; }
    public double MiddleX { get; }
    public double MiddleY { get; }
    public double HalfX { get; }
    public double HalfY { get; }

    /// <summary>Fits a part of an image given in FITS pixels; null where the WCS gives no numbers there.</summary>
    public static WcsPolynomial? Fit(ImageWcs wcs, double x0, double x1, double y0, double y1)
    {
        double mx = (x0 + x1) / 2, my = (y0 + y1) / 2, hx = Math.Max(1, (x1 - x0) / 2), hy = Math.Max(1, (y1 - y0) / 2);
        var centre = wcs.PixelToSky(mx, my);
        int count = (Grid + 1) * (Grid + 1);
        double[] x = new double[count], y = new double[count], ra = new double[count], dec = new double[count];
        for (int i = 0; i < count; i++)
        {
            // Chebyshev's points keep the error even up to the border.
            x[i] = mx - hx * Math.Cos(Math.PI * (i % (Grid + 1)) / Grid);
            y[i] = my - hy * Math.Cos(Math.PI * (i / (Grid + 1)) / Grid);
        }
        wcs.PixelToSky(x, y, ra, dec);
        var design = Matrix<double>.Build.Dense(count, (Degree + 1) * (Degree + 2) / 2, (row, column) => Term(column, (x[row] - mx) / hx, (y[row] - my) / hy));
        var plane = Enumerable.Range(0, count).Select(i => Project(centre, new(ra[i], dec[i]))).ToArray();
        if (plane.Any(p => !double.IsFinite(p.Xi) || !double.IsFinite(p.Eta))) return null;
        var solver = design.QR();
        return new(centre, solver.Solve(Vector<double>.Build.DenseOfEnumerable(plane.Select(p => p.Xi))).ToArray(),
            solver.Solve(Vector<double>.Build.DenseOfEnumerable(plane.Select(p => p.Eta))).ToArray(), mx, my, hx, hy);
    }

    /// <summary>The sky position of a FITS pixel as the page computes it.</summary>
    public SkyPosition PixelToSky(double x, double y)
    {
        double u = (x - MiddleX) / HalfX, v = (y - MiddleY) / HalfY, xi = 0, eta = 0;
        for (int k = 0; k < Xi.Length; k++)
        {
            double term = Term(k, u, v);
            xi += Xi[k] * term;
            eta += Eta[k] * term;
        }
        xi = double.DegreesToRadians(xi);
        eta = double.DegreesToRadians(eta);
        var (s, c) = Math.SinCos(double.DegreesToRadians(Centre.Dec));
        double d = c - eta * s, ra = Math.Atan2(xi, d);
        double degrees = Centre.Ra + double.RadiansToDegrees(ra);
        return new(degrees - 360 * Math.Floor(degrees / 360), double.RadiansToDegrees(Math.Atan2(Math.Cos(ra) * (s + eta * c), d)));
    }

    private static double Term(int index, double u, double v)
    {
        int degree = 0;
        while (index > degree) index -= ++degree;
        return Math.Pow(u, degree - index) * Math.Pow(v, index);
    }

    /// <summary>The gnomonic projection (FITS WCS paper II, 5.1.3), in degrees.</summary>
    private static (double Xi, double Eta) Project(SkyPosition centre, SkyPosition sky)
    {
        var (s0, c0) = Math.SinCos(double.DegreesToRadians(centre.Dec));
        var (s, c) = Math.SinCos(double.DegreesToRadians(sky.Dec));
        var (sa, ca) = Math.SinCos(double.DegreesToRadians(sky.Ra - centre.Ra));
        double d = s * s0 + c * c0 * ca;
        return (double.RadiansToDegrees(c * sa / d), double.RadiansToDegrees((s * c0 - c * s0 * ca) / d));
    }
}
