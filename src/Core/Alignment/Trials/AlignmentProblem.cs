using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// A random alignment problem with known solution: the sources of an exposure with a pointing error, among cosmic rays, and an
/// incomplete catalog with errors and false entries. The same seed gives the same problem.
/// </summary>
public sealed record AlignmentProblem
{
    /// <summary>Columns and rows of the field, pixels.</summary>
    internal const double FieldSize = 4096;
    private const double PixelScale = 0.04;
    private const double CatalogMargin = 400;

    /// <summary>The seed that makes the problem.</summary>
    public required int Seed { get; init; }
    /// <summary>Stars in the field, 6 to 1500.</summary>
    public required int Stars { get; init; }
    /// <summary>Stars that are in both lists.</summary>
    public required int Common { get; init; }
    /// <summary>False sources of the image: cosmic rays, alone or in tracks.</summary>
    public required int CosmicRays { get; init; }
    /// <summary>Fraction of the stars that the catalog holds, 0.4 to 1.</summary>
    public required double Completeness { get; init; }
    /// <summary>Fraction of the catalog's entries that are no stars of the image, 0 to 0.6.</summary>
    public required double FalseEntries { get; init; }
    /// <summary>Error of the catalog per axis, milliarcseconds, 1 to 30.</summary>
    public required double CatalogError { get; init; }
    /// <summary>Error of the image positions per axis, pixels.</summary>
    public required double CentroidError { get; init; }
    /// <summary>Offset in x, reference pixels, up to 3 arcseconds.</summary>
    public required double ShiftX { get; init; }
    /// <summary>Offset in y.</summary>
    public required double ShiftY { get; init; }
    /// <summary>Rotation, degrees, up to 0.15 to both sides.</summary>
    public required double Rotation { get; init; }
    /// <summary>Scale, within 3e-4 of 1.</summary>
    public required double Scale { get; init; }
    /// <summary>The plane of the lists.</summary>
    internal SkyFrame Frame { get; init; } = new(new LinearWcs(FieldSize / 2, FieldSize / 2, 150, 2.2, -PixelScale / 3600, 0, 0, PixelScale / 3600), (int)FieldSize, (int)FieldSize, "trial");
    /// <summary>The image's sources in the plane, 1-based pixels.</summary>
    public required PositionList ImagePositions { get; init; }
    /// <summary>Their fluxes.</summary>
    public required double[] Flux { get; init; }
    /// <summary>The catalog in the plane, 1-based pixels.</summary>
    public required PositionList ReferencePositions { get; init; }
    /// <summary>Pairs of indices (reference, image) of the common stars.</summary>
    public required IReadOnlyList<(int Reference, int Image)> TruePairs { get; init; }

    /// <summary>The true transformation, relative to CRPIX.</summary>
    internal LinearTransform Truth
    {
        get
        {
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(Rotation));
            return new LinearTransform(Scale * cos, -Scale * sin, Scale * sin, Scale * cos, ShiftX, ShiftY);
        }
    }

    /// <summary>Draws a problem.</summary>
    public static AlignmentProblem FromSeed(int seed)
    {
        var random = new Random(seed);
        double Uniform(double low, double high) => low + (high - low) * random.NextDouble();
        double LogUniform(double low, double high) => Math.Exp(Uniform(Math.Log(low), Math.Log(high)));
        double direction = Uniform(0, 2 * Math.PI), distance = Uniform(0, 3) / PixelScale;
        var bare = new AlignmentProblem
        {
            Seed = seed,
            Stars = (int)LogUniform(6, 1501),
            Common = 0,
            CosmicRays = (int)LogUniform(1, 3000),
            Completeness = Uniform(0.4, 1),
            FalseEntries = Uniform(0, 0.6),
            CatalogError = LogUniform(1, 30),
            CentroidError = LogUniform(0.01, 0.15),
            ShiftX = distance * Math.Cos(direction),
            ShiftY = distance * Math.Sin(direction),
            Rotation = Uniform(-0.15, 0.15),
            Scale = Uniform(1 - 3e-4, 1 + 3e-4),
            ImagePositions = new([], []),
            Flux = [],
            ReferencePositions = new([], []),
            TruePairs = [],
        };
        return bare.WithSources(random);
    }

    private AlignmentProblem WithSources(Random random)
    {
        double error = CatalogError / 1000 / PixelScale;
        var image = new List<(double X, double Y, double Flux, int Star)>();
        var catalog = new List<(double X, double Y, int Star)>();
        bool isCluster = random.NextDouble() < 0.3;
        for (int star = 0; star < Stars; star++)
        {
            var (x, y) = isCluster ? Clustered(random) : Anywhere(random);
            double magnitude = Math.Pow(random.NextDouble(), 0.5);
            if (random.NextDouble() < Completeness) catalog.Add((x + error * Normal(random), y + error * Normal(random), star));
            var (vx, vy) = Truth.Apply(x - FieldSize / 2, y - FieldSize / 2);
            (vx, vy) = (vx + FieldSize / 2, vy + FieldSize / 2);
            bool isSeen = vx is > 5 and < FieldSize - 5 && vy is > 5 and < FieldSize - 5 && random.NextDouble() < 0.97;
            if (isSeen) image.Add((vx + CentroidError * Normal(random), vy + CentroidError * Normal(random), Math.Pow(10, 5 - 2.5 * magnitude), star));
        }
        int falseEntries = (int)(catalog.Count * FalseEntries / (1 - FalseEntries));
        for (int i = 0; i < falseEntries; i++)
        {
            var (x, y) = Anywhere(random);
            catalog.Add((x, y, -1));
        }
        AddCosmicRays(image, random);
        Shuffle(image, random);
        Shuffle(catalog, random);
        var placeInImage = image.Select((s, i) => (s.Star, i)).Where(s => s.Star >= 0).ToDictionary(s => s.Star, s => s.i);
        var pairs = catalog.Select((c, r) => (c.Star, r)).Where(c => c.Star >= 0 && placeInImage.ContainsKey(c.Star)).Select(c => (c.r, placeInImage[c.Star])).ToList();
        return this with
        {
            Common = pairs.Count,
            ImagePositions = new([.. image.Select(s => s.X)], [.. image.Select(s => s.Y)]),
            Flux = [.. image.Select(s => s.Flux)],
            ReferencePositions = new([.. catalog.Select(c => c.X)], [.. catalog.Select(c => c.Y)]),
            TruePairs = pairs,
        };
    }

    /// <summary>A third of the cosmic rays leave tracks that are found as two to five sources a few pixels apart.</summary>
    private void AddCosmicRays(List<(double X, double Y, double Flux, int Star)> image, Random random)
    {
        for (int i = 0; i < CosmicRays;)
        {
            double x = FieldSize * random.NextDouble(), y = FieldSize * random.NextDouble(), angle = 2 * Math.PI * random.NextDouble(), flux = Math.Pow(10, 2 + 2.5 * random.NextDouble());
            int pieces = random.NextDouble() < 0.33 ? 2 + random.Next(4) : 1;
            for (int k = 0; k < pieces && i < CosmicRays; k++, i++) image.Add((x + 5 * k * Math.Cos(angle), y + 5 * k * Math.Sin(angle), flux, -1));
        }
    }

    private static (double X, double Y) Anywhere(Random random) =>
        (-CatalogMargin + (FieldSize + 2 * CatalogMargin) * random.NextDouble(), -CatalogMargin + (FieldSize + 2 * CatalogMargin) * random.NextDouble());

    private static (double X, double Y) Clustered(Random random) => (FieldSize / 2 + 900 * Normal(random), FieldSize / 2 + 900 * Normal(random));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Shuffle<T>(List<T> list, Random random)
    {
        for (int i = list.Count - 1; i > 0; i--)
        {
            int j = random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
