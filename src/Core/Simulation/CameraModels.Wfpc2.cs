using HstNotebooks.Exposures;

namespace HstNotebooks.Simulation;

public static partial class CameraModels
{
    /// <summary>WFPC2, four chips of 800 x 800, counts in DN with a gain of 7 electrons, data quality in a c1m file: distortion by the tables sad1946fu and s9518396u for 1999.</summary>
    public static CameraModel Wfpc2 { get; } = new()
    {
        Camera = Camera.Wfpc2,
        Instrument = "WFPC2",
        Detector = "",
        Aperture = "WFALL",
        DistortionName = "sad1946fu",
        Suffix = "c0m",
        Unit = "COUNTS",
        CommandedGain = 7,
        Gains = [7.12, 7.12, 6.90, 7.10],
        ReadNoises = [5.24, 5.51, 5.22, 5.19],
        DarkRate = 0.0045,
        // The converter ends at 4095 DN, long before the pixel is full.
        FullWell = 28000,
        Blooms = false,
        Psf = PointSpreadFunction.OfTelescope(core: 0.45, wings: 0.52),
        ChipPsf = new Dictionary<int, PointSpreadFunction> { [1] = PointSpreadFunction.OfTelescope(core: 0.7, wings: 1.1) },
        Flags = new(BadPixel: 2, Hot: 512, Unstable: 1024, Warm: 1024, Saturated: 8),
        Filters = new Dictionary<string, Throughput>
        {
            // Per DN, chip by chip (WFPC2 Data Handbook, table 5.1; F814W also in the recorded log of photeq).
            ["F606W"] = new(1.871e-18, 5997.0, 637.0) { ByChip = [1.900e-18, 1.842e-18, 1.871e-18, 1.885e-18] },
            ["F814W"] = new(2.449067e-18, 8012.0, 653.0) { ByChip = [2.507987e-18, 2.458077e-18, 2.449067e-18, 2.498411e-18] },
        },
        CosmicRayRate = 1.8,
        PixelMicrometres = (15, 9),
        BadColumns = 1,
        Geometry = new(
            [
                new(1, 1, 800, 800, 425, 425, 2.582173843757169, -30.2520345000225, 224.8480072021484, 0.045536,
                    (-5.008960039122e-07, 0.045536, 0.04553554402160644, 5.02854060195386e-05),
                    SipCoefficients.FromHeaderOrder(3,
                        [-1.7819366184553e-06, -4.7082440927319e-12, -1.9097230096248e-06, -3.5817995454944e-08, -3.7211217783146e-06, 4.44702243020867e-10,
                            -3.5985000576994e-08],
                        [-3.3305655586272e-06, -3.6540361947511e-08, -2.1005122187346e-06, 5.04968858212505e-10, -1.9772106658393e-06, -3.6160852623479e-08,
                            -6.4382404943627e-11])),
                new(2, 2, 800, 800, 425, 425, -52.20574067506277, -5.004830083489224, 314.3519897460938, 0.099598,
                    (-2.9879401056859e-07, 0.099598, 0.0995950139387846, 1.3674805174116e-05),
                    SipCoefficients.FromHeaderOrder(3,
                        [-6.5070941671837e-07, 2.16661754801445e-10, -2.9288121547659e-06, -3.4493999998477e-08, -4.4106007983528e-06, 3.00066148724135e-10,
                            -3.3308999832095e-08],
                        [-3.1476049812728e-06, -3.2748011348761e-08, -4.0229183212615e-06, 1.82101487416301e-10, -2.6171228110927e-07, -3.4617079790982e-08,
                            5.6850030330607e-11])),
                new(3, 3, 800, 800, 425, 425, 0.8700000047683716, 47.95999908447266, 44.66999816894531, 0.099578,
                    (-4.9788998742224e-07, 0.099578, 0.099570034812212, -7.7145071033592e-06),
                    SipCoefficients.FromHeaderOrder(3,
                        [6.05256383229324e-08, 3.91350807482222e-10, -2.5511148573486e-06, -3.4812998194046e-08, -2.4693008896685e-06, 1.15975270415576e-10,
                            -3.3917998744075e-08],
                        [-2.6726089785954e-06, -3.3840675647155e-08, -2.9921370367876e-06, 1.02391157770795e-10, -1.8929644572376e-07, -3.4945785913711e-08,
                            6.63926174578551e-11])),
                new(4, 4, 800, 800, 425, 425, 55.43083734807922, -6.081050235723399, 135.2209930419922, 0.099626,
                    (2.9887801057157e-07, 0.099626, 0.09964592850637437, 1.89438846229168e-05),
                    SipCoefficients.FromHeaderOrder(3,
                        [-4.5595129354061e-07, -9.2651470887895e-11, -2.7938896315518e-06, -3.5408999593694e-08, -3.492698960301e-06, 3.56986995581982e-10,
                            -3.4470999516241e-08],
                        [-2.8993333647468e-06, -3.4509078369247e-08, -3.444979657395e-06, 3.97883424486456e-10, -3.4282728998893e-07, -3.5665934064106e-08,
                            -2.5339464561002e-10])),
            ],
            ReferenceChip: 2, Parity: (-1, 1), ApertureV2: 1.67, ApertureV3: 1.66),
    };
}
