using HstNotebooks.Fits.FitsTables;

namespace HstNotebooks.Fits.Compression;

/// <summary>Between the header of the table that holds a compressed image and the header of the image itself.</summary>
internal static class CompressedHeader
{
    private static readonly string[] Exact =
    [
        "ZIMAGE", "ZBITPIX", "ZNAXIS", "ZCMPTYPE", "ZQUANTIZ", "ZDITHER0", "ZBLANK", "ZSCALE", "ZZERO", "ZSIMPLE", "ZTENSION", "ZEXTEND",
        "ZPCOUNT", "ZGCOUNT", "ZHECKSUM", "ZDATASUM", "ZMASKCMP", "ZTILELEN", "THEAP", "CHECKSUM", "DATASUM",
    ];

    private static readonly string[] Indexed = ["ZNAXIS", "ZTILE", "ZNAME", "ZVAL", "TTYPE", "TFORM", "TUNIT", "TDIM", "TNULL", "TSCAL", "TZERO", "TDISP"];

    /// <summary>Whether a card belongs to the table and not to the image.</summary>
    public static bool IsOfTable(string keyword) =>
        FitsStructure.IsStructural(keyword) || Array.IndexOf(Exact, keyword) >= 0
        || Array.Exists(Indexed, root => keyword.Length > root.Length && keyword.StartsWith(root, StringComparison.Ordinal)
            && !keyword.AsSpan(root.Length).ContainsAnyExceptInRange('0', '9'));

    /// <summary>The header of the image.</summary>
    public static FitsHeader ImageHeader(FitsHeader table, CompressedImage image)
    {
        var header = table.Clone();
        header.RemoveWhere(c => IsOfTable(c.Keyword));
        var structure = new List<FitsCard>
        {
            new("XTENSION", "IMAGE", "Image extension"),
            new("BITPIX", (long)image.BitPix, table.FindCard("ZBITPIX")?.Comment),
            new("NAXIS", (long)image.Grid.Axes.Length, table.FindCard("ZNAXIS")?.Comment),
        };
        for (int i = 0; i < image.Grid.Axes.Length; i++)
            structure.Add(new FitsCard(BinaryColumn.Key("NAXIS", i + 1), image.Grid.Axes[i], table.FindCard(BinaryColumn.Key("ZNAXIS", i + 1))?.Comment));
        structure.Add(new FitsCard("PCOUNT", 0L, "number of parameters"));
        structure.Add(new FitsCard("GCOUNT", 1L, "number of groups"));
        header.ReplaceOpening(structure, new HashSet<string>());
        return header;
    }

    /// <summary>The header of the table: its own cards, then those of the image.</summary>
    public static FitsHeader TableHeader(FitsHeader table, FitsHeader image)
    {
        var header = table.Clone();
        header.RemoveWhere(c => !IsOfTable(c.Keyword) || c.Keyword is "CHECKSUM" or "DATASUM");
        header.AppendCopies(image, card => !IsOfTable(card.Keyword));
        if (table.FindCard("CHECKSUM") is { } sum) header.Add(sum);
        if (table.FindCard("DATASUM") is { } data) header.Add(data);
        return header;
    }
}
