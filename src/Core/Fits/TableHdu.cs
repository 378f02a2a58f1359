using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits.FitsTables;
using HstNotebooks.Tables;

namespace HstNotebooks.Fits;

/// <summary>A binary (BINTABLE) or ascii (TABLE) table extension.</summary>
public sealed class TableHdu : Hdu
{
    private BinaryTableWriter? written;
    private Table? table;

    /// <exception cref="FitsException">The header does not describe rows of bytes.</exception>
    internal TableHdu(FitsHeader header, HduExtent extent) : base(header)
    {
        Extent = extent;
        FitsStructure.RequireTable(header);
    }

    private TableHdu(FitsHeader header, Table table) : base(header) => SetTable(table);

    /// <summary>Whether it is an ascii table (XTENSION = 'TABLE').</summary>
    public bool IsAscii => written is null && Header.FindString("XTENSION") == "TABLE";
    /// <summary>Number of rows.</summary>
    public int RowCount => written?.Rows ?? Header.FindInt("NAXIS2") ?? 0;

    /// <summary>The table, read when asked for.</summary>
    /// <remarks>
    /// TSCAL and TZERO are applied (to double, except where they only make integers unsigned), TNULL and undefined logicals are missing
    /// values, bits are bools, variable-length and vector columns are arrays; TDIM is <see cref="TableColumn.Dimensions"/>.
    /// Text metadata of the header are taken over.
    /// </remarks>
    /// <exception cref="FitsException">The columns cannot be read; names the keyword or row.</exception>
    public Table ReadTable()
    {
        if (table is not null) return table;
        var columns = IsAscii ? AsciiTableReader.Read(Header, Extent!) : BinaryTableReader.Read(Header, Extent!);
        return new Table(Unique(columns), Name.Length > 0 ? Name : null, Metadata());
    }

    /// <summary>A binary table extension from a table.</summary>
    /// <exception cref="FitsException">FITS tables cannot hold one of the columns.</exception>
    public static TableHdu Create(Table table, string extName = "", int extVer = 1)
    {
        var hdu = new TableHdu(new FitsHeader(), table);
        if (extName.Length > 0)
        {
            hdu.Header.Set("EXTNAME", extName.ToUpperInvariant(), "extension name");
            hdu.Header.Set("EXTVER", extVer, "extension version number");
        }
        return hdu;
    }

    /// <summary>Replaces the table; other keywords of the header stay.</summary>
    /// <exception cref="FitsException">FITS tables cannot hold one of the columns.</exception>
    public void SetTable(Table table)
    {
        var writer = new BinaryTableWriter(table);
        Header.RemoveWhere(c => DescribesColumns(c.Keyword));
        written = writer;
        this.table = table;
        UpdateStructure(isPrimary: false);
        string after = "TFIELDS";
        foreach (var card in writer.Cards)
        {
            Header.Set(card.Keyword, card.Value, card.Comment, after);
            after = card.Keyword;
        }
    }

    internal override bool HasOriginalData => Extent is not null && written is null;
    internal override long DataLength => written?.Length ?? Extent!.DataLength;
    internal override byte Padding => IsAscii ? (byte)' ' : (byte)0;

    internal override void WriteData(Stream target)
    {
        if (written is not null) written.WriteTo(target);
        else Extent!.Source.CopyTo(target, Extent.DataStart, Extent.DataLength);
    }

    private protected override IEnumerable<FitsCard> StructureCards(bool isPrimary)
    {
        if (written is null) return Extent!.Structure;
        return
        [
            new FitsCard("XTENSION", "BINTABLE", "binary table extension"),
            new FitsCard("BITPIX", 8L, "array data type"),
            new FitsCard("NAXIS", 2L, "number of array dimensions"),
            new FitsCard("NAXIS1", (long)written.RowLength, "length of dimension 1"),
            new FitsCard("NAXIS2", (long)written.Rows, "length of dimension 2"),
            new FitsCard("PCOUNT", written.HeapLength, "number of group parameters"),
            new FitsCard("GCOUNT", 1L, "number of groups"),
            new FitsCard("TFIELDS", (long)written.Fields, "number of table fields"),
        ];
    }

    private static readonly string[] ColumnKeywords = ["TTYPE", "TFORM", "TUNIT", "TSCAL", "TZERO", "TNULL", "TDIM", "TDISP", "TCOMM", "TBCOL"];

    private static bool DescribesColumns(string keyword) =>
        keyword is "THEAP" or "CHECKSUM" or "DATASUM" || Array.Exists(ColumnKeywords, k =>
            keyword.StartsWith(k, StringComparison.Ordinal) && keyword.Length > k.Length && keyword.AsSpan(k.Length).IndexOfAnyExceptInRange('0', '9') < 0);

    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>();
        foreach (var card in Header.Cards)
            if (!card.IsCommentary && card.Value is not null && !FitsStructure.DescribesPixels(card.Keyword) && !DescribesColumns(card.Keyword))
                metadata.TryAdd(card.Keyword, Convert.ToString(card.Value, CultureInfo.InvariantCulture)!);
        return metadata;
    }

    /// <summary>FITS allows a column name twice, a table does not: later ones get a number.</summary>
    private static IEnumerable<TableColumn> Unique(IEnumerable<TableColumn> columns)
    {
        var names = new HashSet<string>();
        foreach (var column in columns)
        {
            string name = column.Name;
            for (int n = 2; !names.Add(name); n++) name = $"{column.Name}_{n}";
            yield return name == column.Name ? column : column.Renamed(name);
        }
    }
}
