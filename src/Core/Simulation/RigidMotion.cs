using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>A motion of the whole field on the sphere about a centre: what a pointing error does to every chip alike.</summary>
internal readonly struct RigidMotion
{
    private readonly Basis from, to;
    private readonly double scale;

    /// <summary>The motion that a pointing error makes about a centre.</summary>
    public RigidMotion(SkyPosition centre, PointingError error)
    {
        scale = error.Scale;
        from = Basis.At(centre);
        var (east, north) = (double.DegreesToRadians(error.East / 3600), double.DegreesToRadians(error.North / 3600));
        var moved = from.Towards(from.Up + from.East * east + from.North * north);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(error.Rotation));
        to = new(moved.Up, moved.East * cos - moved.North * sin, moved.North * cos + moved.East * sin);
    }

    /// <summary>The WCS after the motion.</summary>
    public LinearWcs Apply(LinearWcs wcs)
    {
        var here = Basis.At(Scaled(new(wcs.CrVal1, wcs.CrVal2)));
        var there = Position(Move(here.Up));
        var local = Basis.At(there);
        Vector east = Move(here.East), north = Move(here.North);
        double ee = east.Dot(local.East), en = east.Dot(local.North), ne = north.Dot(local.East), nn = north.Dot(local.North);
        return wcs with
        {
            CrVal1 = there.Ra,
            CrVal2 = there.Dec,
            Cd11 = scale * (ee * wcs.Cd11 + ne * wcs.Cd21),
            Cd12 = scale * (ee * wcs.Cd12 + ne * wcs.Cd22),
            Cd21 = scale * (en * wcs.Cd11 + nn * wcs.Cd21),
            Cd22 = scale * (en * wcs.Cd12 + nn * wcs.Cd22),
        };
    }

    private Vector Move(Vector v) => to.Up * v.Dot(from.Up) + to.East * v.Dot(from.East) + to.North * v.Dot(from.North);

    private SkyPosition Scaled(SkyPosition position)
    {
        if (scale == 1) return position;
        var v = Basis.At(position).Up;
        double along = v.Dot(from.Up);
        return Position(from.Up + from.East * (scale * v.Dot(from.East) / along) + from.North * (scale * v.Dot(from.North) / along));
    }

    private static SkyPosition Position(Vector v)
    {
        double ra = double.RadiansToDegrees(Math.Atan2(v.Y, v.X));
        return new(ra < 0 ? ra + 360 : ra, double.RadiansToDegrees(Math.Atan2(v.Z, double.Hypot(v.X, v.Y))));
    }

    private readonly record struct Vector(double X, double Y, double Z)
    {
        public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        public static Vector operator *(Vector a, double f) => new(a.X * f, a.Y * f, a.Z * f);
        public Vector Cross(Vector b) => new(Y * b.Z - Z * b.Y, Z * b.X - X * b.Z, X * b.Y - Y * b.X);
        public double Dot(Vector b) => X * b.X + Y * b.Y + Z * b.Z;
    }

    /// <summary>Orthonormal vectors at a place on the sphere.</summary>
    private readonly record struct Basis(Vector Up, Vector East, Vector North)
    {
        /// <summary>The basis carried along a great circle to another place, without turning.</summary>
        public Basis Towards(Vector place)
        {
            var up = place * (1 / Math.Sqrt(place.Dot(place)));
            var north = North - up * North.Dot(up);
            north *= 1 / Math.Sqrt(north.Dot(north));
            return new(up, north.Cross(up), north);
        }

        public static Basis At(SkyPosition position)
        {
            var (sa, ca) = Math.SinCos(double.DegreesToRadians(position.Ra));
            var (sd, cd) = Math.SinCos(double.DegreesToRadians(position.Dec));
            return new(new(cd * ca, cd * sa, sd), new(-sa, ca, 0), new(-sd * ca, -sd * sa, cd));
        }
    }
}
