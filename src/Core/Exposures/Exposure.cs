using HstNotebooks.Fits;

namespace HstNotebooks.Exposures;

/// <summary>An HST exposure: a FITS file seen as chips with science, error, data quality and WCS.</summary>
public sealed class Exposure : IDisposable
{
    /// <summary>Opens a file of a supported camera.</summary>
    /// <exception cref="Errors.InputException">No SCI extension, no WCS, or an unknown camera.</exception>
    public static Exposure Open(string path) => throw new NotImplementedException();
    /// <summary>The path as given.</summary>
    public string Path => throw new NotImplementedException();
    /// <summary>File name without folder.</summary>
    public string FileName => throw new NotImplementedException();
    /// <summary>DrizzlePac's root of output names: the file name without <c>.fits</c> (<c>ibwb01xqq_flc</c>).</summary>
    public string RootName => throw new NotImplementedException();
    /// <summary>The primary header.</summary>
    public FitsHeader Header => throw new NotImplementedException();
    /// <summary>The camera.</summary>
    public Camera Camera => throw new NotImplementedException();
    /// <summary>EXPTIME in seconds.</summary>
    public double ExposureTime => throw new NotImplementedException();
    /// <summary>Middle of the exposure as a Julian year, from EXPSTART and EXPEND; null where they are missing.</summary>
    public double? MidEpoch => throw new NotImplementedException();
    /// <summary>The chips in EXTVER order.</summary>
    public IReadOnlyList<Chip> Chips => throw new NotImplementedException();
    /// <summary>The open file.</summary>
    public FitsFile File => throw new NotImplementedException();
    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
