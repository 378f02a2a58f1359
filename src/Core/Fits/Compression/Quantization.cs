namespace HstNotebooks.Fits.Compression;

/// <summary>Real pixels as scaled integers (FITS standard 4.0, section 10.2).</summary>
internal static class Quantization
{
    /// <summary>The integer that stands for NaN.</summary>
    public const int Null = int.MinValue + 1;
    /// <summary>The integer that stands for exactly zero in SUBTRACTIVE_DITHER_2.</summary>
    public const int ExactZero = int.MinValue + 2;
    /// <summary>Integers below which nothing else is stored.</summary>
    private const int Reserved = 10;

    /// <summary>Turns stored integers back into real numbers.</summary>
    public static void Restore(ReadOnlySpan<int> stored, Span<double> pixels, double scale, double zero, int? blank, FloatDither dither, long tile, int seed)
    {
        if (dither == FloatDither.None)
        {
            for (int i = 0; i < stored.Length; i++) pixels[i] = stored[i] == blank ? double.NaN : stored[i] * scale + zero;
            return;
        }
        var random = new Dithering(tile, seed);
        for (int i = 0; i < stored.Length; i++)
        {
            double offset = random.Next();
            pixels[i] = stored[i] == blank ? double.NaN
                : dither == FloatDither.Subtractive2 && stored[i] == ExactZero ? 0
                : (stored[i] - offset + 0.5) * scale + zero;
        }
    }

    /// <summary>Finds scale and zero of a tile and rounds it; false where it cannot be rounded with gain and is to be stored as it is.</summary>
    /// <param name="pixels">The tile; NaN marks undefined pixels.</param>
    /// <param name="stored">The integers.</param>
    /// <param name="level">Steps per standard deviation of the noise; negative: minus the step itself.</param>
    /// <param name="rowLength">NAXIS1 of the tile: noise is measured along rows.</param>
    /// <param name="dither">Whether random numbers are added before rounding.</param>
    /// <param name="tile">0-based number of the tile.</param>
    /// <param name="seed">ZDITHER0.</param>
    /// <param name="scale">ZSCALE of the tile.</param>
    /// <param name="zero">ZZERO of the tile.</param>
    public static bool TryRound(ReadOnlySpan<double> pixels, Span<int> stored, double level, int rowLength, FloatDither dither, long tile, int seed, out double scale, out double zero)
    {
        zero = 0;
        scale = level < 0 ? -level : Noise(pixels, rowLength) / level;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        bool hasNull = false;
        foreach (double value in pixels)
        {
            if (double.IsNaN(value)) { hasNull = true; continue; }
            if (!double.IsFinite(value)) return false;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        if (high < low) { low = high = 0; if (scale == 0) scale = 1; }
        if (scale == 0 || (high - low) / scale > 2.0 * int.MaxValue - 2 * Reserved) return false;

        if (hasNull || dither == FloatDither.Subtractive2)
            // Away from the reserved integers.
            zero = low - scale * (Null + Reserved);
        else if ((high - low) / scale < int.MaxValue - Reserved)
            // A multiple of the scale, so that rounding again gives the same integers.
            zero = Math.Floor(low / scale + 0.5) * scale;
        else
            zero = (low + high) / 2;

        var random = new Dithering(tile, seed);
        for (int i = 0; i < pixels.Length; i++)
        {
            double offset = dither == FloatDither.None ? 0.5 : random.Next();
            stored[i] = double.IsNaN(pixels[i]) ? Null
                : dither == FloatDither.Subtractive2 && pixels[i] == 0 ? ExactZero
                : (int)Math.Floor((pixels[i] - zero) / scale + offset);
        }
        return true;
    }

    /// <summary>
    /// The standard deviation of the noise from third-order differences, 0.6052697 median |2 x(i) - x(i-2) - x(i+2)| along
    /// rows, the median over the rows (Stoehr et al. 2007; Pence et al. 2009, section 4). 0 where the tile is too small or has none.
    /// </summary>
    private static double Noise(ReadOnlySpan<double> pixels, int rowLength)
    {
        var rows = new List<double>();
        var differences = new List<double>(rowLength);
        for (int start = 0; start + rowLength <= pixels.Length; start += rowLength)
        {
            differences.Clear();
            var good = new List<double>(rowLength);
            foreach (double value in pixels.Slice(start, rowLength))
                if (!double.IsNaN(value)) good.Add(value);
            for (int i = 2; i + 2 < good.Count; i++) differences.Add(Math.Abs(2 * good[i] - good[i - 2] - good[i + 2]));
            if (differences.Count == 0) continue;
            differences.Sort();
            rows.Add(0.6052697 * differences[(differences.Count - 1) / 2]);
        }
        if (rows.Count == 0) return 0;
        rows.Sort();
        return rows[(rows.Count - 1) / 2];
    }
}
