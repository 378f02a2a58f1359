namespace HstNotebooks.Pictures;

/// <summary>A drawable picture of opaque colour pixels; (0, 0) is the upper left corner, y runs down.</summary>
public sealed class Pixmap
{
    /// <summary>A picture filled with one colour.</summary>
    /// <param name="width">Pixels in a row, 1 to 20000.</param>
    /// <param name="height">Rows, 1 to 20000.</param>
    /// <param name="ground">The colour of every pixel; its opacity is ignored.</param>
    public Pixmap(int width, int height, Colour ground)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 20000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 20000);
        (Width, Height) = (width, height);
        Rgb = new byte[3 * width * height];
        for (int i = 0; i < Rgb.Length; i += 3) (Rgb[i], Rgb[i + 1], Rgb[i + 2]) = (ground.R, ground.G, ground.B);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }
    /// <summary>Number of rows.</summary>
    public int Height { get; }
    /// <summary>The pixels, three bytes each, row by row from the top.</summary>
    public byte[] Rgb { get; }

    /// <summary>Colours, as 0xRRGGBB, between which no steps shall be seen when the number of colours is reduced.</summary>
    internal HashSet<int> FineColours { get; } = [];

    /// <summary>A pixel; x to the right, y down, 0-based.</summary>
    public Colour this[int x, int y]
    {
        get { int i = 3 * (y * Width + x); return new(Rgb[i], Rgb[i + 1], Rgb[i + 2]); }
        set { int i = 3 * (y * Width + x); (Rgb[i], Rgb[i + 1], Rgb[i + 2]) = (value.R, value.G, value.B); }
    }

    /// <summary>Lays a colour over a pixel, as far as it covers it (0 to 1) and is opaque.</summary>
    internal void Blend(int x, int y, Colour colour, float coverage)
    {
        int alpha = (int)(coverage * colour.A + 0.5f);
        if (alpha <= 0) return;
        int i = 3 * (y * Width + x);
        Rgb[i] = Mix(Rgb[i], colour.R, alpha);
        Rgb[i + 1] = Mix(Rgb[i + 1], colour.G, alpha);
        Rgb[i + 2] = Mix(Rgb[i + 2], colour.B, alpha);
    }

    private static byte Mix(byte under, byte over, int alpha) => (byte)((under * (255 - alpha) + over * alpha + 127) / 255);
}
