using HstNotebooks.Parameters;

namespace HstNotebooks.Wcs;

/// <summary>The parameters of updatewcs: which corrections are applied.</summary>
public sealed record DistortionUpdateOptions
{
    /// <summary>Whether the scale and the place of the chips are corrected for velocity aberration.</summary>
    [Parameter("vacorr", "Apply the correction for velocity aberration?")]
    public bool VaCorr { get; init; } = true;
    /// <summary>Whether the time-dependent distortion of ACS/WFC is applied.</summary>
    [Parameter("tddcorr", "Apply the time-dependent distortion (ACS/WFC)?")]
    public bool TddCorr { get; init; } = true;
    /// <summary>Whether the lookup tables of NPOLFILE are applied.</summary>
    [Parameter("npolcorr", "Apply the lookup tables of NPOLFILE?")]
    public bool NpolCorr { get; init; } = true;
    /// <summary>Whether the detector-to-image tables of D2IMFILE are applied.</summary>
    [Parameter("d2imcorr", "Apply the detector-to-image tables of D2IMFILE?")]
    public bool D2ImCorr { get; init; } = true;
}
