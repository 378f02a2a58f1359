using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Exposures;

/// <summary>One chip of an exposure: the extensions SCI, ERR and DQ of one EXTVER. Pixels are read when asked for and not kept.</summary>
public sealed class Chip
{
    /// <summary>The exposure it belongs to.</summary>
    public Exposure Exposure => throw new NotImplementedException();
    /// <summary>EXTVER of its extensions.</summary>
    public int ExtVer => throw new NotImplementedException();
    /// <summary>The header of SCI.</summary>
    public FitsHeader Header => throw new NotImplementedException();
    /// <summary>The full WCS.</summary>
    public ImageWcs Wcs => throw new NotImplementedException();
    /// <summary>NAXIS1.</summary>
    public int Width => throw new NotImplementedException();
    /// <summary>NAXIS2.</summary>
    public int Height => throw new NotImplementedException();
    /// <summary>What the camera's electronics mean for this chip.</summary>
    public DetectorProperties Detector => throw new NotImplementedException();
    /// <summary>Reads SCI in its native units.</summary>
    public Image<float> ReadScience() => throw new NotImplementedException();
    /// <summary>Reads ERR, or null where there is none.</summary>
    public Image<float>? ReadError() => throw new NotImplementedException();
    /// <summary>Reads DQ (for WFPC2 from the c1m file beside it), or null where there is none. Unsigned 16 bit.</summary>
    public Image<ushort>? ReadDataQuality() => throw new NotImplementedException();
}
