using HstNotebooks.Exposures;

namespace HstNotebooks.Simulation;

/// <summary>What the simulator knows of a camera: geometry, electronics, optics, defects. The ready ones are in <see cref="CameraModels"/>.</summary>
public sealed record CameraModel
{
    /// <summary>The camera.</summary>
    public required Camera Camera { get; init; }
    /// <summary>INSTRUME.</summary>
    public required string Instrument { get; init; }
    /// <summary>DETECTOR of the primary header; empty where the camera has none there.</summary>
    public required string Detector { get; init; }
    /// <summary>APERTURE.</summary>
    public required string Aperture { get; init; }
    /// <summary>The chips in the focal plane.</summary>
    public required DetectorGeometry Geometry { get; init; }
    /// <summary>Root of the name of the distortion table whose numbers <see cref="Geometry"/> holds; WCSNAME is made of it.</summary>
    public required string DistortionName { get; init; }
    /// <summary>File name suffix: <c>flc</c>, <c>flt</c> or <c>c0m</c>.</summary>
    public required string Suffix { get; init; }
    /// <summary>BUNIT: ELECTRONS, ELECTRONS/S or COUNTS.</summary>
    public required string Unit { get; init; }
    /// <summary>CCDAMP.</summary>
    public string Amplifiers { get; init; } = "ABCD";
    /// <summary>CCDGAIN or ATODGAIN, the commanded gain.</summary>
    public required double CommandedGain { get; init; }
    /// <summary>Measured electrons per DN of amplifiers A to D (0 = not read), or of the four chips of WFPC2.</summary>
    public required IReadOnlyList<double> Gains { get; init; }
    /// <summary>Read noise in electrons, in the order of <see cref="Gains"/>.</summary>
    public required IReadOnlyList<double> ReadNoises { get; init; }
    /// <summary>Read noise that the pixels show, where it differs from the amplifiers': fitted ramps of infrared detectors.</summary>
    public double? EffectiveReadNoise { get; init; }
    /// <summary>Dark current, electrons per second and pixel.</summary>
    public required double DarkRate { get; init; }
    /// <summary>Electrons at which a pixel is full; more bleeds along the column (CCDs) or is lost.</summary>
    public required double FullWell { get; init; }
    /// <summary>Whether charge above the full well bleeds along the column.</summary>
    public bool Blooms { get; init; } = true;
    /// <summary>The point spread function.</summary>
    public required PointSpreadFunction Psf { get; init; }
    /// <summary>Point spread functions of chips that differ, by chip number.</summary>
    public IReadOnlyDictionary<int, PointSpreadFunction> ChipPsf { get; init; } = new Dictionary<int, PointSpreadFunction>();
    /// <summary>The prefix of reference files in headers, such as <c>iref$</c>.</summary>
    internal string ReferencePrefix => Instrument switch { "ACS" => "jref$", "WFPC2" => "uref$", _ => "iref$" };
    /// <summary>The DQ bits.</summary>
    public QualityFlags Flags { get; init; } = QualityFlags.OfWfc3AndAcs;
    /// <summary>Largest correction in pixels of the invented NPOL tables; 0 for none.</summary>
    public double NpolAmplitude { get; init; }
    /// <summary>Largest correction in pixels of the invented D2IM tables; 0 for none.</summary>
    public double D2imAmplitude { get; init; }
    /// <summary>What the filters let through, by name.</summary>
    public required IReadOnlyDictionary<string, Throughput> Filters { get; init; }
    /// <summary>Particles per second that cross a chip.</summary>
    public required double CosmicRayRate { get; init; }
    /// <summary>Pixel size in micrometres, and depth of the layer in which charge is collected.</summary>
    public (double Size, double Depth) PixelMicrometres { get; init; } = (15, 15);
    /// <summary>Part of the pixels that are hot or warm.</summary>
    public double HotPixelFraction { get; init; } = 1e-3;
    /// <summary>Bad columns per chip.</summary>
    public int BadColumns { get; init; } = 4;

    /// <summary>Read noise in electrons at a column (0-based) of a chip: two amplifiers share a chip of the two-chip cameras.</summary>
    public double ReadNoiseAt(ChipGeometry chip, int x) => Camera switch
    {
        Camera.Wfpc2 => ReadNoises[chip.Number - 1],
        Camera.AcsWfc or Camera.Wfc3Uvis => ReadNoises[(chip.Number == 1 ? 0 : 2) + (x < chip.Width / 2 ? 0 : 1)],
        _ => EffectiveReadNoise ?? ReadNoises.Where(n => n > 0).Average(),
    };

    /// <summary>The point spread function of a chip.</summary>
    public PointSpreadFunction PsfOf(ChipGeometry chip) => ChipPsf.GetValueOrDefault(chip.Number, Psf);

    /// <summary>Electrons per second that a star of ST magnitude 0 makes on a chip.</summary>
    public double Sensitivity(ChipGeometry chip, Throughput throughput) =>
        throughput.CountsPerSecond(0, chip.Number) * (Unit == "COUNTS" ? Gains[chip.Number - 1] : 1);

    /// <summary>Electrons that one unit of the file's pixels stands for.</summary>
    public double ElectronsPerUnit(ChipGeometry chip, double exposureTime) => Unit switch
    {
        "ELECTRONS" => 1,
        "ELECTRONS/S" => exposureTime,
        _ => Gains[chip.Number - 1],
    };

    /// <summary>The same camera with chips of fewer pixels that show the whole distortion.</summary>
    public CameraModel Reduced(int width, int height) => this with
    {
        Geometry = Geometry.Reduced(width, height),
        CosmicRayRate = CosmicRayRate * ((double)width * height) / ((double)Geometry.Chips[0].Width * Geometry.Chips[0].Height),
    };
}
