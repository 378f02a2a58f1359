using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The weights of an image: one per pixel, or one for all pixels that a mask (1 = good) lets through.</summary>
/// <param name="PerPixel">Weight of each pixel, or null.</param>
/// <param name="Mask">1 = good, 0 = masked, or null.</param>
/// <param name="Value">Weight of a good pixel where they are not given one by one.</param>
internal readonly record struct DropWeights(Image<float>? PerPixel, Image<byte>? Mask, float Value = 1)
{
    /// <summary>Whether the weights are those of an image of this size.</summary>
    public bool Fits(int width, int height) =>
        (PerPixel is null || (PerPixel.Width == width && PerPixel.Height == height)) && (Mask is null || (Mask.Width == width && Mask.Height == height));

    /// <summary>A copy of the weights as an image of a pool.</summary>
    public Image<float> ToImage(int width, int height, ImagePool pool)
    {
        var image = pool.Rent<float>(width, height);
        if (PerPixel is not null) PerPixel.Span.CopyTo(image.Span);
        else for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (Mask?.Pixels[i] ?? 1) * Value;
        return image;
    }
}
