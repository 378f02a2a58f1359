namespace HstNotebooks.Fits;

/// <summary>An extension of a type that is not read (for example FOREIGN); it is kept as it is.</summary>
public sealed class OpaqueHdu : Hdu
{
    internal OpaqueHdu(FitsHeader header, HduExtent extent) : base(header) => Extent = extent;

    /// <summary>XTENSION.</summary>
    public string ExtensionType => Header.FindString("XTENSION") ?? "";

    internal override bool HasOriginalData => true;
    internal override long DataLength => Extent!.DataLength;
    internal override void WriteData(Stream target) => Extent!.Source.CopyTo(target, Extent.DataStart, Extent.DataLength);

    private protected override IEnumerable<FitsCard> StructureCards(bool isPrimary) => Extent!.Structure;
}
