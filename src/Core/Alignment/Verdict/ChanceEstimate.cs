namespace HstNotebooks.Alignment;

/// <summary>
/// How often an alignment as convincing as this one would come about by chance, for lists as dense as these: the number of false
/// alarms of the a-contrario method (Desolneux, Moisan and Morel 2008; Moisan, Moulon and Monasse 2012, IPOL 2, 56).
/// </summary>
/// <remarks>
/// Under the hypothesis that the lists have nothing to do with each other, a source of the image finds a partner within r with the
/// local density of the reference times pi r^2; the number of such pairs is Poisson. The pairs that a fit needs to be determined
/// at all say nothing, so they are not counted. The probability is multiplied by the number of independent offsets that were
/// tried and of radii looked at.
/// </remarks>
/// <param name="Radius">The radius about the fit, reference pixels, at which the alignment is most convincing.</param>
/// <param name="Matches">Pairs within the radius.</param>
/// <param name="ExpectedByChance">How many would be expected by chance.</param>
/// <param name="LogFalseAlarms">log10 of the number of false alarms: -6 means one in a million.</param>
public sealed record ChanceEstimate(double Radius, int Matches, double ExpectedByChance, double LogFalseAlarms)
{
    private const int Radii = 12;
    private const double SmallestFraction = 0.03;
    private const int SampledSources = 5000;
    /// <summary>Rings, each around the one before, in which the local density is counted, reference pixels: close by, because sources come in clumps, and wider.</summary>
    private static readonly (double Inner, double Outer)[] Rings = [(3, 8), (8, 30), (30, 100)];

    /// <summary>Estimates for a fit.</summary>
    /// <param name="fitted">The image's sources brought onto the reference by the fit, reference pixels.</param>
    /// <param name="reference">The reference sources.</param>
    /// <param name="pairs">The pairs found within the tolerance.</param>
    /// <param name="tolerance">The largest distance of a pair, reference pixels.</param>
    /// <param name="searchRadius">How far offsets were searched, reference pixels.</param>
    /// <param name="searchRotation">How far rotations were searched to both sides, degrees; 0 where none was.</param>
    /// <param name="parameters">How many pairs determine the fit.</param>
    /// <param name="dispersion">Variance over mean of the number of chance pairs, 1 for Poisson numbers.</param>
    internal static ChanceEstimate Of(PositionList fitted, PositionList reference, IReadOnlyList<(int Reference, int Image)> pairs,
        double tolerance, double searchRadius, double searchRotation, int parameters, double dispersion)
    {
        double extent = Extent(fitted);
        double density = Math.Max(DensitySum(fitted, reference), MeanDensity(fitted, reference));
        double[] distances = [.. pairs.Select(p => double.Hypot(fitted.X[p.Image] - reference.X[p.Reference], fitted.Y[p.Image] - reference.Y[p.Reference]))];
        ChanceEstimate? best = null;
        for (int i = 0; i < Radii; i++)
        {
            double radius = tolerance * Math.Pow(SmallestFraction, 1 - i / (Radii - 1.0));
            int count = distances.Count(d => d <= radius);
            double expected = density * Math.PI * radius * radius;
            double side = 2 * (searchRadius + tolerance);
            double rotations = Math.Max(1, 2 * double.DegreesToRadians(searchRotation) * extent / radius);
            double trials = Math.Max(1, side * side / (Math.PI * radius * radius)) * rotations * Radii;
            // Clumps of pairs count as one: numbers and expectation are divided by the dispersion. Parts of a pair count as parts, so
            // that a dispersion of 1.01 is not another world than 1.
            double log = Math.Log10(trials) + LogPoissonTail((count - parameters) / dispersion, expected / dispersion);
            if (best is null || log < best.LogFalseAlarms) best = new ChanceEstimate(radius, count, expected, log);
        }
        return best!;
    }

    /// <summary>Half the diagonal of the area that the sources fill.</summary>
    private static double Extent(PositionList list)
    {
        var x = list.X.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var y = list.Y.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        return double.Hypot(x.Max() - x.Min(), y.Max() - y.Min()) / 2;
    }

    /// <summary>
    /// The same sum for sources spread evenly over the area of the image: what is left where sources are so few that there is none
    /// around most of them. One more reference source is counted, so that it is never zero.
    /// </summary>
    private static double MeanDensity(PositionList fitted, PositionList reference)
    {
        var x = fitted.X.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var y = fitted.Y.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        double x0 = x.Min(), x1 = x.Max(), y0 = y.Min(), y1 = y.Max();
        int inside = Enumerable.Range(0, reference.Count).Count(i => reference.X[i] >= x0 && reference.X[i] <= x1 && reference.Y[i] >= y0 && reference.Y[i] <= y1);
        return x.Length * (inside + 1) / Math.Max(1, (x1 - x0) * (y1 - y0));
    }

    /// <summary>
    /// Sum over the image's sources of the density of reference sources around them, per square pixel. Of long lists a sample is
    /// looked at, spread evenly over the list, which is good to a per cent or two.
    /// </summary>
    private static double DensitySum(PositionList fitted, PositionList reference)
    {
        var grid = new PointGrid(reference.X, reference.Y, Rings[^1].Outer / 4);
        double[] limits = [.. Rings.Select(r => r.Inner * r.Inner), Rings[^1].Outer * Rings[^1].Outer];
        double[] sums = new double[Rings.Length];
        int[] counts = new int[limits.Length];
        int step = Math.Max(1, fitted.Count / SampledSources), sampled = 0;
        for (int i = 0; i < fitted.Count; i += step)
        {
            sampled++;
            if (!double.IsFinite(fitted.X[i]) || !double.IsFinite(fitted.Y[i])) continue;
            Array.Clear(counts);
            grid.CountWithin(fitted.X[i], fitted.Y[i], limits, counts);
            for (int ring = 0; ring < Rings.Length; ring++) sums[ring] += (counts[ring + 1] - counts[ring]) / (Math.PI * (limits[ring + 1] - limits[ring]));
        }
        return sums.Max() * fitted.Count / Math.Max(1, sampled);
    }

    /// <summary>log10 of an upper bound of the probability that a Poisson number of the given mean is at least n; between whole numbers by the gamma function, without steps.</summary>
    internal static double LogPoissonTail(double n, double mean)
    {
        if (n <= mean || n <= 0) return 0;
        if (mean <= 0) mean = 1e-12;
        double log = n * Math.Log(mean) - mean - MathNet.Numerics.SpecialFunctions.GammaLn(n + 1.0) - Math.Log(1 - mean / (n + 1.0));
        return Math.Min(0, log / Math.Log(10));
    }
}
