namespace HstNotebooks.Fits;

/// <summary>An extension of a type that is not read as image or table (for example FOREIGN or HDRLET): a header and bytes.</summary>
public sealed class OpaqueHdu : Hdu
{
    private readonly byte[]? bytes;
    private readonly string? type;

    internal OpaqueHdu(FitsHeader header, HduExtent extent) : base(header) => Extent = extent;

    private OpaqueHdu(FitsHeader header, string type, byte[] bytes) : base(header) => (this.type, this.bytes) = (type, bytes);

    /// <summary>An extension that holds bytes.</summary>
    /// <param name="extensionType">XTENSION.</param>
    /// <param name="data">The bytes; not copied.</param>
    public static OpaqueHdu Create(string extensionType, byte[] data)
    {
        var hdu = new OpaqueHdu(new FitsHeader(), extensionType, data);
        hdu.UpdateStructure(isPrimary: false);
        return hdu;
    }

    /// <summary>XTENSION.</summary>
    public string ExtensionType => type ?? Header.FindString("XTENSION") ?? "";

    /// <summary>The bytes of the data unit, without padding.</summary>
    public byte[] ReadBytes()
    {
        using var stream = new MemoryStream();
        WriteData(stream);
        return stream.ToArray();
    }

    internal override bool HasOriginalData => bytes is null;
    internal override long DataLength => bytes?.Length ?? Extent!.DataLength;

    internal override void WriteData(Stream target)
    {
        if (bytes is not null) target.Write(bytes);
        else Extent!.Source.CopyTo(target, Extent.DataStart, Extent.DataLength);
    }

    private protected override IEnumerable<FitsCard> StructureCards(bool isPrimary) => bytes is null ? Extent!.Structure :
    [
        new("XTENSION", type, "FITS extension"), new("BITPIX", 8L, "array data type"), new("NAXIS", 1L, "number of array dimensions"),
        new("NAXIS1", (long)bytes.Length, "Axis length"), new("PCOUNT", 0L, "number of parameters"), new("GCOUNT", 1L, "number of groups"),
    ];
}
