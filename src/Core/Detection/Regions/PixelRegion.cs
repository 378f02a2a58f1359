namespace HstNotebooks.Detection;

/// <summary>A closed area on a chip, in FITS 1-based pixels. A pixel belongs to it when its centre lies strictly inside.</summary>
internal abstract record PixelRegion
{
    /// <summary>Smallest and largest coordinates that the area can reach.</summary>
    public abstract (double X0, double Y0, double X1, double Y1) Bounds { get; }

    /// <summary>Whether a position lies strictly inside.</summary>
    public abstract bool Contains(double x, double y);

    /// <summary>An ellipse with semi-axes a (along the angle) and b; the angle in degrees counter-clockwise from x.</summary>
    internal sealed record Ellipse(double X, double Y, double A, double B, double Angle) : PixelRegion
    {
        private readonly (double Sin, double Cos) turn = Math.SinCos(double.DegreesToRadians(Angle));

        public override (double X0, double Y0, double X1, double Y1) Bounds => Around(X, Y, Math.Max(A, B));

        public override bool Contains(double x, double y)
        {
            double dx = x - X, dy = y - Y, u = (dx * turn.Cos + dy * turn.Sin) / A, v = (dy * turn.Cos - dx * turn.Sin) / B;
            return u * u + v * v < 1;
        }
    }

    /// <summary>The area between two ellipses of the same centre and angle.</summary>
    internal sealed record Ring(Ellipse Outer, Ellipse Inner) : PixelRegion
    {
        public override (double X0, double Y0, double X1, double Y1) Bounds => Outer.Bounds;
        public override bool Contains(double x, double y) => Outer.Contains(x, y) && !Inner.Contains(x, y);
    }

    /// <summary>A rectangle about a centre, turned by degrees counter-clockwise from x.</summary>
    internal sealed record Box(double X, double Y, double Width, double Height, double Angle) : PixelRegion
    {
        private readonly (double Sin, double Cos) turn = Math.SinCos(double.DegreesToRadians(Angle));

        public override (double X0, double Y0, double X1, double Y1) Bounds => Around(X, Y, double.Hypot(Width, Height) / 2);

        public override bool Contains(double x, double y)
        {
            double dx = x - X, dy = y - Y;
            return Math.Abs(dx * turn.Cos + dy * turn.Sin) < Width / 2 && Math.Abs(dy * turn.Cos - dx * turn.Sin) < Height / 2;
        }
    }

    /// <summary>A polygon; crossings are counted by the even-odd rule.</summary>
    internal sealed record Polygon(double[] X, double[] Y) : PixelRegion
    {
        public override (double X0, double Y0, double X1, double Y1) Bounds => (X.Min(), Y.Min(), X.Max(), Y.Max());

        public override bool Contains(double x, double y)
        {
            bool inside = false;
            for (int i = 0, j = X.Length - 1; i < X.Length; j = i++)
            {
                if (Y[i] > y != Y[j] > y && x < (X[j] - X[i]) * (y - Y[i]) / (Y[j] - Y[i]) + X[i]) inside = !inside;
            }
            return inside;
        }
    }

    /// <summary>No area: a point, a line, or a region that does not meet the chip.</summary>
    internal sealed record Nothing : PixelRegion
    {
        public override (double X0, double Y0, double X1, double Y1) Bounds => (1, 1, 0, 0);
        public override bool Contains(double x, double y) => false;
    }

    private static (double, double, double, double) Around(double x, double y, double r) => (x - r, y - r, x + r, y + r);
}
