using HstNotebooks.Exposures;

namespace HstNotebooks.Simulation;

public static partial class CameraModels
{
    /// <summary>ACS/HRC, 1024 x 1024: distortion of j8bt06nyq (IDC table n721640fj), electronics of the same header.</summary>
    public static CameraModel AcsHrc { get; } = new()
    {
        Camera = Camera.AcsHrc,
        Instrument = "ACS",
        Detector = "HRC",
        Aperture = "HRC",
        DistortionName = "n721640fj",
        Suffix = "flt",
        Unit = "ELECTRONS",
        Amplifiers = "C",
        CommandedGain = 2,
        Gains = [0, 0, 2.216, 0],
        ReadNoises = [0, 0, 4.71, 0],
        DarkRate = 0.0025,
        FullWell = 140000,
        Psf = PointSpreadFunction.OfTelescope(core: 0.95, wings: 1.6),
        Filters = new Dictionary<string, Throughput>
        {
            ["F606W"] = new(1.2781042e-19, 5888.0, 662.8),
        },
        CosmicRayRate = 5.5,
        PixelMicrometres = (21, 15),
        Geometry = new(
            [
                new(1, 0, 1024, 1024, 512, 512, 207.0800018310547, 471.4739990234375, 0.0, 0.025,
                    (-3.5000000934815e-05, 0.02828099951148033, 0.0248429998755455, 0.002914000069722533),
                    SipCoefficients.FromHeaderOrder(4,
                        [-7.0889395968097e-07, -1.8815236170312e-11, 3.52663128667526e-14, 9.01865480733676e-06, 4.10095454377589e-10, -1.8416520384227e-13,
                            -3.3163602099644e-06, -2.9240036454705e-11, -1.3458234665785e-12, 9.65774472432314e-11, -2.2242752420711e-12, 3.23745227404317e-13],
                        [1.1507696520549e-05, 7.3589451602895e-10, -1.2780970907036e-12, -2.6697404172385e-06, -6.3116444335245e-10, -5.3932063162612e-13,
                            2.00059877639217e-06, 3.02073232258143e-10, 9.93387657260949e-13, 4.48761161830502e-10, -1.306503280771e-12, 2.66823917315528e-13])),
            ],
            ReferenceChip: 0, Parity: (-1, 1), ApertureV2: 207.08, ApertureV3: 471.474),
    };
}
