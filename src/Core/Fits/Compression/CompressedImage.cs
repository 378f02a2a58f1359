using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits.Compression;

/// <summary>What the header of a tile-compressed image says (FITS standard 4.0, section 10.1).</summary>
internal sealed class CompressedImage
{
    private CompressedImage(TileGrid grid, int bitPix, string code)
    {
        Grid = grid;
        BitPix = bitPix;
        Code = code;
    }

    public TileGrid Grid { get; }
    public int BitPix { get; }
    /// <summary>ZCMPTYPE.</summary>
    public string Code { get; }
    public int RiceBlock { get; private init; } = Rice.DefaultBlock;
    public int RiceBytes { get; private init; } = 4;
    public bool Smooth { get; private init; }
    public FloatDither Dither { get; private init; }
    public int DitherSeed { get; private init; } = 1;
    /// <summary>ZBLANK, where it is a keyword.</summary>
    public int? Blank { get; private init; }
    /// <summary>ZSCALE and ZZERO, where they are keywords.</summary>
    public (double Scale, double Zero)? Scaling { get; private init; }
    public bool IsReal => BitPix < 0;

    /// <summary>Whether a binary table holds a compressed image.</summary>
    public static bool Is(FitsHeader header) => header.FindBool("ZIMAGE") == true && header.FindString("XTENSION")?.Trim() == "BINTABLE";

    /// <exception cref="FitsException">The description is incomplete or of an unknown kind.</exception>
    public static CompressedImage Read(FitsHeader header)
    {
        FitsStructure.RequireTable(header);
        int bitPix = header.GetInt("ZBITPIX"), count = header.GetInt("ZNAXIS");
        string code = header.GetString("ZCMPTYPE").Trim();
        if (bitPix is not (8 or 16 or 32 or 64 or -32 or -64)) throw Wrong("ZBITPIX", "8, 16, 32, 64, -32 or -64");
        if (count is < 1 or > 9) throw Wrong("ZNAXIS", "1 to 9");
        if (code is not ("RICE_1" or "RICE_ONE" or "GZIP_1" or "GZIP_2" or "HCOMPRESS_1" or "PLIO_1" or "NOCOMPRESS"))
            throw Wrong("ZCMPTYPE", "RICE_1, GZIP_1, GZIP_2, HCOMPRESS_1 or PLIO_1");
        var axes = new long[count];
        var tile = new long[count];
        Int128 pixels = 1, tilePixels = 1;
        for (int i = 0; i < count; i++)
        {
            string suffix = (i + 1).ToString(CultureInfo.InvariantCulture);
            axes[i] = header.GetInt("ZNAXIS" + suffix);
            if (axes[i] < 1) throw Wrong("ZNAXIS" + suffix, "at least 1");
            tile[i] = header.FindInt("ZTILE" + suffix) ?? (i == 0 ? axes[0] : 1);
            if (tile[i] < 1) throw Wrong("ZTILE" + suffix, "at least 1");
            tile[i] = Math.Min(tile[i], axes[i]);
            pixels *= axes[i];
            tilePixels *= tile[i];
        }
        var grid = new TileGrid(axes, tile);
        if (pixels > long.MaxValue / 8 || tilePixels > 1 << 28 || grid.PixelsInSlab > Array.MaxLength / 8) throw Wrong("ZTILE1", "tiles that fit into memory");
        if (grid.Count != header.GetInt("NAXIS2"))
            throw new FitsException($"the image has {grid.Count} tiles, the table {header.GetInt("NAXIS2")} rows") { File = header.File, Hdu = header.HduLabel, Keyword = "NAXIS2" };
        int block = Parameter("BLOCKSIZE") ?? Rice.DefaultBlock, bytes = Parameter("BYTEPIX") ?? 4;
        if (block is < 1 or > 65536 || bytes is not (1 or 2 or 4)) throw Wrong("ZVAL1", "a block size, and 1, 2 or 4 bytes per pixel");

        string quantize = header.FindString("ZQUANTIZ")?.Trim() ?? "";
        return new CompressedImage(grid, bitPix, code)
        {
            RiceBlock = block,
            RiceBytes = bytes,
            Smooth = Parameter("SMOOTH") is > 0,
            Dither = quantize switch { "SUBTRACTIVE_DITHER_1" => FloatDither.Subtractive1, "SUBTRACTIVE_DITHER_2" => FloatDither.Subtractive2, _ => FloatDither.None },
            DitherSeed = header.FindInt("ZDITHER0") ?? 1,
            Blank = header.FindInt("ZBLANK"),
            Scaling = header.FindDouble("ZSCALE") is { } scale ? (scale, header.FindDouble("ZZERO") ?? 0) : null,
        };

        int? Parameter(string name)
        {
            for (int i = 1; header.FindString("ZNAME" + i.ToString(CultureInfo.InvariantCulture)) is { } found; i++)
                if (found.Trim() == name) return header.FindInt("ZVAL" + i.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        FitsException Wrong(string keyword, string expected) =>
            new($"{keyword} is {Convert.ToString(header.FindCard(keyword)?.Value, CultureInfo.InvariantCulture)}") { File = header.File, Hdu = header.HduLabel, Keyword = keyword, Expected = expected };
    }
}
