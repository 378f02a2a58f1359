using HstNotebooks.Sky;

namespace HstNotebooks.Simulation;

/// <summary>
/// The field of the alignment tutorial: an open cluster where NGC 6791 is, in WFC3/UVIS F606W, with the exposures of programme
/// 12692. Numbers of stars per magnitude follow Gaia's counts in the real field; no star is a real one.
/// </summary>
public static class TutorialScene
{
    /// <summary>RA_TARG and DEC_TARG of the programme.</summary>
    public static SkyPosition Target { get; } = new(290.2247917, 37.8026667);

    /// <summary>Magnitude in F606W (ST) minus Gaia's G, for the stars of the cluster.</summary>
    private const double Colour = 0.31;

    /// <summary>
    /// Exposures of 30, 360 and 360 s, the third moved by 82 arcsec, each with a pointing error of a few tenths of an arcsecond; catalogs
    /// <c>gaia.cat</c> and <c>sdss.cat</c>.
    /// </summary>
    /// <param name="camera">The camera; WFC3/UVIS at full size where none is given.</param>
    /// <param name="moving">Whether the stars have proper motions.</param>
    public static Observation Ngc6791(CameraModel? camera = null, bool moving = true)
    {
        var scene = new Scene("ngc6791", new StarCluster
        {
            Centre = new(290.2250, 37.8029),
            BrightestMagnitude = 10 + Colour,
            // G from 10 to 21: Gaia DR2 in the real field; fainter: the counts rise on, so that long exposures show some hundred stars more than the catalogs.
            LuminosityFunction = [1, 3, 13, 24, 87, 131, 306, 1300, 1480, 1490, 1590, 2600, 3400, 4000, 4500, 5000],
            ProperMotion = moving ? (-0.4, -2.3) : null,
        }.Make(6791), 6791);
        var first = new ExposureDescription
        {
            RootName = "ibwb01xqq",
            Camera = camera ?? CameraModels.Wfc3Uvis,
            Filter = "F606W",
            ExposureTime = 30,
            Start = new DateTime(2011, 12, 20, 3, 12, 40, DateTimeKind.Utc),
            TargetName = "NGC6791",
            Target = Target,
            PaV3 = 258.98,
            VelocityAberration = 1.0000312,
            PointingError = new(0.312, -0.186, 0.0047, 1.000031),
            SkyRate = 0.0440,
            AssociationId = "IBWB01010",
            ProposalId = 12692,
        };
        var second = first with
        {
            RootName = "ibwb01xrq",
            ExposureTime = 360,
            Start = first.Start.AddSeconds(210),
            PointingError = new(0.318, -0.181, 0.0047, 1.000034),
            SkyRate = 0.0426,
            CosmicRayFactor = 0.9,
        };
        var third = second with
        {
            RootName = "ibwb01xxq",
            Start = first.Start.AddSeconds(5400),
            PosTarg2 = 81.6,
            PointingError = new(0.274, -0.222, 0.0025, 1.000036),
            SkyRate = 0.0363,
            CosmicRayFactor = 1.2,
        };
        return new("ngc6791", "An open cluster in WFC3/UVIS F606W: three exposures, one moved by 82 arcsec, with Gaia-like and SDSS-like catalogs.", scene, [first, second, third])
        {
            Catalogs = new Dictionary<string, Tables.Table>
            {
                ["gaia.cat"] = ReferenceCatalogs.GaiaLike(scene, Target, 6, Colour),
                ["sdss.cat"] = ReferenceCatalogs.SdssLike(scene, Target, 6, 0.3),
            },
        };
    }
}
