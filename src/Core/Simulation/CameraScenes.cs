using HstNotebooks.Sky;

namespace HstNotebooks.Simulation;

/// <summary>One observation for each camera besides the tutorial's: dithered exposures of a star field with pointing errors.</summary>
public static class CameraScenes
{
    /// <summary>WFC3/IR F160W, four exposures of 400 s.</summary>
    public static Observation Wfc3Ir() => Dithered("wfc3ir", "A star field in WFC3/IR F160W.", CameraModels.Wfc3Ir, "F160W", "ib3d01", 400,
        new(137.8395, -64.9133), radius: 2.2, stars: [10, 40, 80, 130, 200, 300, 500, 700], sky: 0.7, seed: 160);

    /// <summary>ACS/WFC F814W, four exposures of 500 s.</summary>
    /// <param name="camera">The camera, full size where none is given.</param>
    public static Observation AcsWfc(CameraModel? camera = null) => Dithered("acswfc", "A star field in ACS/WFC F814W with lookup-table distortion.", camera ?? CameraModels.AcsWfc, "F814W", "jbt122", 500,
        new(150.0662, 63.1845), radius: 3.2, stars: [20, 60, 120, 200, 350, 600, 1000, 1500], sky: 0.09, seed: 814);

    /// <summary>ACS/HRC F606W, four exposures of 60 s.</summary>
    public static Observation AcsHrc() => Dithered("acshrc", "A dense star field in ACS/HRC F606W.", CameraModels.AcsHrc, "F606W", "j8bt06", 60,
        new(6.0271, -72.0835), radius: 0.5, stars: [40, 80, 150, 300, 500, 900, 1200, 1500], sky: 0.02, seed: 606);

    /// <summary>WFPC2 F814W, six exposures of 200 s at the edge of M2.</summary>
    public static Observation Wfpc2() => Dithered("wfpc2", "The edge of a globular cluster in WFPC2 F814W.", CameraModels.Wfpc2, "F814W", "ua0605", 200,
        new(323.3187, -0.8647), radius: 2.2, stars: [20, 60, 150, 300, 600, 900, 1300, 1800], sky: 0.05, seed: 605, exposures: 6);

    /// <summary>
    /// A constant sky without noise, <c>simulation_c0m.fits</c>: each chip shows the counts that its sensitivity gives, so that the chips differ by
    /// the ratios of their PHOTFLAM until photeq makes them equal.
    /// </summary>
    public static Observation BlankSky() => new("blanksky", "A constant sky seen by the four chips of WFPC2, without noise.", new Scene("blanksky", [], 1),
    [
        new()
        {
            RootName = "simulation",
            Camera = CameraModels.Wfpc2,
            Filter = "F814W",
            ExposureTime = 200,
            TargetName = "BLANK-SKY",
            Target = new(323.3187, -0.8647),
            PaV3 = 315,
            SkyRate = 0.5,
            IsNoiseless = true,
        },
    ]);

    private static Observation Dithered(string name, string summary, CameraModel camera, string filter, string rootStart, double time,
        SkyPosition target, double radius, int[] stars, double sky, ulong seed, int exposures = 4)
    {
        var scene = new Scene(name, new StarCluster { Centre = target, Radius = radius, PlummerRadius = radius, BrightestMagnitude = 16, LuminosityFunction = stars }.Make(seed), seed);
        // Half-pixel steps of the four-point dither box, plus whole pixels that move stars off bad columns.
        (double X, double Y)[] steps = [(0, 0), (5.5, 2.5), (3.5, 7.5), (-2, 5), (-4.5, -3.5), (2.5, -6.5)];
        var random = new NoiseStream(seed, Purpose.Pointing);
        double scale = camera.Geometry.Chips[camera.Geometry.ReferenceChip].Scale;
        double east = random.NextUniform(-0.4, 0.4), north = random.NextUniform(-0.4, 0.4), roll = random.NextUniform(-0.01, 0.01);
        var list = new ExposureDescription[exposures];
        for (int i = 0; i < exposures; i++)
            list[i] = new()
            {
                RootName = $"{rootStart}{(char)('a' + i)}{(char)('a' + i)}q",
                Camera = camera,
                Filter = filter,
                ExposureTime = time,
                Start = new DateTime(2010, 3, 5, 4, 0, 0, DateTimeKind.Utc).AddSeconds(i * (time + 120)),
                TargetName = name.ToUpperInvariant(),
                Target = target,
                PosTarg1 = steps[i].X * scale,
                PosTarg2 = steps[i].Y * scale,
                PaV3 = 40 + (double)(seed % 300),
                VelocityAberration = 1.00002,
                // The guide stars are wrong by the same amount in all; between exposures the pointing jitters.
                PointingError = new(east + 0.01 * random.NextGaussian(), north + 0.01 * random.NextGaussian(), roll + 0.0005 * random.NextGaussian()),
                SkyRate = sky,
                AssociationId = rootStart.ToUpperInvariant() + "010",
            };
        return new(name, summary, scene, list)
        {
            Catalogs = new Dictionary<string, Tables.Table> { ["gaia.cat"] = ReferenceCatalogs.GaiaLike(scene, target, radius) },
        };
    }
}
