namespace HstNotebooks.Tables.VoTable;

/// <summary>How the rows stand in a VOTable.</summary>
public enum VoTableData
{
    /// <summary>As text, in TABLEDATA.</summary>
    TableData,
    /// <summary>In BINARY: base64, without null flags.</summary>
    Binary,
    /// <summary>In BINARY2: base64, with null flags.</summary>
    Binary2,
    /// <summary>As a FITS binary table.</summary>
    Fits,
}
