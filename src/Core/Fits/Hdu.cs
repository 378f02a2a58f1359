using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>A header and data unit of a FITS file.</summary>
public abstract partial class Hdu
{
    private protected Hdu(FitsHeader header)
    {
        Header = header;
    }

    /// <summary>The header. Structural keywords (BITPIX, NAXISn, PCOUNT, ...) follow the data when the HDU is written.</summary>
    public FitsHeader Header { get; }
    /// <summary>EXTNAME in upper case, <c>PRIMARY</c> for a first HDU without one, else empty.</summary>
    public string Name => Header.FindString("EXTNAME") is { Length: > 0 } name ? name.Trim().ToUpperInvariant() : Index == 0 ? "PRIMARY" : "";
    /// <summary>EXTVER, 1 where absent.</summary>
    public int Version => Header.FindInt("EXTVER") ?? 1;
    /// <summary>EXTLEVEL, 1 where absent.</summary>
    public int Level => Header.FindInt("EXTLEVEL") ?? 1;
    /// <summary>The place in the file, 0 for the primary; -1 where it is in no file.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>How messages and listings name it: <c>[SCI,1]</c>, or <c>HDU 3</c> without EXTNAME.</summary>
    public string Label => Name is { Length: > 0 } name && name != "PRIMARY" ? $"[{name},{Version}]" : $"HDU {Index}";

    /// <summary>Where it was read from; null for a new HDU.</summary>
    internal HduExtent? Extent { get; set; }

    /// <summary>Whether the data unit is the one of <see cref="Extent"/>.</summary>
    internal abstract bool HasOriginalData { get; }

    /// <summary>Length of the data unit without padding, in bytes.</summary>
    internal abstract long DataLength { get; }

    /// <summary>The byte that pads the data unit.</summary>
    internal virtual byte Padding => 0;

    /// <summary>Writes the data unit without padding.</summary>
    internal abstract void WriteData(Stream target);

    /// <summary>The header as it stands in the file; that of a compressed image describes a table.</summary>
    internal virtual FitsHeader HeaderToWrite => Header;

    /// <summary>The structural cards that must open the header.</summary>
    private protected abstract IEnumerable<FitsCard> StructureCards(bool isPrimary);

    /// <summary>Brings the structural keywords of the header in line with the data; a header that is right is not touched.</summary>
    private protected void UpdateStructure(bool isPrimary)
    {
        var now = Header.StructuralCards();
        if (HasOriginalData && Extent is { } extent && isPrimary == (extent.HeaderStart == 0) && now.SequenceEqual(extent.Structure)) return;

        var cards = StructureCards(isPrimary).ToList();
        var names = cards.Select(c => c.Keyword).ToHashSet();
        var wrong = now.Select(c => c.Keyword).Where(k => !names.Contains(k)).ToHashSet();
        bool right = wrong.Count == 0 && Header.Cards.Count >= cards.Count;
        for (int i = 0; right && i < cards.Count; i++)
            right = Header.Cards[i].Keyword == cards[i].Keyword && Equals(Header.Cards[i].Value, cards[i].Value);
        if (!right) Header.ReplaceOpening(cards, wrong);
    }

    /// <summary>Forms what is written from header and data, where that is not the header itself.</summary>
    private protected virtual void PrepareToWrite(bool isPrimary) { }

    /// <summary>Makes the HDU ready to be written: structure, then checksums.</summary>
    internal void Prepare(bool isPrimary)
    {
        UpdateStructure(isPrimary);
        PrepareToWrite(isPrimary);
        UpdateChecksum();
    }

    private protected FitsException Failure(string message) =>
        new(message) { File = Header.File, Hdu = Label };
}
