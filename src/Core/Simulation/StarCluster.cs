using HstNotebooks.Sky;

namespace HstNotebooks.Simulation;

/// <summary>Makes the star list of a round cluster in a field of unrelated stars.</summary>
public sealed record StarCluster
{
    /// <summary>Centre of cluster and field.</summary>
    public required SkyPosition Centre { get; init; }
    /// <summary>Radius of the field in arcminutes.</summary>
    public double Radius { get; init; } = 6.3;
    /// <summary>Part of the stars that belong to the cluster.</summary>
    public double ClusterFraction { get; init; } = 0.45;
    /// <summary>Plummer radius of the cluster in arcminutes.</summary>
    public double PlummerRadius { get; init; } = 3.5;
    /// <summary>Stars per magnitude, from <see cref="BrightestMagnitude"/> on in steps of one.</summary>
    public required IReadOnlyList<int> LuminosityFunction { get; init; }
    /// <summary>Where the luminosity function starts.</summary>
    public double BrightestMagnitude { get; init; }
    /// <summary>Mean proper motion of the cluster (mas per year, east and north); the field scatters about zero. Null: nothing moves.</summary>
    public (double East, double North)? ProperMotion { get; init; }

    /// <summary>The stars, brightest magnitude bin first.</summary>
    public IReadOnlyList<Star> Make(ulong seed)
    {
        var random = new NoiseStream(seed, Purpose.Stars);
        var stars = new List<Star>(LuminosityFunction.Sum());
        for (int bin = 0; bin < LuminosityFunction.Count; bin++)
            for (int i = 0; i < LuminosityFunction[bin]; i++)
                stars.Add(MakeOne(BrightestMagnitude + bin + random.NextUniform(), ref random));
        return stars;
    }

    private Star MakeOne(double magnitude, ref NoiseStream random)
    {
        bool member = random.NextUniform() < ClusterFraction;
        double u = random.NextUniform(), angle = random.NextUniform(0, 2 * Math.PI);
        double a2 = PlummerRadius * PlummerRadius, r2 = Radius * Radius;
        // Surface density of Plummer (1911): the mass within r is r^2 / (r^2 + a^2).
        double v = u * r2 / (r2 + a2);
        double radius = member ? PlummerRadius * Math.Sqrt(v / (1 - v)) : Radius * Math.Sqrt(u);
        var (sin, cos) = Math.SinCos(angle);
        double dec = Centre.Dec + radius * cos / 60;
        double ra = Centre.Ra + radius * sin / 60 / Math.Cos(double.DegreesToRadians(dec));
        double east = random.NextGaussian(), north = random.NextGaussian();
        if (ProperMotion is not { } motion) return new(ra, dec, magnitude);
        return member ? new(ra, dec, magnitude, motion.East + 0.1 * east, motion.North + 0.1 * north)
            : new(ra, dec, magnitude, 4 * east, 4 * north);
    }
}
