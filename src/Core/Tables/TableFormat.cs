namespace HstNotebooks.Tables;

/// <summary>File formats of tables.</summary>
public enum TableFormat
{
    /// <summary>Recognised by name and content (reading), by extension (writing).</summary>
    Automatic,
    /// <summary>Text: <c># name name</c>, then blank-separated rows (astropy's ascii.commented_header).</summary>
    CommentedHeader,
    /// <summary>Text without a header line; columns are named col1, col2, ...</summary>
    NoHeader,
    /// <summary>Text in columns of fixed width between bars or under rulers.</summary>
    FixedWidth,
    /// <summary>Text as the CDS and AAS journals write it.</summary>
    Cds,
    /// <summary>SExtractor ASCII_HEAD: <c># 1 NAME comment</c> lines, then rows.</summary>
    SExtractor,
    /// <summary>Comma-separated values with a header line.</summary>
    Csv,
    /// <summary>Enhanced CSV (astropy APE 6).</summary>
    Ecsv,
    /// <summary>IVOA VOTable.</summary>
    VoTable,
    /// <summary>FITS binary table.</summary>
    Fits,
}
