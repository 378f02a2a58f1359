using HstNotebooks.Tables;

namespace HstNotebooks.Fits;

/// <summary>A binary (BINTABLE) or ascii (TABLE) table extension.</summary>
public sealed class TableHdu : Hdu
{
    /// <inheritdoc/>
    public override FitsHeader Header => throw new NotImplementedException();
    /// <summary>The table, read when asked for.</summary>
    public Table ReadTable() => throw new NotImplementedException();
    /// <summary>A binary table extension from a table.</summary>
    public static TableHdu Create(Table table, string extName = "", int extVer = 1) => throw new NotImplementedException();
}
