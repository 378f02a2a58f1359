using HstNotebooks.Drizzling;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>An affine mapping with an optional quadratic term, for tests: X = x0 + a x + b y + curve y^2, Y = y0 + c x + d y + curve x^2.</summary>
internal sealed record AffineMap(double X0, double Y0, double A = 1, double B = 0, double C = 0, double D = 1, double Curve = 0)
{
    /// <summary>A shift.</summary>
    public static AffineMap Shift(double dx, double dy) => new(dx, dy);

    /// <summary>A rotation by degrees and magnification about a centre, which falls on another position.</summary>
    public static AffineMap Turn(double degrees, double magnification, double centre, double falls)
    {
        var (s, c) = Math.SinCos(double.DegreesToRadians(degrees));
        (s, c) = (s * magnification, c * magnification);
        return new(falls - c * centre + s * centre, falls - s * centre - c * centre, c, -s, s, c);
    }

    public (double X, double Y) Map(double x, double y) => (X0 + A * x + B * y + Curve * y * y, Y0 + C * x + D * y + Curve * x * x);

    public PixelRowMapping Rows => (y, x0, xs, ys) =>
    {
        for (int i = 0; i < xs.Length; i++) (xs[i], ys[i]) = Map(x0 + i, y);
    };
}
