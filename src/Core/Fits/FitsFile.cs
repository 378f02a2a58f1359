namespace HstNotebooks.Fits;

/// <summary>A FITS file: a list of HDUs. An opened file is memory mapped and read when asked for; <c>.gz</c> is unpacked in memory.</summary>
public sealed class FitsFile : IDisposable
{
    /// <summary>A new file in memory, without HDUs.</summary>
    public FitsFile() => throw new NotImplementedException();
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="Errors.FitsException">It does not exist, is no FITS file, or is truncated; the message says which.</exception>
    public static FitsFile Open(string path) => throw new NotImplementedException();
    /// <summary>The path it was opened from; null for a file in memory.</summary>
    public string? Path => throw new NotImplementedException();
    /// <summary>All HDUs in order.</summary>
    public IReadOnlyList<Hdu> Hdus => throw new NotImplementedException();
    /// <summary>The primary header.</summary>
    public FitsHeader PrimaryHeader => throw new NotImplementedException();
    /// <summary>An HDU by its place, 0 = primary.</summary>
    public Hdu this[int index] => throw new NotImplementedException();
    /// <summary>An HDU by EXTNAME (without case) and EXTVER; throws a <see cref="Errors.FitsException"/> listing what is there.</summary>
    public Hdu this[string extName, int extVer = 1] => throw new NotImplementedException();
    /// <summary>An HDU by EXTNAME and EXTVER, or null.</summary>
    public Hdu? Find(string extName, int extVer = 1) => throw new NotImplementedException();
    /// <summary>An image HDU by EXTNAME and EXTVER; throws where it is missing or no image.</summary>
    public ImageHdu Image(string extName, int extVer = 1) => throw new NotImplementedException();
    /// <summary>Appends an HDU. The first one must be an <see cref="ImageHdu"/>.</summary>
    public void Add(Hdu hdu) => throw new NotImplementedException();
    /// <summary>Removes an HDU.</summary>
    public bool Remove(Hdu hdu) => throw new NotImplementedException();
    /// <summary>Writes a complete new file, atomically: temporary file in the same folder, flush, rename. A path ending in .gz is compressed.</summary>
    public void Save(string path, bool overwrite = true) => throw new NotImplementedException();
    /// <summary>
    /// Changes a file on disk under an exclusive lock: the action edits headers, replaces images, adds or removes HDUs; then the file is
    /// updated in place where the change fits, else rewritten atomically. If the action throws, the file stays as it was.
    /// </summary>
    public static void Update(string path, Action<FitsFile> change) => throw new NotImplementedException();
    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
