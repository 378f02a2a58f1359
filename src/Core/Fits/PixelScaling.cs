namespace HstNotebooks.Fits;

/// <summary>How stored integers become physical values: BZERO + BSCALE * stored; BLANK marks undefined pixels (FITS standard 4.0, section 4.4.2.5).</summary>
internal readonly record struct PixelScaling(double Scale, double Zero, long? Blank)
{
    public static PixelScaling None => new(1, 0, null);

    public static PixelScaling From(FitsHeader header, int bitPix) => new(
        header.FindDouble("BSCALE") ?? 1, header.FindDouble("BZERO") ?? 0,
        bitPix > 0 && header.FindCard("BLANK")?.Value is long blank ? blank : null);

    /// <summary>Whether stored values are physical values.</summary>
    public bool IsIdentity => Scale == 1 && Zero == 0;

    /// <summary>Whether BZERO only turns signed into unsigned (or, for bytes, unsigned into signed) integers.</summary>
    public bool IsSignShift(int bitPix) => Scale == 1 && bitPix switch
    {
        8 => Zero == -128,
        16 => Zero == 32768,
        32 => Zero == 2147483648,
        64 => Zero == 9223372036854775808.0,
        _ => false,
    };
}
