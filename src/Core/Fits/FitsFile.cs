using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

/// <summary>A FITS file: a list of HDUs. An opened file is memory mapped and read when asked for; <c>.gz</c> is unpacked in memory.</summary>
/// <remarks>
/// Several threads may read headers and pixels of one open file. An open file keeps no file handle, and goes on showing the file
/// as it was opened where another program replaces it.
/// </remarks>
public sealed partial class FitsFile : IDisposable
{
    private readonly List<Hdu> hdus = [];
    /// <summary>The HDUs as they lie in the opened file.</summary>
    private readonly List<HduExtent> layout = [];
    private ByteSource? source;
    /// <summary>Where bytes behind the last HDU begin; they are kept.</summary>
    private long end;

    /// <summary>A new file in memory, without HDUs.</summary>
    public FitsFile() { }

    /// <summary>The path it was opened from; null for a file in memory.</summary>
    public string? Path { get; private init; }
    /// <summary>All HDUs in order.</summary>
    public IReadOnlyList<Hdu> Hdus => hdus;
    /// <summary>The primary header.</summary>
    /// <exception cref="FitsException">The file has no HDU yet.</exception>
    public FitsHeader PrimaryHeader => this[0].Header;
    /// <summary>An HDU by its place, 0 = primary.</summary>
    /// <exception cref="FitsException">There is none; the message says what is there.</exception>
    public Hdu this[int index] => index >= 0 && index < hdus.Count ? hdus[index]
        : throw new FitsException($"there is no HDU {index}") { File = Path, Hdu = $"HDU {index}", Expected = WhatIsThere() };
    /// <summary>An HDU by EXTNAME (without case) and EXTVER; throws a <see cref="FitsException"/> listing what is there.</summary>
    public Hdu this[string extName, int extVer = 1] => Find(extName, extVer)
        ?? throw new FitsException($"there is no extension [{extName.ToUpperInvariant()},{extVer}]")
        { File = Path, Hdu = $"[{extName.ToUpperInvariant()},{extVer}]", Expected = WhatIsThere() };

    /// <summary>An HDU by EXTNAME and EXTVER, or null. <c>PRIMARY</c> is the first HDU.</summary>
    public Hdu? Find(string extName, int extVer = 1)
    {
        string name = extName.Trim();
        return hdus.Find(h => h.Version == extVer && h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? (name.Equals("PRIMARY", StringComparison.OrdinalIgnoreCase) && extVer == 1 ? hdus.FirstOrDefault() : null);
    }

    /// <summary>The HDU that a name such as <c>j8bt06nyq_flt.fits[sci,1]</c> means; the primary where it has no brackets.</summary>
    /// <exception cref="FitsException">There is none; the message lists what is there.</exception>
    public Hdu Find(FitsName name) =>
        name.ExtName is { } extName ? this[extName, name.ExtVer] : this[name.Index ?? 0];

    /// <summary>The same, or null where the file has none.</summary>
    internal Hdu? TryFind(FitsName name) =>
        name.ExtName is { } extName ? Find(extName, name.ExtVer) : hdus.ElementAtOrDefault(name.Index ?? 0);

    /// <summary>An image HDU by EXTNAME and EXTVER; throws where it is missing or no image.</summary>
    public ImageHdu Image(string extName, int extVer = 1) => this[extName, extVer] is var hdu && hdu is ImageHdu image ? image
        : throw new FitsException(hdu is RandomGroupsHdu ? $"{hdu.Label} holds random groups, which are no image" : $"{hdu.Label} is no image")
        { File = Path, Hdu = hdu.Label, Expected = "an image extension", Advice = hdu is RandomGroupsHdu ? "read its parameters and groups as RandomGroupsHdu, or choose an extension" : null };

    /// <summary>A table HDU by EXTNAME and EXTVER; throws where it is missing or no table.</summary>
    public TableHdu Table(string extName, int extVer = 1) => this[extName, extVer] is var hdu && hdu is TableHdu table ? table
        : throw new FitsException($"{hdu.Label} is no table") { File = Path, Hdu = hdu.Label, Expected = "a table extension" };

    /// <summary>Appends an HDU. The first one must be an <see cref="ImageHdu"/> or <see cref="RandomGroupsHdu"/>.</summary>
    /// <exception cref="FitsException">The first HDU is no image.</exception>
    public void Add(Hdu hdu) => Insert(hdus.Count, hdu);

    /// <summary>Inserts an HDU at a place; the later ones move back.</summary>
    /// <exception cref="FitsException">The first HDU would be no image.</exception>
    public void Insert(int index, Hdu hdu)
    {
        if (hdus.Contains(hdu)) throw new FitsException($"{hdu.Label} is in the file already") { File = Path, Hdu = hdu.Label };
        if (index == 0 && hdu is not (ImageHdu or RandomGroupsHdu))
            throw new FitsException("the first HDU of a file must be an image") { File = Path, Expected = "an ImageHdu, which may be empty" };
        hdus.Insert(index, hdu);
        Renumber();
    }

    /// <summary>Removes an HDU.</summary>
    /// <exception cref="FitsException">The HDU that would become the first is no image.</exception>
    public bool Remove(Hdu hdu)
    {
        int at = hdus.IndexOf(hdu);
        if (at < 0) return false;
        if (at == 0 && hdus.Count > 1 && hdus[1] is not (ImageHdu or RandomGroupsHdu))
            throw new FitsException("the primary HDU cannot be removed: the next one is no image") { File = Path, Hdu = hdu.Label };
        hdus.RemoveAt(at);
        hdu.Index = -1;
        Renumber();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => source?.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Path ?? "FITS file in memory"}: {WhatIsThere()}";

    private void Renumber()
    {
        for (int i = 0; i < hdus.Count; i++)
        {
            hdus[i].Index = i;
            hdus[i].Header.HduLabel = hdus[i].Label;
        }
    }

    private string WhatIsThere() =>
        hdus.Count == 0 ? "no HDUs" : "one of " + string.Join(", ", hdus.Take(60).Select(h => h.Index == 0 ? "0 (primary)" : $"{h.Index} {(h.Name.Length > 0 ? h.Label : "without EXTNAME")}"));
}
