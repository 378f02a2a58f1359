namespace HstNotebooks.Exposures;

/// <summary>The HST cameras that the engine knows.</summary>
public enum Camera
{
    /// <summary>ACS wide field channel.</summary>
    AcsWfc,
    /// <summary>ACS high resolution channel.</summary>
    AcsHrc,
    /// <summary>ACS solar blind channel.</summary>
    AcsSbc,
    /// <summary>WFC3 ultraviolet and visible channel.</summary>
    Wfc3Uvis,
    /// <summary>WFC3 infrared channel.</summary>
    Wfc3Ir,
    /// <summary>Wide Field Planetary Camera 2.</summary>
    Wfpc2,
    /// <summary>STIS, CCD or MAMA.</summary>
    Stis,
    /// <summary>NICMOS.</summary>
    Nicmos,
}
