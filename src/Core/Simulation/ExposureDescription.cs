using HstNotebooks.Sky;

namespace HstNotebooks.Simulation;

/// <summary>One exposure to simulate: what an observer asks for, and what goes wrong. Immutable.</summary>
public sealed record ExposureDescription
{
    /// <summary>ROOTNAME, nine characters in real files (<c>ibwb01xqq</c>).</summary>
    public required string RootName { get; init; }
    /// <summary>The camera.</summary>
    public required CameraModel Camera { get; init; }
    /// <summary>A filter of the camera.</summary>
    public string Filter { get; init; } = "F606W";
    /// <summary>EXPTIME in seconds.</summary>
    public required double ExposureTime { get; init; }
    /// <summary>Start of the exposure, UTC.</summary>
    public DateTime Start { get; init; } = new(2012, 1, 15, 6, 0, 0, DateTimeKind.Utc);
    /// <summary>TARGNAME.</summary>
    public string TargetName { get; init; } = "ANY";
    /// <summary>RA_TARG, DEC_TARG.</summary>
    public required SkyPosition Target { get; init; }
    /// <summary>POSTARG1: offset of the target along the detector's x, arcseconds.</summary>
    public double PosTarg1 { get; init; }
    /// <summary>POSTARG2: offset of the target along the detector's y, arcseconds.</summary>
    public double PosTarg2 { get; init; }
    /// <summary>PA_V3: position angle of the telescope's V3 axis, degrees.</summary>
    public double PaV3 { get; init; }
    /// <summary>VAFACTOR.</summary>
    public double VelocityAberration { get; init; } = 1;
    /// <summary>How far the telescope really pointed from what the header says.</summary>
    public PointingError PointingError { get; init; } = PointingError.None;
    /// <summary>Sky background, electrons per second and pixel.</summary>
    public double SkyRate { get; init; } = 0.04;
    /// <summary>Cosmic rays relative to the camera's usual rate.</summary>
    public double CosmicRayFactor { get; init; } = 1;
    /// <summary>Whether the pixels hold the expected values: no photon or read noise, no particles, no defects. ERR is as it would be.</summary>
    public bool IsNoiseless { get; init; }
    /// <summary>ASN_ID; empty for none.</summary>
    public string AssociationId { get; init; } = "";
    /// <summary>PROPOSID.</summary>
    public int ProposalId { get; init; }

    /// <summary>Name of the science file: root, suffix of the camera, <c>.fits</c>.</summary>
    public string FileName => $"{RootName}_{Camera.Suffix}.fits";

    /// <summary>EXPSTART as a Modified Julian Date.</summary>
    public double StartMjd => (Start - new DateTime(1858, 11, 17, 0, 0, 0, DateTimeKind.Utc)).TotalDays;

    /// <summary>EXPEND as a Modified Julian Date.</summary>
    public double EndMjd => StartMjd + ExposureTime / 86400;

    /// <summary>Middle of the exposure as a Julian year.</summary>
    public double MidEpoch => 2000 + ((StartMjd + EndMjd) / 2 - 51544.5) / 365.25;

    /// <summary>The throughput of the filter.</summary>
    /// <exception cref="Errors.InputException">The camera model has no such filter.</exception>
    public Throughput Throughput => Camera.Filters.TryGetValue(Filter, out var throughput) ? throughput
        : throw new Errors.InputException($"the simulator knows no filter '{Filter}' of {Camera.Camera}")
        { Expected = "one of " + string.Join(", ", Camera.Filters.Keys) };
}
