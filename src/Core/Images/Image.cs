using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HstNotebooks.Images;

/// <summary>
/// A two-dimensional image: one contiguous, row-major array. <c>image[y, x]</c>, 0-based, y up;
/// the centre of the first pixel is (0, 0), which is FITS pixel (1, 1).
/// </summary>
/// <remarks>Not safe for concurrent writing to the same pixels; different rows may be written by different threads.</remarks>
/// <typeparam name="T">The pixel type.</typeparam>
public sealed class Image<T> where T : unmanaged
{
    /// <summary>Creates an image of zeros.</summary>
    /// <param name="width">NAXIS1, at least 0.</param>
    /// <param name="height">NAXIS2, at least 0.</param>
    public Image(int width, int height) : this(width, height, new T[checked((long)width * height)]) { }

    /// <summary>Wraps an array of exactly <paramref name="width"/> x <paramref name="height"/> pixels without copying it.</summary>
    /// <exception cref="ArgumentException">The array has another length.</exception>
    public Image(int width, int height, T[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"{pixels.LongLength} pixels given for an image of {width} x {height}", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels in a row (NAXIS1).</summary>
    public int Width { get; }

    /// <summary>Number of rows (NAXIS2).</summary>
    public int Height { get; }

    /// <summary>The pixels, row by row; index y * Width + x.</summary>
    public T[] Pixels { get; }

    /// <summary>All pixels as one span.</summary>
    public Span<T> Span => Pixels;

    /// <summary>One pixel, 0-based.</summary>
    public ref T this[int y, int x]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)x >= (uint)Width || (uint)y >= (uint)Height) ThrowOutside(y, x);
            return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Pixels), (nint)y * Width + x);
        }
    }

    /// <summary>One row as a span, 0-based.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Row(int y) => Pixels.AsSpan(y * Width, Width);

    /// <summary>A copy with its own pixels.</summary>
    public Image<T> Clone() => new(Width, Height, (T[])Pixels.Clone());

    /// <summary>A copy of the rectangle that starts at (<paramref name="x0"/>, <paramref name="y0"/>), 0-based.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle leaves the image.</exception>
    public Image<T> CutOut(int x0, int y0, int width, int height)
    {
        if (x0 < 0 || y0 < 0 || width < 0 || height < 0 || x0 + width > Width || y0 + height > Height)
            throw new ArgumentOutOfRangeException(nameof(x0), $"a cut-out of {width} x {height} at ({x0}, {y0}) leaves an image of {Width} x {Height}");
        var result = new Image<T>(width, height);
        for (int y = 0; y < height; y++) Row(y0 + y).Slice(x0, width).CopyTo(result.Row(y));
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Image<{typeof(T).Name}> {Width} x {Height}";

    private void ThrowOutside(int y, int x) =>
        throw new ArgumentOutOfRangeException(nameof(x), $"pixel [y {y}, x {x}] is outside an image of {Width} x {Height}");
}
