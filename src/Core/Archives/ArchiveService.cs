namespace HstNotebooks.Archives;

/// <summary>The services that the archive clients talk to.</summary>
public enum ArchiveService
{
    /// <summary>The Mikulski Archive for Space Telescopes.</summary>
    Mast,
    /// <summary>The SkyServer of the Sloan Digital Sky Survey.</summary>
    Sdss,
    /// <summary>The Gaia archive of ESA and its mirrors (TAP).</summary>
    Gaia,
    /// <summary>The Calibration Reference Data System for HST.</summary>
    Crds,
}
