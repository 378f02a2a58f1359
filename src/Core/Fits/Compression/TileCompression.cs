namespace HstNotebooks.Fits.Compression;

/// <summary>The code of the tiles.</summary>
public enum TileCode
{
    /// <summary>RICE_1, for integers of up to 32 bits and rounded real numbers.</summary>
    Rice,
    /// <summary>GZIP_2, for every type; without rounding real numbers are kept exactly.</summary>
    Gzip,
}

/// <summary>How rounding real pixels to integers is dithered (ZQUANTIZ).</summary>
public enum FloatDither
{
    /// <summary>NO_DITHER.</summary>
    None,
    /// <summary>SUBTRACTIVE_DITHER_1.</summary>
    Subtractive1,
    /// <summary>SUBTRACTIVE_DITHER_2: pixels that are exactly zero stay so.</summary>
    Subtractive2,
}

/// <summary>How an image is written as a tile-compressed one (FITS standard 4.0, section 10).</summary>
public sealed record TileCompression
{
    /// <summary>The code.</summary>
    public TileCode Code { get; init; } = TileCode.Rice;
    /// <summary>Size of a tile along each axis, NAXIS1 first; null for whole rows. 0 means the whole axis.</summary>
    public IReadOnlyList<int>? Tile { get; init; }
    /// <summary>
    /// Real pixels: steps of rounding per standard deviation of the noise (4 loses next to nothing; negative: minus the step itself);
    /// 0 for no rounding, which only <see cref="TileCode.Gzip"/> can do.
    /// </summary>
    public double QuantizeLevel { get; init; } = 4;
    /// <summary>Real pixels: dithering.</summary>
    public FloatDither Dither { get; init; } = FloatDither.Subtractive1;
    /// <summary>Where the dithering begins, 1 to 10000 (ZDITHER0).</summary>
    public int DitherSeed { get; init; } = 1;
}
