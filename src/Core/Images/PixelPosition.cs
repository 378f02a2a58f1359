using System.Globalization;

namespace HstNotebooks.Images;

/// <summary>A position on an image in FITS pixels: 1-based, the centre of the first pixel is (1, 1).</summary>
/// <param name="X">Column, 1-based.</param>
/// <param name="Y">Row, 1-based.</param>
public readonly record struct PixelPosition(double X, double Y)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X:F4}, {Y:F4})");
}
