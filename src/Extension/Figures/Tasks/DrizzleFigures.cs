using HstNotebooks.Drizzling;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>Pictures of what AstroDrizzle made.</summary>
public static class DrizzleFigures
{
    /// <summary>The science and the weight image side by side, with one zoom for both.</summary>
    /// <param name="result">The run; its files are read.</param>
    /// <param name="science">How the science image is shown.</param>
    /// <param name="weight">How the weight image is shown.</param>
    public static PictureRow Pictures(this AstroDrizzleResult result, ImageDisplayOptions? science = null, ImageDisplayOptions? weight = null)
    {
        var wcs = Wcs.ImageWcs.FromLinear(result.Frame.Wcs, result.Frame.Width, result.Frame.Height, result.Frame.Name);
        return new(
        [
            Display.Image(result.ReadScience(), science ?? new() { Title = "Drizzled image" }, wcs, Path.GetFileName(result.SciencePath)),
            Display.Image(result.ReadWeight(), weight ?? new() { Title = "Weight", Limits = "minmax" }, wcs, Path.GetFileName(result.WeightPath)),
        ]);
    }
}
