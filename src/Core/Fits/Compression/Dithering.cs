namespace HstNotebooks.Fits.Compression;

/// <summary>
/// The sequence of random numbers that subtractive dithering adds before rounding and takes away again (FITS standard 4.0,
/// section 10.2.1 and appendix I): 10000 numbers of the Park and Miller generator, the start of which depends on the tile.
/// </summary>
internal struct Dithering
{
    private const int Length = 10000;
    private static readonly float[] Sequence = Generate();
    private int start;
    private int next;

    /// <param name="tile">0-based number of the tile.</param>
    /// <param name="seed">ZDITHER0, 1 to 10000.</param>
    public Dithering(long tile, int seed)
    {
        start = (int)((tile + seed - 1) % Length);
        if (start < 0) start += Length;
        next = (int)(Sequence[start] * 500);
    }

    /// <summary>The next number, 0 to 1.</summary>
    public float Next()
    {
        float value = Sequence[next++];
        if (next == Length)
        {
            start = start + 1 == Length ? 0 : start + 1;
            next = (int)(Sequence[start] * 500);
        }
        return value;
    }

    private static float[] Generate()
    {
        const long multiplier = 16807, modulus = 2147483647;
        var values = new float[Length];
        long seed = 1;
        for (int i = 0; i < values.Length; i++)
        {
            seed = multiplier * seed % modulus;
            values[i] = (float)((double)seed / modulus);
        }
        return values;
    }
}
