using System.Runtime.CompilerServices;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The image that is blotted, or a section of it: positions and size are those of the whole image, 0-based.</summary>
/// <param name="pixels">The section.</param>
/// <param name="firstColumn">Its first column on the image.</param>
/// <param name="firstRow">Its first row on the image.</param>
/// <param name="width">Columns of the image.</param>
/// <param name="height">Rows of the image.</param>
internal sealed class BlotSource(Image<float> pixels, int firstColumn, int firstRow, int width, int height)
{
    /// <summary>A whole image.</summary>
    public BlotSource(Image<float> image) : this(image, 0, 0, image.Width, image.Height) { }

    /// <summary>Columns of the whole image.</summary>
    public int Width => width;
    /// <summary>Rows of the whole image.</summary>
    public int Height => height;
    /// <summary>Pixels from one row to the next.</summary>
    public int Stride => pixels.Width;
    /// <summary>The pixels of the section.</summary>
    public Span<float> Span => pixels.Span;

    /// <summary>A pixel of the section by its place on the whole image.</summary>
    public float this[int y, int x] => pixels[y - firstRow, x - firstColumn];

    /// <summary>The index in <see cref="Span"/> of a pixel by its place on the whole image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint IndexOf(int x, int y) => (nint)(y - firstRow) * pixels.Width + (x - firstColumn);
}
