using HstNotebooks.Exposures;

namespace HstNotebooks.Simulation;

/// <summary>The cameras that can be simulated. Numbers are those of calibrated headers of the named exposures.</summary>
public static partial class CameraModels
{
    /// <summary>WFC3/UVIS, two chips of 4096 x 2051: distortion of ib4606c6q (IDC table 2731450pi), electronics of the same header.</summary>
    public static CameraModel Wfc3Uvis { get; } = new()
    {
        Camera = Camera.Wfc3Uvis,
        Instrument = "WFC3",
        Detector = "UVIS",
        Aperture = "UVIS-CENTER",
        DistortionName = "2731450pi",
        Suffix = "flc",
        Unit = "ELECTRONS",
        CommandedGain = 1.5,
        Gains = [1.56, 1.56, 1.56, 1.56],
        ReadNoises = [3.03, 3.13, 3.08, 3.18],
        DarkRate = 0.0007,
        FullWell = 68000,
        Psf = PointSpreadFunction.OfTelescope(core: 0.74, wings: 1.0),
        Filters = new Dictionary<string, Throughput>
        {
            ["F606W"] = new(1.1656e-19, 5889.2, 656.7),
            ["F555W"] = new(1.8379346e-19, 5307.9, 517.1),
            ["F814W"] = new(1.4980e-19, 8039.1, 666.8),
        },
        // About 1.1 particles per second and square centimetre, on 6.1 x 3.1 cm.
        CosmicRayRate = 21,
        NpolAmplitude = 0.04,
        D2imAmplitude = 0.02,
        Geometry = new(
            [
                new(1, 2, 4096, 2051, 2048, 1026, -27.4596, -33.2604, 45, 0.03962000086903572,
                    (0.000175079636392183, 0.03977800905704498, 0.03984111174941063, 0.002336987992748618),
                    SipCoefficients.FromHeaderOrder(4,
                        [9.68752216541829e-08, 1.83977137395279e-11, -1.5724178902718e-14, -3.0073309899834e-06, 1.52171396326211e-11, 1.06776659403511e-14,
                            2.93081163466262e-06, -1.2617092273945e-11, -1.725583405793e-14, 3.05584134653132e-11, 6.65929786678309e-15, -7.458238590171e-15],
                        [-3.1182425747255e-06, 1.49270537925503e-11, 1.7312015536267e-14, 2.81470255140448e-06, -5.0794595846563e-12, 8.68079140232788e-15,
                            -5.8319285504418e-08, 1.02902087236718e-11, 1.89739365693031e-14, 1.80116277193471e-13, -6.694073536343e-16, 2.81833598801922e-15])),
                new(2, 1, 4096, 2051, 2048, 1026, 30.642796, 25.242006, 45, 0.03962000086903572,
                    (0.0001285237231059, 0.03954129666090012, 0.03936995193362236, 0.002580430591478944),
                    SipCoefficients.FromHeaderOrder(4,
                        [-1.630053740409e-08, -1.0712402125648e-13, 6.3349781445814e-15, -2.8946283867545e-06, 1.66169330210897e-11, 1.27995638473689e-14,
                            2.88097687020633e-06, -5.1076735491602e-12, 4.00539373548377e-16, 2.50273224837601e-11, 9.38427293471106e-16, -1.1174065984756e-15],
                        [-2.8811433607635e-06, 4.06599817677014e-11, -2.19132265003e-14, 2.82933641443307e-06, -4.0592584819946e-12, -5.1649283694224e-15,
                            -8.5296382052784e-10, 9.76389218216109e-13, -6.541032706967e-15, 1.0933767977814e-11, -3.2278772092761e-15, -2.3237441451792e-15])),
            ],
            ReferenceChip: 0, Parity: (-1, 1), ApertureV2: 1.5916, ApertureV3: -4.0092),
    };
}
