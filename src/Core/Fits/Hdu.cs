namespace HstNotebooks.Fits;

/// <summary>A header and data unit of a FITS file.</summary>
public abstract class Hdu
{
    /// <summary>The header. Structural keywords (BITPIX, NAXISn, PCOUNT, ...) follow the data when the HDU is written.</summary>
    public abstract FitsHeader Header { get; }
    /// <summary>EXTNAME in upper case, <c>PRIMARY</c> for a first HDU without one, else empty.</summary>
    public string Name => throw new NotImplementedException();
    /// <summary>EXTVER, 1 where absent.</summary>
    public int Version => throw new NotImplementedException();
    /// <summary>The place in the file, 0 for the primary; -1 where it is in no file.</summary>
    public int Index { get; internal set; } = -1;
}
