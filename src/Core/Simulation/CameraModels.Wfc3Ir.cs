using HstNotebooks.Exposures;

namespace HstNotebooks.Simulation;

public static partial class CameraModels
{
    /// <summary>WFC3/IR, 1014 x 1014: distortion of ib4606cpq (IDC table w3m18525i), electronics of the same header. Ramps are not simulated: pixels are rates with the noise of a fitted ramp.</summary>
    public static CameraModel Wfc3Ir { get; } = new()
    {
        Camera = Camera.Wfc3Ir,
        Instrument = "WFC3",
        Detector = "IR",
        Aperture = "IR",
        DistortionName = "w3m18525i",
        Suffix = "flt",
        Unit = "ELECTRONS/S",
        CommandedGain = 2.5,
        Gains = [2.34, 2.37, 2.31, 2.38],
        ReadNoises = [20.2, 19.8, 19.9, 20.1],
        // Correlated reads of some sixteen samples bring the noise of a fitted ramp down to about this.
        EffectiveReadNoise = 12.5,
        DarkRate = 0.048,
        FullWell = 78000,
        Blooms = false,
        Psf = PointSpreadFunction.OfTelescope(core: 0.48, wings: 0.78),
        Filters = new Dictionary<string, Throughput>
        {
            ["F110W"] = new(1.5318e-20, 11534.5, 1428.5),
            ["F160W"] = new(1.9276e-20, 15369.2, 826.3),
        },
        // The fit of the ramp removes nearly every particle.
        CosmicRayRate = 0.02,
        PixelMicrometres = (18, 5),
        HotPixelFraction = 4e-3,
        BadColumns = 0,
        Geometry = new(
            [
                new(1, 0, 1014, 1014, 507, 507, 1.019, -0.507, 45.0, 0.1282500028610229,
                    (0.000776120403315872, 0.1354107111692429, 0.1209510564804077, -0.00042132250382564),
                    SipCoefficients.FromHeaderOrder(4,
                        [5.36543879655039e-08, 3.57608124801564e-11, -2.0298654411109e-13, 2.44567998516218e-05, 5.99977055536005e-11, 6.20421897334776e-13,
                            -1.9767903795896e-07, 1.12426213281082e-10, -2.0999805662514e-14, -1.4547443693903e-10, 5.61137882880728e-13, -3.350311477329e-13],
                        [3.00207750656021e-05, -1.6773547445182e-10, 7.74735188487937e-13, -1.7469718445787e-07, 4.26550075268506e-11, -9.0688431239891e-14,
                            6.98027411532913e-06, -2.6338747532099e-10, -6.9630146722556e-14, 5.31541345421763e-11, 1.00135300774332e-13, -6.1398288616439e-13])),
            ],
            ReferenceChip: 0, Parity: (-1, 1), ApertureV2: 1.019, ApertureV3: -0.507),
    };
}
